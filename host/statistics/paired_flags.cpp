#include "host/statistics/paired_flags.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "host/statistics/clustered_shares.hpp"
#include "host/statistics/means.hpp"
#include "kernels/math/undefined.hpp"

namespace taosweep {

namespace {

/// By how many standard errors b - c lies above n d, if d holds.
double score(double b, double c, double n, double d) {
  const double linear = -b - c + (2 * n - b + c) * d, constant = -c * d * (1 - d);
  const double root = std::sqrt(std::max(0.0, linear * linear - 8 * n * constant));
  const double variance = n * ((root - linear) / (2 * n) + d * (1 - d));
  const double above = b - c - n * d;
  if (!(variance > 0)) return above == 0 ? 0 : std::copysign(1e300, above);
  return above / std::sqrt(variance);
}

/// Where the score, which falls with d, passes `at` between two differences.
double crossing(double b, double c, double n, double at, double low, double high) {
  for (int halving = 0; halving < 60; ++halving) {
    const double middle = (low + high) / 2;
    (score(b, c, n, middle) > at ? low : high) = middle;
  }
  return (low + high) / 2;
}

}  // namespace

Interval score_interval(double b, double c, double n, double level) {
  const double z = normal_quantile_at((1 + level) / 2), middle = (b - c) / n;
  return {crossing(b, c, n, z, -1, middle), crossing(b, c, n, -z, middle, 1)};
}

Interval paired_flags_interval(std::span<const double> differences,
                               std::span<const std::int32_t> clusters, double level) {
  if (distinct(clusters) < fewest_clusters) return {undefined, undefined};
  std::vector<double> gained, lost;
  for (double d : differences) {
    gained.push_back(d > 0);
    lost.push_back(d < 0);
  }
  const double n =
      std::min({effective_number(gained, clusters, level), effective_number(lost, clusters, level),
                effective_number(differences, clusters, level)});
  return score_interval(n * mean_of(gained).mean, n * mean_of(lost).mean, n, level);
}

}  // namespace taosweep
