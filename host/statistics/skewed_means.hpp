// Intervals of means of values that may be skewed, or the reason why there is none.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "host/statistics/intervals.hpp"

namespace taosweep {

/// One number for each independent unit. Their mean is the mean of all values, and their s/sqrt(G)
/// its clustered error:  v_c = m + (G/n) sum_{i in c} (x_i - m),  m = mean of all n values. One
/// value a cluster: the values.
std::vector<double> unit_values(std::span<const double> values,
                                std::span<const std::int32_t> clusters);

/// Skewness of n values over sqrt(n): what decides how far Student's t misses. With central moments
/// m_k:  g = m_3 / m_2^(3/2). NaN where all values are equal.
double skew_of(std::span<const double> values);

// Where |g| / sqrt(n) is at most the first, Student's t covers; up to the second, the wider ends of
// t and bootstrap-t; beyond, or with fewer than 16 values beyond n/16 sqrt(n), nothing did in
// simulation (docs/compare.md has the table).
inline constexpr double skew_for_t = 1.0 / 8, skew_refused = 1.0 / 4;

/// Beyond, resampling takes longer than the run did.
inline constexpr std::size_t most_resampled = 1 << 16;

/// How an interval came about, or why there is none. Numbers stand in files: they stay.
enum class MeanBy : std::int32_t {
  no_mean,     ///< the outcome is no number: its intervals are of a share or of a median
  student,     ///< Student's t
  bootstrap,   ///< the wider ends of t and bootstrap-t
  score,       ///< of flags: Tango's
  few_units,   ///< fewer than 8 independent units
  few_differ,  ///< fewer than 8 of them differ from 0
  all_equal,   ///< all have the same value
  skewed,      ///< a few large values decide the mean
  joined,      ///< all values depend on each other
};
/// In words, number by number.
const std::vector<std::string>& mean_by_words();

struct MeanInterval {
  Interval bounds{};
  std::string method;  ///< empty where refused
  std::string refusal;
  MeanBy by = MeanBy::no_mean;
};

/// Interval of the mean of independent values. `key` names the resamples.
MeanInterval mean_interval(std::span<const double> units, const std::string& key,
                           double level = confidence);

}  // namespace taosweep
