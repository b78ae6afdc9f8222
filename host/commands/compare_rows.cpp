#include "host/commands/compare_rows.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/core.h>

#include "host/statistics/against_baseline.hpp"
#include "host/text/near_key.hpp"
#include "host/text/words.hpp"

namespace taosweep {

namespace {

std::size_t number_of_arm(const std::string& option, const std::string& name,
                          const std::vector<std::string>& arms) {
  const auto found = std::find(arms.begin(), arms.end(), name);
  if (found != arms.end()) return static_cast<std::size_t>(found - arms.begin());
  throw UsageError(fmt::format("{} {}: there is no such arm; the nearest is '{}'. There is: {}",
                               option, name, nearest(name, arms), joined(arms, "; ")));
}

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

std::vector<int> compared_outcomes(const std::vector<std::string>& names) {
  std::set<int> outcomes;
  for (const std::string& name : names) outcomes.insert(number_of_outcome(name));
  for (int outcome = 0; names.empty() && outcome < outcome_count; ++outcome)
    if (!is_rounding(outcome)) outcomes.insert(outcome);
  return {outcomes.begin(), outcomes.end()};
}

OutcomeFindings findings_of(const UsableOutcomes& outcomes, std::size_t arms) {
  OutcomeFindings findings(arms);
  for (int outcome = 0; outcome < outcome_count; ++outcome)
    findings.see(outcome, outcomes.read(outcome));
  return findings;
}

}  // namespace

ComparedParts compared_parts(const CompareOptions& options, const std::vector<std::string>& arms) {
  if (arms.size() < 2)
    throw UsageError(options.file +
                     " has one arm, and so nothing to compare: give two or more in [arms], or in "
                     "[arm NAME] sections, and run it");
  ComparedParts parts;
  parts.outcomes = compared_outcomes(options.outcomes);
  parts.chosen = !options.outcomes.empty();
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

std::vector<double> PairReader::of_arm(int outcome, std::size_t arm) const {
  const std::vector<double>& all = column(outcome);
  const auto each = static_cast<std::ptrdiff_t>(all.size() / layout_.arms.size());
  const auto first = all.begin() + static_cast<std::ptrdiff_t>(arm) * each;
  return {first, first + each};
}

Comparison PairReader::compare(int outcome, std::size_t arm, std::size_t baseline,
                               double level) const {
  if (pool_.refused()) {
    Comparison refused;
    refused.refusal = pool_.refusal;
    return refused;
  }
  const OutcomeInfo& info = outcome_table[outcome];
  PairedValues pairs{of_arm(outcome, arm), of_arm(outcome, baseline), {}, {}, {}};
  const int seen = observed_of(outcome), cause = decides(outcome);
  if (seen >= 0) {
    pairs.arm_seen = of_arm(seen, arm);
    pairs.baseline_seen = of_arm(seen, baseline);
  }
  for (std::uint64_t point = 0; point < layout_.points(); ++point)
    for (std::uint64_t replicate = 0; replicate < layout_.replicates; ++replicate)
      pairs.clusters.push_back(pool_.cluster(point, replicate));
  const std::string key =
      fmt::format("{}\n{}\n{}", info.name, layout_.arms[arm], layout_.arms[baseline]);
  const ComparedAs as{is_flag(info), info.better, key,
                      findings_.kinds()[arm] == findings_.kinds()[baseline],
                      cause >= 0 && equal_bit_for_bit(of_arm(cause, arm), of_arm(cause, baseline))};
  if (!is_against_baseline(outcome) || baseline != 0) return compare_pairs(pairs, as, level);
  Comparison alone = describe_arm(pairs, as, level);
  if (alone.refusal.empty())
    alone.refusal = "it compares with '" + layout_.arms[0] + "' already: the arm by itself";
  return alone;
}

std::vector<ComparedRow> compared_rows(const PairReader& pairs, const ComparedParts& parts) {
  std::vector<ComparedRow> rows;
  for (const int outcome : parts.outcomes) {
    if (!pairs.defined()[static_cast<std::size_t>(outcome)] && !parts.chosen) continue;
    for (const std::size_t arm : parts.arms)
      rows.push_back({outcome, arm, pairs.compare(outcome, arm, parts.baseline)});
  }
  const auto place = [&](const ComparedRow& row) {
    return std::find(parts.arms.begin(), parts.arms.end(), row.arm);
  };
  std::stable_sort(rows.begin(), rows.end(),
                   [&](const ComparedRow& a, const ComparedRow& b) { return place(a) < place(b); });
  return rows;
}

}  // namespace taosweep
