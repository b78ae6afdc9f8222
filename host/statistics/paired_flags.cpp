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

/// By how many standard errors x + b lies above r (x + c), if r holds.
double ratio_score(double x, double b, double c, double n, double r) {
  const double A = n * (1 + r), B = (x + c) * r * r - (x + b + 2 * c),
               C = c * (1 - r) * (x + b + c) / n;
  const double q = (std::sqrt(std::max(0.0, B * B - 4 * A * C)) - B) / (2 * A);
  const double variance = n * (1 + r) * q + (x + b + c) * (r - 1);
  const double above = x + b - r * (x + c);
  if (!(variance > 0)) return above == 0 ? 0 : std::copysign(1e300, above);
  return above / std::sqrt(variance);
}

/// Where that score, which falls with r, passes `at` between two ratios.
double ratio_crossing(double x, double b, double c, double n, double at, double low, double high) {
  for (int halving = 0; halving < 80; ++halving) {
    const double middle = (low + high) / 2;
    (ratio_score(x, b, c, n, middle) > at ? low : high) = middle;
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

Interval ratio_score_interval(double x, double b, double c, double n, double level) {
  if (!(x + c > 0)) return {undefined, undefined};
  const double z = normal_quantile_at((1 + level) / 2), middle = (x + b) / (x + c);
  double above = 2 * std::max(1.0, middle);
  while (ratio_score(x, b, c, n, above) > -z && above < 1e12) above *= 2;
  return {middle > 0 ? ratio_crossing(x, b, c, n, z, 0, middle) : 0,
          ratio_crossing(x, b, c, n, -z, middle, above)};
}

Interval paired_flags_ratio_interval(std::span<const double> arm, std::span<const double> baseline,
                                     std::span<const std::int32_t> clusters, double level) {
  if (distinct(clusters) < fewest_clusters) return {undefined, undefined};
  std::vector<double> both, gained, lost;
  for (std::size_t i = 0; i < arm.size(); ++i) {
    both.push_back(arm[i] != 0 && baseline[i] != 0);
    gained.push_back(arm[i] > baseline[i]);
    lost.push_back(arm[i] < baseline[i]);
  }
  double n = static_cast<double>(arm.size());
  for (const std::span<const double> flags :
       {arm, baseline, std::span<const double>(gained), std::span<const double>(lost)})
    n = std::min(n, effective_number(flags, clusters, level));
  return ratio_score_interval(n * mean_of(both).mean, n * mean_of(gained).mean,
                              n * mean_of(lost).mean, n, level);
}

}  // namespace taosweep
