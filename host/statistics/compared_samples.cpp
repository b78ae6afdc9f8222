// One outcome of two independent samples.
#include <fmt/core.h>

#include "host/statistics/clustered_shares.hpp"
#include "host/statistics/comparison.hpp"
#include "host/statistics/means.hpp"
#include "host/statistics/one_sample.hpp"
#include "host/statistics/ratios.hpp"
#include "host/statistics/two_samples.hpp"
#include "host/text/words.hpp"

namespace taosweep {

namespace {

bool is_defined(const SampledValues& sample, std::size_t i) {
  const auto known = [](double x) { return x == x; };
  return known(sample.values[i]) && (sample.seen.empty() || known(sample.seen[i]));
}

/// The first time at which one is censored; times beyond count as this (see horizon_of of pairs).
double first_censoring(const SampledValues& sample, double horizon) {
  for (std::size_t i = 0; i < sample.seen.size(); ++i)
    if (is_defined(sample, i) && sample.seen[i] == 0 && !(horizon <= sample.values[i]))
      horizon = sample.values[i];
  return horizon;
}

/// Values that are defined, with their units.
struct Sample : OneSample {
  Mean mean{};

  std::vector<double> by_unit() const { return unit_values(values, clusters); }
};

Sample sample_of(const SampledValues& given, double horizon) {
  Sample sample;
  for (std::size_t i = 0; i < given.values.size(); ++i) {
    if (!is_defined(given, i)) continue;
    sample.values.push_back(given.values[i] > horizon ? horizon : given.values[i]);
    sample.clusters.push_back(given.clusters[i]);
  }
  sample.mean = mean_of(sample.values);
  count_units(sample, false);
  return sample;
}

/// A share with its exact interval, from the effective number of values.
Estimate share_in(const Sample& sample, double level) {
  return {sample.mean.mean, exact_share_interval(sample, level)};
}

/// A median with its interval by order statistics.
Estimate median_in(const Sample& sample, double level) {
  const Quantile median = quantile_of(sample, ascending_in(sample), 0.5, level);
  return {median.value, median.bounds};
}

void add_medians(Comparison& result, const Sample& arm, const Sample& baseline, double level) {
  const Estimate a = median_in(arm, level), b = median_in(baseline, level);
  result.median = a.value - b.value;
  const Interval bounds = independent_difference(a, b);
  // Where most values tie there, ranks fall on one value: nothing is known beside it.
  const auto has_width = [](const Estimate& one) { return one.bounds.low < one.bounds.high; };
  if (has_width(a) && has_width(b)) result.median_bounds = bounds;
}

void add_flags(Comparison& result, const Sample& arm, const Sample& baseline, bool ratio,
               double level) {
  const Estimate a = share_in(arm, level), b = share_in(baseline, level);
  result.arm_bounds = share_of(arm.values, arm.clusters, level).bounds;
  result.baseline_bounds = share_of(baseline.values, baseline.clusters, level).bounds;
  if (!result.refusal.empty()) return;
  result.bounds = ratio ? independent_ratio(a, b) : independent_difference(a, b);
  const bool single = arm.units == result.n && baseline.units == result.baseline_n;
  result.method = single ? "two shares" : "two shares, clustered";
}

void add_means(Comparison& result, const Sample& arm, const Sample& baseline, const ComparedAs& as,
               double level) {
  if (!result.refusal.empty()) return;
  const MeanInterval found =
      as.ratio ? sample_ratio_interval(arm.by_unit(), baseline.by_unit(), as.key, level)
               : sample_interval(arm.by_unit(), baseline.by_unit(), 1, as.key, level);
  result.bounds = found.bounds;
  result.method = found.method;
  result.refusal = found.refusal;
  if (!as.ratio && !found.refusal.empty()) add_medians(result, arm, baseline, level);
}

std::string too_few(const Sample& sample, const char* whose) {
  if (sample.units >= fewest_clusters) return "";
  if (sample.values.empty()) return fmt::format("it is defined nowhere in the {}", whose);
  return fmt::format("{} of the {} from {}, and fewer than {} say too little",
                     counted(sample.values.size(), "value"), whose,
                     counted(static_cast<std::uint64_t>(sample.units), "independent unit"),
                     fewest_clusters);
}

}  // namespace

Comparison compare_samples(const SampledValues& arm, const SampledValues& baseline,
                           const ComparedAs& as, double level) {
  Comparison result;
  result.horizon = first_censoring(baseline, first_censoring(arm, no_number));
  const Sample a = sample_of(arm, result.horizon), b = sample_of(baseline, result.horizon);
  result.n = static_cast<std::int64_t>(a.values.size());
  result.clusters = a.units;
  result.baseline_n = static_cast<std::int64_t>(b.values.size());
  result.baseline_clusters = b.units;
  result.refusal = too_few(a, "arm");
  if (result.refusal.empty()) result.refusal = too_few(b, "baseline");
  if (!result.refusal.empty()) return result;
  result.arm = a.mean.mean;
  result.baseline = b.mean.mean;
  result.difference = result.arm - result.baseline;
  if (as.ratio) result.refusal = no_ratio(a.values, b.values);
  if (as.ratio && result.refusal.empty()) result.ratio = result.arm / result.baseline;
  if (as.flag)
    add_flags(result, a, b, as.ratio, level);
  else
    add_means(result, a, b, as, level);
  return result;
}

}  // namespace taosweep
