// Intervals of the cells of a map that hold all together, as a reader of the map takes them.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "host/statistics/one_sample.hpp"

namespace taosweep {

enum class MapOf { shares, medians, medians_of_times };

/// One cell of a map.
struct MapCell {
  OneSample sample;
  std::vector<std::int32_t> common;  ///< number of the unit of each value, the same in all cells
};

/// Resamples that say how large the largest of many is.
inline constexpr std::uint32_t resamples_together = 999;
/// Units that are drawn for: beyond, they are put together by their number modulo this. Groups of
/// whole units are independent of each other as well.
inline constexpr std::size_t most_units_together = 8192;
/// Cells x units beyond which resampling takes longer than the run did.
inline constexpr std::size_t most_parts_together = 1 << 16;

/// Standard normal numbers of units in each resample: the same for all estimates of a file, and so
/// made once for all of them, for as many units as are asked for.
class CommonDraws {
 public:
  /// Of the first `units`, which are not more than most_units_together.
  std::span<const float> of(std::uint32_t resample, std::size_t units);

 private:
  std::size_t units_ = 0;
  std::vector<float> draws_;  // [resample][unit]
};

/// The level that intervals of single estimates need to hold all together with `level`. Estimate e
/// owes parts[e][u] to the independent unit u. With multipliers x_u that are standard normal, and
/// the same for all estimates (multiplier bootstrap; V. Chernozhukov, D. Chetverikov, K. Kato 2013,
/// Annals of Statistics 41),
///   T_e = sum_u x_u parts[e][u] / sqrt(sum_u parts[e][u]^2),
/// c is the least number with  P(max_e |T_e| > c) + 2 k (1 - Phi(c)) <= 1 - level,  and the level
/// 2 Phi(c) - 1. The k estimates without any spread among units count each by itself. Never beyond
/// what each by itself would need (Bonferroni), which stands where resampling takes too long.
double level_together(const std::vector<std::vector<double>>& parts, CommonDraws& draws,
                      double level = confidence);

/// For each cell; NaN where it has too few units, an end NaN where so few do not reach the level.
/// Shares have exact intervals: Wilson's miss on one side far out.
std::vector<Interval> intervals_together(const std::vector<MapCell>& cells, MapOf what,
                                         CommonDraws& draws, double level = confidence);

}  // namespace taosweep
