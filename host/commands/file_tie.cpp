// What ties the economies of two files together, from what the files say of themselves.
#include <algorithm>
#include <cstring>

#include <fmt/core.h>

#include "host/commands/file_pairs.hpp"
#include "host/config/config_file.hpp"
#include "host/text/number_text.hpp"
#include "host/text/words.hpp"

namespace taosweep {

namespace {

/// Points of each cell that might have run, by whose numbers shocks go.
std::uint64_t planned_vectors(const FileSide& side) {
  const ConfigText config = parse_config(side.root.text("config"), "stored config");
  const auto value = [&](const std::string& key) {
    const auto line = std::find_if(config.lines.begin(), config.lines.end(),
                                   [&](const auto& one) { return one.full_key() == key; });
    return line == config.lines.end() ? "" : line->value;
  };
  if (value("sweep.until").empty()) return side.layout.vectors();
  return parse_count(value("sweep.points")).value_or(side.layout.vectors());
}

/// Why points of one number are not the same point of the design; empty = they are.
std::string numbered_otherwise(const FileSide& one, const FileSide& other) {
  const Layout &a = one.layout, &b = other.layout;
  if (a.common_shocks != b.common_shocks) return "sweep.common_shocks differs";
  if (units_text(a.units) != units_text(b.units)) return "sweep.design differs";
  if (a.cell_count != b.cell_count)
    return fmt::format("their designs have {} and {} cells", a.cell_count, b.cell_count);
  if (planned_vectors(one) == planned_vectors(other)) return "";
  if (a.points_total != b.points_total && a.cell_count > 1)
    return fmt::format("their cells have {} and {} points", a.vectors(), b.vectors());
  if (a.cell_count > 1)
    return fmt::format("their cells had up to {} and {} points, which number their shocks",
                       planned_vectors(one), planned_vectors(other));
  return "";
}

/// Of maps of as many points one of which stopped before the other; empty of others.
std::string sentence_on_one_that_stopped(const FileSide& one, const FileSide& other) {
  const Layout &a = one.layout, &b = other.layout;
  if (a.cell_count < 2 || a.points_total == b.points_total) return "";
  return fmt::format(
      "No intervals: both files have seed {}, and the first {} of each cell have the same shocks "
      "in either; but maps whose cells differ in length, here {} and {}, are not paired, and they "
      "are no independent samples either. Stop both by one rule, or run the one that stopped with "
      "all its points (--set sweep.until=).",
      one.seed, counted(std::min(a.vectors(), b.vectors()), "point"), a.vectors(),
      counted(b.vectors(), "point"));
}

/// Keys whose values differ in one of the first points, or that only one of the files varies.
std::vector<std::string> keys_apart(const FileSide& a, const FileSide& b, std::uint64_t points) {
  std::vector<std::string> keys;
  const auto has = [](const FileSide& side, const std::string& key) {
    return std::find(side.layout.varied.begin(), side.layout.varied.end(), key) !=
           side.layout.varied.end();
  };
  const auto values = [](const FileSide& side, const std::string& key) {
    return side.root.group("design").dataset(key).read<double>();
  };
  for (const std::string& key : a.layout.varied) {
    if (!has(b, key)) {
      keys.push_back(key);
      continue;
    }
    const std::vector<double> x = values(a, key), y = values(b, key);
    if (x.size() < points || y.size() < points)
      throw hdf5::Hdf5Error("/design/" + key + " has fewer values than points");
    if (std::memcmp(x.data(), y.data(), points * sizeof(double)) != 0) keys.push_back(key);
  }
  for (const std::string& key : b.layout.varied)
    if (!has(a, key)) keys.push_back(key);
  return keys;
}

std::string sentence_on_pairs(const FileSide& a, const FileSide& b, const FileTie& tie,
                              const std::vector<std::string>& keys) {
  std::string text = fmt::format(
      "Pairs: both files have seed {}, and so economies of one point and replicate have the same "
      "shocks in either: {} x {}",
      a.seed, counted(tie.points, "point"), counted(tie.replicates, "replicate"));
  if (a.layout.points() != b.layout.points() || a.layout.replicates != b.layout.replicates)
    text += fmt::format(" that both have, of {} x {} and {} x {}", a.layout.points(),
                        a.layout.replicates, b.layout.points(), b.layout.replicates);
  text += keys.empty() ? ", equal in every varied value."
                       : fmt::format(". Their points differ in {}, which is part of what is told.",
                                     joined(keys));
  const std::int64_t before = a.root.whole("model_version"), after = b.root.whole("model_version");
  if (before != after)
    text += fmt::format(
        " They are of model versions {} and {}, between which uses of draws may have "
        "changed: gain says what pairs still save.",
        before, after);
  return text;
}

}  // namespace

const char* tie_word(Tie tie) {
  return tie == Tie::pairs ? "pairs" : tie == Tie::samples ? "samples" : "neither";
}

FileTie tie_of(const FileSide& a, const FileSide& b) {
  FileTie tie;
  if (a.seed != b.seed) {
    tie.tie = Tie::samples;
    tie.sentence = fmt::format(
        "Two independent samples: seeds {} and {} differ, and nothing ties an economy of one file "
        "to one of the other. Pairs would need one seed, and then tell smaller differences.",
        a.seed, b.seed);
    return tie;
  }
  if (const std::string why = numbered_otherwise(a, b); !why.empty()) {
    tie.tie = Tie::neither;
    tie.sentence = fmt::format(
        "No intervals: both files have seed {}, so that some shocks are shared, but {}: they are "
        "neither pairs nor independent samples. Run one with another sweep.seed.",
        a.seed, why);
    return tie;
  }
  if (const std::string stopped = sentence_on_one_that_stopped(a, b); !stopped.empty()) {
    tie.tie = Tie::neither;
    tie.sentence = stopped;
    return tie;
  }
  tie.points = std::min(a.layout.points(), b.layout.points());
  tie.replicates = std::min(a.layout.replicates, b.layout.replicates);
  const std::vector<std::string> keys =
      keys_apart(a, b, std::min(a.layout.points_total, b.layout.points_total));
  tie.same_points = keys.empty();
  tie.sentence = sentence_on_pairs(a, b, tie, keys);
  return tie;
}

std::vector<bool> common_outcomes(const FileSide& a, const FileSide& b) {
  std::vector<bool> common;
  const hdf5::Group first = a.root.group("outcomes"), second = b.root.group("outcomes");
  for (const OutcomeInfo& info : outcome_table)
    common.push_back(first.has(info.name) && second.has(info.name) &&
                     first.dataset(info.name).text_or("units", "") == info.unit &&
                     second.dataset(info.name).text_or("units", "") == info.unit);
  return common;
}

std::vector<std::string> outcomes_apart(const FileSide& a, const FileSide& b) {
  std::vector<std::string> only_a, only_b, units, sentences;
  const hdf5::Group first = a.root.group("outcomes"), second = b.root.group("outcomes");
  const std::vector<bool> common = common_outcomes(a, b);
  for (int outcome = 0; outcome < outcome_count; ++outcome) {
    const std::string name = outcome_table[outcome].name;
    if (common[static_cast<std::size_t>(outcome)]) continue;
    const bool in_a = first.has(name), in_b = second.has(name);
    if (in_a && in_b)
      units.push_back(
          fmt::format("{} ({} and {}, here {})", name, first.dataset(name).text_or("units", "none"),
                      second.dataset(name).text_or("units", "none"), outcome_table[outcome].unit));
    else if (in_a || in_b)
      (in_a ? only_a : only_b).push_back(name);
  }
  if (!only_a.empty()) sentences.push_back(fmt::format("Only {} has {}.", a.name, joined(only_a)));
  if (!only_b.empty()) sentences.push_back(fmt::format("Only {} has {}.", b.name, joined(only_b)));
  if (!units.empty())
    sentences.push_back(fmt::format("Left out, since units differ: {}.", joined(units)));
  return sentences;
}

}  // namespace taosweep
