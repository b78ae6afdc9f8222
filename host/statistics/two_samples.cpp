#include "host/statistics/two_samples.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/core.h>

#include "host/statistics/bootstrap.hpp"
#include "host/statistics/means.hpp"
#include "kernels/math/undefined.hpp"

namespace taosweep {

namespace {

MeanInterval refused(const std::string& why) {
  return {{undefined, undefined}, "", why};
}

/// Units with another value than the most common one; all of them where none comes twice.
std::size_t others_than_usual(std::span<const double> units) {
  std::map<double, std::size_t> counts;
  std::size_t most = 0;
  for (const double value : units) most = std::max(most, ++counts[value]);
  return most > 1 ? units.size() - most : units.size();
}

/// Why nothing is said of a mean of these; empty = it may be.
std::string says_too_little(std::span<const double> units, const char* whose) {
  const std::size_t differ = others_than_usual(units);
  if (units.size() < static_cast<std::size_t>(fewest_clusters))
    return fmt::format("the {} has {} independent units, and fewer than {} say too little", whose,
                       units.size(), fewest_clusters);
  if (differ >= static_cast<std::size_t>(fewest_clusters)) return "";
  return fmt::format(
      "the {} has {} of {} independent units beside its most common value, and so "
      "few say nothing about the rest",
      whose, differ, units.size());
}

/// |third central moment| / n^2 of units.
double third_moment(std::span<const double> units, double mean) {
  double cubes = 0;
  for (const double value : units) cubes += std::pow(value - mean, 3);
  const double n = static_cast<double>(units.size());
  return std::fabs(cubes) / n / (n * n);
}

}  // namespace

MeanInterval sample_interval(std::span<const double> a, std::span<const double> b, double r,
                             const std::string& key, double level) {
  for (const std::string& why : {says_too_little(a, "arm"), says_too_little(b, "baseline")})
    if (!why.empty()) return refused(why);
  const Mean first = mean_of(a), second = mean_of(b);
  const double va = first.standard_error * first.standard_error,
               vb = std::pow(r * second.standard_error, 2), v = va + vb;
  const double skew =
      (third_moment(a, first.mean) + r * r * r * third_moment(b, second.mean)) / std::pow(v, 1.5);
  const double fewest = static_cast<double>(std::min(a.size(), b.size()));
  if (skew > std::min(skew_refused, std::sqrt(fewest) / 16))
    return refused(fmt::format("a few large values decide the means (skew {:.2f} of their {})",
                               skew, r == 1 ? "difference" : "ratio"));
  const double freedom = v * v / (va * va / (first.clusters - 1) + vb * vb / (second.clusters - 1));
  const double apart = first.mean - r * second.mean;
  const Interval welch = t_interval(apart, std::sqrt(v), freedom, level);
  if (skew <= skew_for_t) return {welch, "Welch", ""};
  if (std::max(a.size(), b.size()) > most_resampled)
    return refused("skewed, and too many to resample");
  const Interval resampled = bootstrap_t_interval(a, b, r, key, level);
  const Interval wider{std::min(welch.low, resampled.low), std::max(welch.high, resampled.high)};
  if (!std::isfinite(wider.low) || !std::isfinite(wider.high))
    return refused("resamples without any spread: too few values differ");
  return {wider, "bootstrap-t", ""};
}

Interval independent_difference(const Estimate& a, const Estimate& b) {
  const double d = a.value - b.value;
  return {d - std::hypot(a.value - a.bounds.low, b.bounds.high - b.value),
          d + std::hypot(a.bounds.high - a.value, b.value - b.bounds.low)};
}

Interval independent_ratio(const Estimate& a, const Estimate& b) {
  if (!(b.bounds.low > 0)) return {undefined, undefined};
  const auto end = [&](double of_a, double of_b, double sign) {
    const double product = a.value * b.value, below = of_b * (2 * b.value - of_b);
    const double root = product * product - of_a * (2 * a.value - of_a) * below;
    return (product + sign * std::sqrt(std::max(0.0, root))) / below;
  };
  return {end(a.bounds.low, b.bounds.high, -1), end(a.bounds.high, b.bounds.low, 1)};
}

}  // namespace taosweep
