// One outcome of two arms, pair by pair: how far they are apart, how sure that is, or why nothing
// can be said.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "host/statistics/intervals.hpp"
#include "kernels/math/undefined.hpp"

namespace taosweep {

/// What two arms hold of one outcome, economy beside economy of the same point and replicate; NaN
/// where it is undefined or the economy failed.
struct PairedValues {
  std::vector<double> arm, baseline;
  /// Of durations: was the end seen (1), or was it censored (0). Else empty.
  std::vector<double> arm_seen, baseline_seen;
  std::vector<std::int32_t> clusters;  ///< number of the independent unit of each pair
};

/// How an outcome is to be compared.
struct ComparedAs {
  bool flag = false;        ///< values are 0 or 1
  int better = 0;           ///< +1 more, -1 less, 0 neither
  std::string key;          ///< names resamples: outcome, arm, baseline
  bool same_arms = false;   ///< arms are equal bit for bit in every economy and outcome
  bool same_cause = false;  ///< what decides the outcome is equal bit for bit in every pair
  bool ratio = false;       ///< arm / baseline, and not arm - baseline
};

/// What one arm holds of an outcome where nothing ties its economies to those of the other arm.
struct SampledValues {
  std::vector<double> values;
  std::vector<double> seen;            ///< as PairedValues::arm_seen
  std::vector<std::int32_t> clusters;  ///< number of the independent unit of each economy
};

inline constexpr double no_number = undefined;
inline constexpr Interval no_interval{undefined, undefined};

/// NaN where there is none.
struct Comparison {
  std::int64_t n = 0;           ///< pairs with both values defined
  int clusters = 0;             ///< independent units among them
  std::int64_t baseline_n = 0;  ///< of samples: n and clusters are the arm's
  int baseline_clusters = 0;
  double arm = no_number, baseline = no_number;  ///< mean or share over those pairs
  Interval arm_bounds = no_interval, baseline_bounds = no_interval;  ///< of shares of flags
  double difference = no_number;                                     ///< arm - baseline
  double ratio = no_number;       ///< arm / baseline, where that was asked for
  Interval bounds = no_interval;  ///< of the difference, or of the ratio
  std::string method;             ///< of the interval; empty = there is none
  std::string refusal;            ///< why there is none
  double median = no_number;  ///< of the differences, where their mean is refused; of samples the
                              ///< difference of their medians
  Interval median_bounds = no_interval;
  double better = no_number;  ///< share of pairs in which the arm is strictly better
  Interval better_bounds = no_interval;
  double ties = no_number;                ///< share of pairs with equal values
  double variance_reduction = no_number;  ///< (s_a^2 + s_b^2) / s_d^2
  double horizon = no_number;  ///< times are counted up to it: the first censoring; NaN = none is
};

/// Intervals hold what they are for with probability `level`. Never of zero width: where nothing
/// tells how far other economies would differ there is none, and `refusal` says so.
Comparison compare_pairs(const PairedValues& pairs, const ComparedAs& as,
                         double level = confidence);

/// The same of two independent samples: nothing is said of single pairs.
Comparison compare_samples(const SampledValues& arm, const SampledValues& baseline,
                           const ComparedAs& as, double level = confidence);

/// The arm by itself, where its outcome is a comparison already: all but what needs a baseline.
Comparison describe_arm(const PairedValues& pairs, const ComparedAs& as, double level = confidence);

inline constexpr char equal_by_construction[] = "equal by construction";

/// Outcome that decides a flag alone, so that where it is equal bit for bit the flag is equal
/// because nothing could make it differ; -1 where there is none.
int decides(int outcome);

/// Bit for bit, in enough different values that this is no chance.
bool equal_bit_for_bit(const std::vector<double>& a, const std::vector<double>& b);

}  // namespace taosweep
