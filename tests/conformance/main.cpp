// conformance [--table] FILE...: runs vector files through the code that the sweep runs; --table
// prints what they prove, stage by stage and era by era.
//
// A vector file is {"vectors": [..]}; a vector has id, piece, inputs, one of expected, steps,
// expected_at, and may have era, params, tolerance {abs, rel, fields}, active. Amounts are in rao
// unless the field says otherwise. Rules that are not there yet stand in missing.cpp.
#include <cstdio>
#include <exception>
#include <fstream>
#include <map>
#include <string>

#include "tests/conformance/missing.hpp"
#include "tests/conformance/pieces.hpp"
#include "tests/conformance/table.hpp"

namespace taosweep::conformance {
namespace {

struct Tally {
  int passed = 0, failed = 0, skipped = 0;
  bool broken_file = false;
  std::map<std::string, int> reasons;  // why vectors were skipped, and how many
  Table table;
};

/// Of all eras where a vector does not say.
std::string era_of(const Json& vector) {
  return vector.value("era", "all");
}

void skip(Tally& tally, const std::string& reason) {
  ++tally.skipped;
  ++tally.reasons[reason];
}

void fail(Tally& tally, const std::string& id, const std::string& message) {
  ++tally.failed;
  std::printf("FAILED %s %s\n", id.c_str(), message.c_str());
}

/// Skips what is known to be missing; anything else that is not computed is a failure.
void skip_missing(Tally& tally, const Json& vector, const std::string& id, const std::string& piece,
                  const std::string& kind) {
  const std::string name = piece + (kind.empty() ? "" : " (" + kind + ")");
  const Missing* row = find_missing(piece, kind);
  if (row) {
    tally.table.waiting(piece, era_of(vector));
    return skip(tally, name + ": waits for " + row->reason);
  }
  fail(tally, id,
       name + " is neither computed nor known to be missing: misspelt, or a row of " +
           "tests/conformance/missing.cpp");
}

void run_vector(const Json& vector, const Pieces& pieces, const BackEnds& rule, Tally& tally) {
  const std::string id = vector.value("id", "(vector without id)");
  std::string name;
  try {
    name = vector.at("piece").get<std::string>();
    const auto piece = pieces.find(name);
    if (piece == pieces.end()) return skip_missing(tally, vector, id, name, "");
    if (!vector.value("active", true)) return skip(tally, name + ": disabled by its source");
    Checks checks(vector);
    piece->second(vector, rule, checks);
    if (checks.count() == 0 && checks.failures().empty())
      return fail(tally, id, "nothing was compared");
    if (checks.failures().empty()) {
      ++tally.passed;
      tally.table.passed(name, era_of(vector), checks.largest_error());
      return;
    }
    ++tally.failed;
    for (const std::string& failure : checks.failures())
      std::printf("FAILED %s %s\n", id.c_str(), failure.c_str());
  } catch (const NotComputed& other) {
    skip_missing(tally, vector, id, name, other.kind);
  } catch (const std::exception& error) {
    fail(tally, id, error.what());
  }
}

void broken(Tally& tally, const std::string& path, const std::string& message) {
  tally.broken_file = true;
  std::fprintf(stderr, "%s: %s\n", path.c_str(), message.c_str());
}

void run_file(const std::string& path, const Pieces& pieces, const BackEnds& rule, Tally& tally) {
  std::ifstream file(path);
  if (!file) return broken(tally, path, "cannot be opened");
  Json content;
  try {
    content = Json::parse(file);
  } catch (const std::exception& error) {
    return broken(tally, path, std::string("is no JSON: ") + error.what());
  }
  if (!content.is_object() || !content.contains("vectors") || !content["vectors"].is_array())
    return broken(tally, path, "has no list \"vectors\"");
  if (content["vectors"].empty()) return broken(tally, path, "has an empty list \"vectors\"");
  for (const Json& vector : content["vectors"]) {
    if (vector.is_object())
      run_vector(vector, pieces, rule, tally);
    else
      fail(tally, path, "holds a vector that is no object: " + vector.dump());
  }
}

/// The list of what is missing may only shrink.
bool really_missing(const Pieces& pieces) {
  bool true_to_its_name = true;
  for (const Missing& row : missing_rules()) {
    if (row.kind[0] != '\0' || pieces.find(row.piece) == pieces.end()) continue;
    std::fprintf(stderr, "%s is computed: take it off tests/conformance/missing.cpp\n", row.piece);
    true_to_its_name = false;
  }
  return true_to_its_name;
}

}  // namespace

int run(int count, char** paths) {
  const bool table = count > 0 && std::string(paths[0]) == "--table";
  if (count == table) {
    std::fprintf(stderr, "usage: conformance [--table] FILE...\n");
    return 2;
  }
  Pieces pieces;
  add_emission_pieces(pieces);
  add_root_vote_pieces(pieces);
  add_later_pieces(pieces);
  add_pool_pieces(pieces);
  add_swap_pieces(pieces);
  add_schedule_pieces(pieces);
  add_lifecycle_pieces(pieces);
  add_dividend_pieces(pieces);
  add_yuma_pieces(pieces);
  add_epoch_pieces(pieces);
  add_guarantee_pieces(pieces);
  if (!really_missing(pieces)) return 1;
  const BackEnds rule;
  if (!table) std::printf("back ends: %s\n", rule.names().c_str());
  Tally tally;
  for (int i = table; i < count; ++i) run_file(paths[i], pieces, rule, tally);
  if (table) {
    tally.table.print();
    return tally.failed > 0 || tally.broken_file ? 1 : 0;
  }
  for (const auto& [reason, n] : tally.reasons) std::printf("skipped %d %s\n", n, reason.c_str());
  std::printf("%d passed, %d failed, %d skipped\n", tally.passed, tally.failed, tally.skipped);
  return tally.failed > 0 || tally.broken_file ? 1 : 0;
}

}  // namespace taosweep::conformance

int main(int count, char** arguments) {
  return taosweep::conformance::run(count - 1, arguments + 1);
}
