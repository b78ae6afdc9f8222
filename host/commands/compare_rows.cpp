#include "host/commands/compare_rows.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/core.h>

#include "host/statistics/against_baseline.hpp"
#include "host/statistics/bootstrap.hpp"
#include "host/text/near_key.hpp"
#include "host/text/words.hpp"

namespace taosweep {

namespace {

int number_of_outcome(const std::string& name) {
  std::vector<std::string> names;
  for (const OutcomeInfo& info : outcome_table) names.emplace_back(info.name);
  const auto found = std::find(names.begin(), names.end(), name);
  if (found != names.end()) return static_cast<int>(found - names.begin());
  throw UsageError(
      fmt::format("--outcome {}: there is no such outcome; the nearest is {} (`taosweep outcomes` "
                  "lists all)",
                  name, nearest(name, names)));
}

OutcomeFindings findings_of(const UsableOutcomes& outcomes, std::size_t arms) {
  OutcomeFindings findings(arms);
  for (int outcome = 0; outcome < outcome_count; ++outcome)
    findings.see(outcome, outcomes.read(outcome));
  return findings;
}

}  // namespace

std::size_t number_of_arm(const std::string& option, const std::string& name,
                          const std::vector<std::string>& arms) {
  const auto found = std::find(arms.begin(), arms.end(), name);
  if (found != arms.end()) return static_cast<std::size_t>(found - arms.begin());
  throw UsageError(fmt::format("{} {}: there is no such arm; the nearest is '{}'. There is: {}",
                               option, name, nearest(name, arms), joined(arms, "; ")));
}

std::vector<int> compared_outcomes(const std::vector<std::string>& names) {
  std::set<int> outcomes;
  for (const std::string& name : names) outcomes.insert(number_of_outcome(name));
  for (int outcome = 0; names.empty() && outcome < outcome_count; ++outcome)
    if (!is_rounding(outcome)) outcomes.insert(outcome);
  return {outcomes.begin(), outcomes.end()};
}

ComparedParts compared_parts(const CompareOptions& options, const std::vector<std::string>& arms) {
  if (arms.size() < 2)
    throw UsageError(options.file +
                     " has one arm, and so nothing to compare: give two or more in [arms], or in "
                     "[arm NAME] sections, and run it");
  ComparedParts parts;
  parts.outcomes = compared_outcomes(options.outcomes);
  parts.chosen = !options.outcomes.empty();
  parts.ratio = asks_for_ratio(options);
  parts.by_cell = options.by_cell;
  if (!options.baseline.empty())
    parts.baseline = number_of_arm("--baseline", options.baseline, arms);
  for (const std::string& name : options.arms) {
    parts.arms.push_back(number_of_arm("--arm", name, arms));
    if (parts.arms.back() == parts.baseline)
      throw UsageError("--arm " + name + " is the baseline: choose another with --baseline");
  }
  for (std::size_t arm = 0; options.arms.empty() && arm < arms.size(); ++arm)
    if (arm != parts.baseline) parts.arms.push_back(arm);
  return parts;
}

ComparedParts chosen_parts(const CompareOptions& options, const std::vector<std::string>& arms) {
  ComparedParts parts;
  parts.outcomes = compared_outcomes(options.outcomes);
  parts.chosen = !options.outcomes.empty();
  for (const std::string& name : options.arms)
    parts.arms.push_back(number_of_arm("--arm", name, arms));
  if (parts.arms.empty()) parts.arms.push_back(0);
  return parts;
}

PairReader::PairReader(const hdf5::Group& root, const Layout& layout)
    : layout_(layout),
      outcomes_(root),
      findings_(findings_of(outcomes_, layout.arms.size())),
      pool_(pool_of_all(layout)) {}

std::vector<std::size_t> PairReader::failed() const {
  std::vector<std::size_t> counts(layout_.arms.size());
  const std::size_t each = layout_.points() * layout_.replicates;
  for (const std::size_t place : outcomes_.failed()) ++counts.at(place / each);
  return counts;
}

const std::vector<double>& PairReader::column(int outcome) const {
  const auto found = read_.find(outcome);
  if (found != read_.end()) return found->second;
  if (read_.size() >= 4) read_.clear();
  return read_[outcome] = outcomes_.read(outcome);
}

const Pool& PairReader::pool(int cell) const {
  if (cell == all_cells) return pool_;
  if (cells_.empty()) cells_ = pools_of_cells(layout_);
  return cells_.at(static_cast<std::size_t>(cell));
}

std::vector<double> PairReader::of_arm(int outcome, std::size_t arm, const Pool& pool) const {
  const std::vector<double>& all = column(outcome);
  const std::uint64_t each = layout_.replicates;
  const auto first =
      all.begin() + static_cast<std::ptrdiff_t>((arm * layout_.points() + pool.first) * each);
  return {first, first + static_cast<std::ptrdiff_t>(pool.points * each)};
}

Comparison PairReader::compare(int outcome, std::size_t arm, std::size_t baseline,
                               const ComparedHow& how) const {
  const Pool& pool = this->pool(how.cell);
  if (pool.refused()) {
    Comparison refused;
    refused.refusal = pool.refusal;
    return refused;
  }
  const OutcomeInfo& info = outcome_table[outcome];
  PairedValues pairs{of_arm(outcome, arm, pool), of_arm(outcome, baseline, pool), {}, {}, {}};
  const int seen = observed_of(outcome), cause = decides(outcome);
  if (seen >= 0) {
    pairs.arm_seen = of_arm(seen, arm, pool);
    pairs.baseline_seen = of_arm(seen, baseline, pool);
  }
  for (std::uint64_t point = pool.first; point < pool.first + pool.points; ++point)
    for (std::uint64_t replicate = 0; replicate < layout_.replicates; ++replicate)
      pairs.clusters.push_back(pool.cluster(point, replicate));
  const std::string key = resample_text(info.name, layout_.arms[arm], layout_.arms[baseline],
                                        how.cell == all_cells ? "" : std::to_string(how.cell));
  const ComparedAs as{
      is_flag(info),
      info.better,
      key,
      findings_.kinds()[arm] == findings_.kinds()[baseline],
      cause >= 0 && equal_bit_for_bit(of_arm(cause, arm, pool), of_arm(cause, baseline, pool)),
      how.ratio};
  if (!is_against_baseline(outcome) || baseline != 0) return compare_pairs(pairs, as, how.level);
  Comparison alone = describe_arm(pairs, as, how.level);
  if (alone.refusal.empty())
    alone.refusal = "it compares with '" + layout_.arms[0] + "' already: the arm by itself";
  return alone;
}

std::vector<ComparedRow> compared_rows(const ComparedParts& parts, std::uint32_t cells,
                                       const std::vector<bool>& defined,
                                       const CompareOne& compare) {
  std::vector<ComparedRow> rows;
  const auto add = [&](int outcome, std::size_t arm, int cell) {
    rows.push_back({outcome, arm, compare(outcome, arm, {confidence, parts.ratio, cell}), cell});
  };
  for (const int outcome : parts.outcomes) {
    if (!defined[static_cast<std::size_t>(outcome)] && !parts.chosen) continue;
    for (const std::size_t arm : parts.arms) {
      if (!parts.by_cell) add(outcome, arm, all_cells);
      for (std::uint32_t cell = 0; parts.by_cell && cell < cells; ++cell)
        add(outcome, arm, static_cast<int>(cell));
    }
  }
  const auto place = [&](const ComparedRow& row) {
    return std::find(parts.arms.begin(), parts.arms.end(), row.arm);
  };
  std::stable_sort(rows.begin(), rows.end(),
                   [&](const ComparedRow& a, const ComparedRow& b) { return place(a) < place(b); });
  return rows;
}

bool asks_for_ratio(const CompareOptions& options) {
  if (options.scale.empty() || options.scale == "difference") return false;
  if (options.scale == "ratio") return true;
  throw UsageError("--scale " + options.scale + ": it is difference or ratio");
}

void check_cells(const CompareOptions& options, std::uint32_t cells) {
  if (!options.by_cell || cells > 1) return;
  throw UsageError("--by-cell: the design of " + options.file +
                   " has one cell. Cells are the values of axes that list them, as grid(0, 30) in "
                   "[vary]; leave --by-cell out, or vary a key so");
}

std::vector<std::string> cell_labels_of(const hdf5::Group& root) {
  const hdf5::Group design = root.group("design");
  if (!design.has("cell_label"))
    throw UsageError("--by-cell: the design has too many cells for a table of them");
  return design.dataset("cell_label").read_texts();
}

}  // namespace taosweep
