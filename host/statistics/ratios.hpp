// Ratios of two means, with intervals, or the reason why there is none.
#pragma once

#include <span>
#include <string>

#include "host/statistics/skewed_means.hpp"

namespace taosweep {

/// Two means and what is known of their errors.
struct TwoMeans {
  double arm, baseline;                            ///< means
  double variance, baseline_variance, covariance;  ///< of those means
};

/// All r with low <= T(r) <= high,  T(r) = (a - r b) / sqrt(v_a - 2 r v_ab + r^2 v_b)
/// (E. C. Fieller 1954, Journal of the Royal Statistical Society B 16; there both are Student's t).
/// As T(r) falls from b/sqrt(v_b) to -b/sqrt(v_b), both ends are there where b lies farther than
/// max(|low|, |high|) of its errors above 0; else NaN. Ends below 0 are 0: values are not.
Interval fieller_interval(const TwoMeans& means, double low, double high);

/// Why nothing is said of a ratio of such values; empty = it may be.
std::string no_ratio(std::span<const double> arm, std::span<const double> baseline);

/// Interval of the ratio of the means of pairs, one of each for each independent unit: Fieller's,
/// with the ends of T that mean_interval finds for a - R b, R = the ratio seen: Student's t, or the
/// wider of it and bootstrap-t where that is skewed.
MeanInterval paired_ratio_interval(std::span<const double> arm, std::span<const double> baseline,
                                   const std::string& key, double level = confidence);

/// The same of two independent samples, by sample_interval.
MeanInterval sample_ratio_interval(std::span<const double> arm, std::span<const double> baseline,
                                   const std::string& key, double level = confidence);

}  // namespace taosweep
