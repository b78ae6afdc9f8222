// What the economies of one place say of an outcome: its share, mean, quantiles, the median of
// times. `compare` says the same of differences with the same functions.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "host/statistics/clustered_shares.hpp"
#include "host/statistics/skewed_means.hpp"

namespace taosweep {

/// Values that are defined, and the number of the independent unit of each.
struct OneSample {
  std::vector<double> values, observed;  ///< observed: of times, else empty
  std::vector<std::int32_t> clusters;
  bool pooled = true;  ///< false where a refusal forbids to pool them
  int units = 0;       ///< different clusters

  bool single() const { return static_cast<std::size_t>(units) == values.size(); }
  /// No two values are known to be independent.
  bool joined() const { return !pooled || (units == 1 && values.size() > 1); }
  /// Enough units for an interval.
  bool usable() const;
};

/// Counts the units. One value a unit where `independent`.
void count_units(OneSample& sample, bool independent);

/// Wilson's, from the effective number.
Interval share_interval(const OneSample& sample, double level = confidence);

/// Clopper and Pearson's, from the effective number: it holds whatever the share is.
Interval exact_share_interval(const OneSample& sample, double level = confidence);

/// mean_interval() of the units.
MeanInterval mean_interval_of(const OneSample& sample, const std::string& key,
                              double level = confidence);

/// The values from the least on.
std::vector<double> ascending_in(const OneSample& sample);

struct Quantile {
  double value;     ///< the least with a part p of all at or below it; NaN of none
  Interval bounds;  ///< NaN below 8 units, and ends that so few do not bound
  double worth;     ///< how many independent values the sample is worth there
};

/// With the interval by order statistics. That has no width where both ranks hold the same value,
/// which then is the quantile with the probability said. `ascending` are ascending_in(sample).
Quantile quantile_of(const OneSample& sample, std::span<const double> ascending, double p,
                     double level = confidence);

/// The median, wherever there is one; its bounds where there are enough units.
SurvivalMedian survival_median_of(const OneSample& sample, double level = confidence);

}  // namespace taosweep
