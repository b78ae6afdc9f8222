// Quantiles and counts of what economies leave behind, many
// segments (arm, point, time, ...) in one call.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace taosweep {

/// The quantiles that are stored, in per cent: whole numbers, so that ranks are exact.
inline constexpr int quantile_percent[] = {1, 5, 10, 25, 50, 75, 90, 95, 99};
inline constexpr int quantile_count = sizeof(quantile_percent) / sizeof(quantile_percent[0]);

/// Position [0, n) in ascending order of the quantile p = percent/100 by the inverse ECDF: ceil(p
/// n) - 1, n >= 1.
inline constexpr std::int64_t quantile_rank(int percent, std::int64_t n) {
  return (percent * n + 99) / 100 - 1;
}

struct Summaries {
  std::vector<std::int32_t> n;    ///< [segment] defined values
  std::vector<double> quantiles;  ///< [segment][quantile_count] values that occur; NaN where n = 0
  std::vector<std::uint32_t>
      counts;  ///< [segment][bins + 2]: underflow, bins, overflow; empty without edges
};

/// Summaries of `values`, each in the segment 0 <= segments[i] < segment_count; negative segments
/// and NaN are left out. Bins are [edge, next edge), the last one closed. The result does not
/// depend on the order of the values.
Summaries summarise(std::span<const double> values, std::span<const std::int32_t> segments,
                    int segment_count, std::span<const double> edges);

/// The same, bit for bit, on a GPU: Engine::summarise of one that ran economies. Throws
/// std::runtime_error with the driver's reason, or in builds without CUDA.
Summaries summarise_cuda(std::span<const double> values, std::span<const std::int32_t> segments,
                         int segment_count, std::span<const double> edges, int device);

}  // namespace taosweep
