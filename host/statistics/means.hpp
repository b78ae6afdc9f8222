// Means, errors and paired differences, in sums of a fixed order: the same bits on every machine.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace taosweep {

/// Fewest pairs, or clusters, from which a paired or pooled statistic is given.
inline constexpr int fewest_clusters = 8;

struct Mean {
  double mean, standard_error;  ///< NaN: mean where n = 0, error where it cannot be told
  std::int64_t n;
  int clusters;
};

/// Mean of independent values and its standard error s/sqrt(n), from n = 2 on.
Mean mean_of(std::span<const double> values);

/// Mean of values of which those with the same cluster number depend on each other. With u_c the
/// sum of (x - mean) over cluster c of G:  SE = sqrt(G/(G-1) sum u_c^2) / n  (linearised ratio
/// mean; one value a cluster gives mean_of). Cluster numbers are >= 0.
Mean clustered_mean(std::span<const double> values, std::span<const std::int32_t> clusters);

/// Unbiased variance; NaN for fewer than two values.
double variance_of(std::span<const double> values);

/// What pairs (arm, baseline) of the same point and replicate say;
/// NaN below fewest_clusters pairs or clusters.
struct PairedSummary {
  double mean, standard_error;  ///< of arm - baseline
  double share_better;  ///< share of pairs in which the arm is strictly better; NaN for outcomes
                        ///< without direction
  double variance_reduction;  ///< (s_a^2 + s_b^2) / s_d^2: what pairing saves; NaN where s_d = 0
  std::int64_t n;             ///< pairs with both values defined
  int clusters;
};

/// `clusters` empty: pairs are independent. better: +1, -1 or 0 as in outcomes.def.
PairedSummary paired_summary(std::span<const double> arm, std::span<const double> baseline,
                             std::span<const std::int32_t> clusters, int better);

}  // namespace taosweep
