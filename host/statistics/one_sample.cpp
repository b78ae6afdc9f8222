#include "host/statistics/one_sample.hpp"

#include <algorithm>

#include "host/statistics/means.hpp"
#include "kernels/distributions/distributions.hpp"
#include "kernels/math/undefined.hpp"

namespace taosweep {

namespace {

constexpr Interval none{undefined, undefined};

/// How many independent values the sample is worth where these flags are counted.
double effective_number_of(const OneSample& sample, const std::vector<double>& flags,
                           double level) {
  return sample.single() ? static_cast<double>(flags.size())
                         : effective_number(flags, sample.clusters, level);
}

}  // namespace

bool OneSample::usable() const {
  return pooled && units >= fewest_clusters;
}

void count_units(OneSample& sample, bool independent) {
  sample.units = independent ? static_cast<int>(sample.values.size()) : distinct(sample.clusters);
}

Interval share_interval(const OneSample& sample, double level) {
  if (!sample.usable()) return none;
  return wilson_interval(mean_of(sample.values).mean,
                         effective_number_of(sample, sample.values, level), level);
}

MeanInterval mean_interval_of(const OneSample& sample, const std::string& key, double level) {
  if (!sample.pooled) return {none, "", "may not be pooled", MeanBy::few_units};
  return mean_interval(
      sample.single() ? sample.values : unit_values(sample.values, sample.clusters), key, level);
}

Interval quantile_interval_of(const OneSample& sample, const std::vector<double>& ascending,
                              int percent, double level) {
  if (!sample.usable()) return none;
  const auto n = static_cast<std::int64_t>(ascending.size());
  double effective = static_cast<double>(n);
  if (!sample.single()) {
    const double quantile = ascending[static_cast<std::size_t>(quantile_rank(percent, n))];
    std::vector<double> below;
    below.reserve(sample.values.size());
    for (double value : sample.values) below.push_back(value <= quantile);
    effective = effective_number_of(sample, below, level);
  }
  return quantile_interval(ascending, percent / 100.0, effective, level);
}

SurvivalMedian survival_median_of(const OneSample& sample, double level) {
  if (!sample.pooled) return {undefined, none};
  SurvivalMedian result = survival_median(sample.values, sample.observed, 1, level);
  if (!sample.usable()) return {result.median, none};
  if (sample.single()) return result;
  std::vector<double> over;
  over.reserve(sample.values.size());
  for (std::size_t i = 0; i < sample.values.size(); ++i)
    over.push_back(sample.observed[i] != 0 && sample.values[i] <= result.median);
  const double n = static_cast<double>(sample.values.size());
  return survival_median(sample.values, sample.observed,
                         n / effective_number_of(sample, over, level), level);
}

}  // namespace taosweep
