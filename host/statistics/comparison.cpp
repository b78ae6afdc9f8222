#include "host/statistics/comparison.hpp"

#include <cmath>
#include <cstring>
#include <set>

#include <fmt/core.h>

#include "host/statistics/clustered_shares.hpp"
#include "host/statistics/means.hpp"
#include "host/statistics/one_sample.hpp"
#include "host/statistics/paired_flags.hpp"
#include "host/statistics/ratios.hpp"
#include "host/statistics/skewed_means.hpp"
#include "host/store/schema.hpp"
#include "host/text/words.hpp"

namespace taosweep {

namespace {

/// Pairs with both values, and what follows of them.
struct Defined {
  std::vector<double> arm, baseline, difference;
  std::vector<std::int32_t> clusters;
  double horizon = no_number;
};

bool is_defined(const PairedValues& pairs, std::size_t i) {
  const auto known = [](double x) { return x == x; };
  return known(pairs.arm[i]) && known(pairs.baseline[i]) &&
         (pairs.arm_seen.empty() || (known(pairs.arm_seen[i]) && known(pairs.baseline_seen[i])));
}

/// The first time at which a time is censored, in either arm. Up to it every time is known, so that
/// min(T, horizon) is the same quantity in all pairs: the restricted mean (J. O. Irwin 1949; P.
/// Royston, M. Parmar 2013). Pairs in which both ends were seen would be a selection.
double horizon_of(const PairedValues& pairs) {
  double horizon = no_number;
  for (std::size_t i = 0; i < pairs.arm_seen.size(); ++i) {
    if (!is_defined(pairs, i)) continue;
    if (pairs.arm_seen[i] == 0 && !(horizon <= pairs.arm[i])) horizon = pairs.arm[i];
    if (pairs.baseline_seen[i] == 0 && !(horizon <= pairs.baseline[i])) horizon = pairs.baseline[i];
  }
  return horizon;
}

Defined defined_of(const PairedValues& pairs) {
  Defined defined;
  defined.horizon = horizon_of(pairs);
  const auto counted = [&](double x) { return x > defined.horizon ? defined.horizon : x; };
  for (std::size_t i = 0; i < pairs.arm.size(); ++i) {
    if (!is_defined(pairs, i)) continue;
    defined.arm.push_back(counted(pairs.arm[i]));
    defined.baseline.push_back(counted(pairs.baseline[i]));
    defined.difference.push_back(defined.arm.back() - defined.baseline.back());
    defined.clusters.push_back(pairs.clusters[i]);
  }
  return defined;
}

std::vector<double> flags_of(const std::vector<double>& values, bool (*is)(double, double),
                             double than) {
  std::vector<double> flags;
  flags.reserve(values.size());
  for (double value : values) flags.push_back(is(value, than));
  return flags;
}

/// Order-statistic interval of the median difference, from the effective number of pairs below it.
void add_median(Comparison& result, const Defined& defined, double level) {
  OneSample sample;
  sample.values = defined.difference;
  sample.clusters = defined.clusters;
  count_units(sample, false);
  const Quantile median = quantile_of(sample, ascending_in(sample), 0.5, level);
  result.median = median.value;
  result.median_bounds = median.bounds;
  // Where most pairs tie there, ranks fall on one value: nothing is known beside it.
  if (!(result.median_bounds.low < result.median_bounds.high)) result.median_bounds = no_interval;
}

void add_better(Comparison& result, const Defined& defined, const ComparedAs& as, double level) {
  const auto equal = [](double x, double y) { return x == y; };
  result.ties = mean_of(flags_of(defined.difference, equal, 0)).mean;
  if (as.better == 0) return;
  const auto wins = as.better > 0
                        ? flags_of(
                              defined.difference, [](double x, double y) { return x > y; }, 0)
                        : flags_of(
                              defined.difference, [](double x, double y) { return x < y; }, 0);
  const Share better = share_of(wins, defined.clusters, level);
  result.better = better.share;
  result.better_bounds = better.bounds;
}

void add_shares(Comparison& result, const Defined& defined, double level) {
  result.arm_bounds = share_of(defined.arm, defined.clusters, level).bounds;
  result.baseline_bounds = share_of(defined.baseline, defined.clusters, level).bounds;
}

/// What is said of a ratio: nothing where the baseline is 0 or something is below 0.
void add_ratio(Comparison& result, const Defined& defined, const ComparedAs& as, double level) {
  result.refusal = no_ratio(defined.arm, defined.baseline);
  if (!result.refusal.empty()) return;
  result.ratio = result.arm / result.baseline;
  if (result.method == equal_by_construction) return;
  if (as.flag) {
    result.bounds =
        paired_flags_ratio_interval(defined.arm, defined.baseline, defined.clusters, level);
    result.method = result.clusters < result.n ? "score, clustered" : "score";
    return;
  }
  const MeanInterval ratio =
      paired_ratio_interval(unit_values(defined.arm, defined.clusters),
                            unit_values(defined.baseline, defined.clusters), as.key, level);
  result.bounds = ratio.bounds;
  result.method = ratio.method;
  result.refusal = ratio.refusal;
}

void add_interval(Comparison& result, const Defined& defined, const ComparedAs& as, double level) {
  const bool same_numbers = !as.flag && equal_bit_for_bit(defined.arm, defined.baseline);
  if (as.same_arms || as.same_cause || same_numbers) {
    result.method = equal_by_construction;
    result.better_bounds = no_interval;
  }
  if (as.ratio) return add_ratio(result, defined, as, level);
  if (!result.method.empty()) return;
  if (as.flag) {
    result.bounds = paired_flags_interval(defined.difference, defined.clusters, level);
    result.method = result.clusters < result.n ? "Tango, clustered" : "Tango";
    return;
  }
  const MeanInterval mean =
      mean_interval(unit_values(defined.difference, defined.clusters), as.key, level);
  result.bounds = mean.bounds;
  result.method = mean.method;
  result.refusal = mean.refusal;
  if (!mean.refusal.empty()) add_median(result, defined, level);
}

std::string too_few(const Comparison& result) {
  if (result.n == 0) return "in no pair both are defined";
  return fmt::format("{} from {}, and fewer than {} say too little",
                     counted(static_cast<std::uint64_t>(result.n), "pair"),
                     counted(static_cast<std::uint64_t>(result.clusters), "independent unit"),
                     fewest_clusters);
}

}  // namespace

Comparison compare_pairs(const PairedValues& pairs, const ComparedAs& as, double level) {
  const Defined defined = defined_of(pairs);
  const PairedSummary summary =
      paired_summary(defined.arm, defined.baseline, defined.clusters, as.better);
  Comparison result;
  result.n = summary.n;
  result.clusters = summary.clusters;
  result.horizon = defined.horizon;
  if (result.clusters < fewest_clusters) {
    result.refusal = too_few(result);
    return result;
  }
  result.variance_reduction = summary.variance_reduction;
  result.arm = mean_of(defined.arm).mean;
  result.baseline = mean_of(defined.baseline).mean;
  result.difference = summary.mean;
  add_better(result, defined, as, level);
  if (as.flag) add_shares(result, defined, level);
  add_interval(result, defined, as, level);
  return result;
}

Comparison describe_arm(const PairedValues& pairs, const ComparedAs& as, double level) {
  PairedValues twice = pairs;
  twice.baseline = pairs.arm;
  const Defined defined = defined_of(twice);
  Comparison result;
  result.n = static_cast<std::int64_t>(defined.arm.size());
  result.clusters = distinct(defined.clusters);
  if (result.clusters < fewest_clusters) {
    result.refusal = too_few(result);
    return result;
  }
  result.arm = mean_of(defined.arm).mean;
  if (as.flag) {
    result.arm_bounds = share_of(defined.arm, defined.clusters, level).bounds;
    return result;
  }
  const MeanInterval mean =
      mean_interval(unit_values(defined.arm, defined.clusters), as.key, level);
  result.arm_bounds = mean.bounds;
  result.refusal = mean.refusal;
  return result;
}

int decides(int outcome) {
  if (outcome == outcome_root_controls) return outcome_root_margin;
  if (outcome == outcome_rank_le_7) return outcome_rank_at_12;
  for (int time = 0; time < outcome_count; ++time)
    if (observed_of(time) == outcome) return time;
  return -1;
}

bool equal_bit_for_bit(const std::vector<double>& a, const std::vector<double>& b) {
  if (a.size() != b.size() || std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) != 0)
    return false;
  std::set<double> values;
  for (std::size_t i = 0; i < a.size() && values.size() < fewest_clusters; ++i)
    if (a[i] == a[i]) values.insert(a[i]);
  return values.size() >= fewest_clusters;
}

}  // namespace taosweep
