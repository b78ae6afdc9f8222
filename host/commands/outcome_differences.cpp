#include "host/commands/outcome_differences.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

#include <fmt/core.h>

#include "host/commands/file_pairs.hpp"
#include "host/store/read/open.hpp"
#include "host/text/plain_text.hpp"
#include "host/text/text_table.hpp"
#include "host/text/words.hpp"
#include "host/text/wrapped.hpp"

namespace taosweep {

namespace {

/// Economies of one outcome in both files.
struct Apart {
  std::size_t economies = 0, differ = 0, defined_once = 0;
  double largest = 0;
};

/// Bit for bit; one undefined value is like another.
bool differs(double a, double b) {
  if (a != a || b != b) return (a == a) != (b == b);
  return std::memcmp(&a, &b, sizeof a) != 0;
}

Apart apart_in(const PairedValues& pairs) {
  Apart apart;
  apart.economies = pairs.arm.size();
  for (std::size_t i = 0; i < pairs.arm.size(); ++i) {
    const double a = pairs.baseline[i], b = pairs.arm[i];
    if (!differs(a, b)) continue;
    ++apart.differ;
    if (a == a && b == b)
      apart.largest = std::max(apart.largest, std::fabs(b - a));
    else
      ++apart.defined_once;
  }
  return apart;
}

std::string interval_text(const Interval& bounds) {
  if (!(bounds.low < bounds.high)) return "none";
  return fmt::format("{:.4g} to {:.4g}", bounds.low, bounds.high);
}

std::string note_of(const std::string& name, const Apart& apart, const Comparison& found) {
  std::vector<std::string> parts;
  if (apart.defined_once > 0)
    parts.push_back(fmt::format("defined, in an economy that ended well, in one file alone: {}",
                                apart.defined_once));
  if (!found.refusal.empty()) parts.push_back("no interval: " + found.refusal);
  if (found.horizon == found.horizon)
    parts.push_back(fmt::format("the mean counts times up to {:.4g}, where the first is censored",
                                found.horizon));
  return parts.empty() ? "" : wrapped(name + ": " + joined(parts, "; "), 0, 2);
}

std::vector<ArmOfTwo> arms_of_one_label(const FileSide& a, const FileSide& b) {
  std::vector<ArmOfTwo> arms;
  for (std::size_t arm = 0; arm < b.layout.arms.size(); ++arm) {
    const auto& first = a.layout.arms;
    const auto found = std::find(first.begin(), first.end(), b.layout.arms[arm]);
    if (found != first.end())
      arms.push_back({arm, static_cast<std::size_t>(found - first.begin())});
  }
  return arms;
}

/// Why economies of the same id are not the same; empty = they are.
std::string no_pairs(const FileSide& a, const FileSide& b, const FilePairs& pairs) {
  if (pairs.tie().tie != Tie::pairs) return pairs.tie().sentence;
  const auto both = static_cast<std::ptrdiff_t>(pairs.tie().points);
  if (!std::equal(a.layout.point_ids.begin(), a.layout.point_ids.begin() + both,
                  b.layout.point_ids.begin()))
    return "Their points are not those of the same part of a sweep, as of other shards.";
  return arms_of_one_label(a, b).empty() ? "No arm of one has the label of an arm of the other."
                                         : "";
}

std::string table_of(const FilePairs& pairs, const FileSide& a, const FileSide& b) {
  TextTable table({"outcome", "unit", "economies that differ", "largest", "mean difference",
                   "95 % interval", "method"});
  std::string notes;
  std::size_t rows = 0;
  const std::vector<bool> common = common_outcomes(a, b);
  for (int outcome = 0; outcome < outcome_count; ++outcome) {
    if (!common[static_cast<std::size_t>(outcome)]) continue;
    const OutcomeInfo& info = outcome_table[outcome];
    const PairedValues values = pairs.all_pairs(outcome);
    const Apart apart = apart_in(values);
    if (apart.differ == 0) continue;
    const ComparedAs as{is_flag(info), info.better, info.name, false, false};
    const Comparison found = compare_pairs(values, as);
    const bool known = found.difference == found.difference;
    table.add({info.name, info.unit, fmt::format("{} of {}", apart.differ, apart.economies),
               apart.differ == apart.defined_once ? "-" : fmt::format("{:.4g}", apart.largest),
               known ? fmt::format("{:.4g}", found.difference + 0.0) : "-",
               interval_text(found.bounds), found.method.empty() ? "-" : found.method});
    notes += note_of(info.name, apart, found);
    ++rows;
  }
  if (rows == 0) return "No outcome differs in any economy that both hold.\n";
  return table.aligned() + (notes.empty() ? "" : "\n" + notes);
}

}  // namespace

std::string outcome_differences(const std::string& file, const std::string& against) {
  try {
    const FileSide a(file, open_results(file, Tolerate::other_numbers)),
        b(against, open_results(against, Tolerate::other_numbers));
    const FilePairs pairs(a, b, arms_of_one_label(a, b));
    if (const std::string why = no_pairs(a, b, pairs); !why.empty())
      return wrapped(shown_on_a_line("Economies are not held against each other. " + why), 0);
    std::string text = wrapped(shown_on_a_line(fmt::format("Outcomes of {} less those of {}. {}",
                                                           against, file, pairs.tie().sentence)),
                               0);
    for (const std::string& sentence : outcomes_apart(a, b))
      text += wrapped(shown_on_a_line(sentence), 0);
    return text + "\n" + table_of(pairs, a, b);
  } catch (const hdf5::Hdf5Error& error) {
    return fmt::format("Outcomes are not held against each other ({}).\n", error.what());
  }
}

}  // namespace taosweep
