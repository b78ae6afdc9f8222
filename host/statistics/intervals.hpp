// Confidence intervals. Made with Boost.Math, and so outside the contract of equal bits
// (reproducible to 1e-12).
#pragma once

#include <cstdint>
#include <span>

namespace taosweep {

inline constexpr double confidence = 0.95;

/// NaN ends where the data cannot bound that side.
struct Interval {
  double low, high;
};

/// Wilson score interval of a probability from `share` of n trials (E. B. Wilson 1927). n need not
/// be whole: with clustered trials it is the effective number.
Interval wilson_interval(double share, double n, double level = confidence);

/// Interval of a probability from `share` of n trials that holds it with `level` at least, whatever
/// it is (C. Clopper, E. Pearson 1934). n need not be whole: with clustered trials it is the
/// effective number (Korn, Graubard 1998).
Interval exact_interval(double share, double n, double level = confidence);

/// mean -+ t(freedom) * standard error (Student).
Interval t_interval(double mean, double standard_error, double freedom, double level = confidence);

/// x with P(Z <= x) = p for a standard normal Z; the same for Student's t.
double normal_quantile_at(double p);
double t_quantile_at(double p, double freedom);

/// Order-statistic interval of the p-quantile from n ascending values: the values at the
/// ranks between which a Binomial(n, p) number falls with at least 95 %.
/// Distribution-free. `effective` <= n independent values stand for clustered ones: ranks
/// are found for them and scaled outwards to n.
Interval quantile_interval(std::span<const double> ascending, double p, double effective,
                           double level = confidence);

/// Ranks from 1 on, of n ascending values, whose values are the ends of that interval; 0 = there is
/// none.
struct QuantileRanks {
  std::int64_t low, high;
};
QuantileRanks quantile_ranks(std::int64_t n, double p, double effective, double level);

/// Kaplan-Meier median of times of which some are censored
/// (observed = 0): first time at which S(t) <= 1/2.
struct SurvivalMedian {
  double median;  ///< NaN where half of the economies outlast their censoring
  Interval bounds;
};

/// Bounds where the log-log band of S (Greenwood's variance times `design_effect`) crosses 1/2
/// (Brookmeyer, Crowley 1982). Entries whose time or indicator is NaN are left out.
SurvivalMedian survival_median(std::span<const double> times, std::span<const double> observed,
                               double design_effect, double level = confidence);

}  // namespace taosweep
