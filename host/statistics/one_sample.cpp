#include "host/statistics/one_sample.hpp"

#include <algorithm>
#include <cmath>

#include <boost/sort/spreadsort/float_sort.hpp>

#include "host/statistics/means.hpp"
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

Interval exact_share_interval(const OneSample& sample, double level) {
  if (!sample.usable()) return none;
  return exact_interval(mean_of(sample.values).mean,
                        effective_number_of(sample, sample.values, level), level);
}

MeanInterval mean_interval_of(const OneSample& sample, const std::string& key, double level) {
  if (sample.joined()) return {none, "", "values depend on each other", MeanBy::joined};
  return mean_interval(
      sample.single() ? sample.values : unit_values(sample.values, sample.clusters), key, level);
}

std::vector<double> ascending_in(const OneSample& sample) {
  std::vector<double> ascending = sample.values;
  // By their bits, which tell -0 from 0, as values do not.
  const auto is_minus_zero = [](double value) { return value == 0 && std::signbit(value); };
  if (std::ranges::none_of(ascending, is_minus_zero))
    boost::sort::spreadsort::float_sort(ascending.begin(), ascending.end());
  else
    std::sort(ascending.begin(), ascending.end());
  return ascending;
}

Quantile quantile_of(const OneSample& sample, std::span<const double> ascending, double p,
                     double level) {
  if (ascending.empty()) return {undefined, none, 0};
  const double n = static_cast<double>(ascending.size());
  // p n may lie above a whole number by rounding alone.
  const double rank = std::max(std::ceil(p * n * (1 - 1e-12)), 1.0);
  Quantile quantile{ascending[static_cast<std::size_t>(rank) - 1], none, n};
  if (!sample.usable()) return quantile;
  if (!sample.single()) {
    std::vector<double> below;
    below.reserve(sample.values.size());
    for (double value : sample.values) below.push_back(value <= quantile.value);
    quantile.worth = effective_number_of(sample, below, level);
  }
  quantile.bounds = quantile_interval(ascending, p, quantile.worth, level);
  return quantile;
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
