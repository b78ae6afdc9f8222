#include "host/statistics/skewed_means.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "host/statistics/bootstrap.hpp"
#include "host/statistics/clustered_shares.hpp"
#include "host/statistics/means.hpp"
#include "kernels/math/undefined.hpp"

namespace taosweep {

namespace {

MeanInterval refused(MeanBy by, const std::string& why) {
  return {{undefined, undefined}, "", why, by};
}

/// Largest |g| at which anything is said of n values.
double largest_skew(double n) {
  return std::min(n / 16, skew_refused * std::sqrt(n));
}

/// The most common value is 0 where arms are compared: a mean over few that are not says little.
std::size_t other_than_zero(std::span<const double> units) {
  return static_cast<std::size_t>(
      std::count_if(units.begin(), units.end(), [](double x) { return x != 0; }));
}

}  // namespace

const std::vector<std::string>& mean_by_words() {
  static const std::vector<std::string> words{"no mean",
                                              "Student's t",
                                              "bootstrap-t",
                                              "score",
                                              "refused: fewer than 8 independent units",
                                              "refused: fewer than 8 units differ from 0",
                                              "refused: all units are equal",
                                              "refused: a few large values decide the mean",
                                              "refused: values depend on each other"};
  return words;
}

std::vector<double> unit_values(std::span<const double> values,
                                std::span<const std::int32_t> clusters) {
  const std::vector<double> each(values.begin(), values.end());
  const int units = distinct(clusters);
  if (values.empty() || units == static_cast<int>(values.size())) return each;
  std::vector<std::int32_t> numbers(clusters.begin(), clusters.end());
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  const double mean = mean_of(values).mean;
  std::vector<double> sums(numbers.size(), 0.0);
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto at = std::lower_bound(numbers.begin(), numbers.end(), clusters[i]);
    sums[static_cast<std::size_t>(at - numbers.begin())] += values[i] - mean;
  }
  for (double& sum : sums) sum = mean + units * sum / static_cast<double>(values.size());
  return sums;
}

double skew_of(std::span<const double> values) {
  const Mean mean = mean_of(values);
  if (!(mean.standard_error > 0)) return undefined;
  double squares = 0, cubes = 0;
  for (double value : values) {
    const double x = value - mean.mean;
    squares += x * x;
    cubes += x * x * x;
  }
  const double n = static_cast<double>(values.size());
  return cubes / n / std::pow(squares / n, 1.5);
}

MeanInterval mean_interval(std::span<const double> units, const std::string& key, double level) {
  const double n = static_cast<double>(units.size());
  if (n < fewest_clusters)
    return refused(
        MeanBy::few_units,
        fmt::format("{} independent units, and fewer than {} say too little", n, fewest_clusters));
  const std::size_t differ = other_than_zero(units);
  // One 0 among others is a number like them.
  if (differ < static_cast<std::size_t>(fewest_clusters) && units.size() - differ > 1)
    return refused(MeanBy::few_differ,
                   fmt::format("{} of {} independent units differ, and a mean over so few says "
                               "nothing about the rest",
                               differ == 0 ? "none" : "only " + std::to_string(differ), n));
  const Mean mean = mean_of(units);
  const double skew = skew_of(units);
  if (skew != skew)
    return refused(MeanBy::all_equal,
                   fmt::format("all {} independent units have the same value: nothing says how far "
                               "others would be from it",
                               n));
  if (std::fabs(skew) > largest_skew(n))
    return refused(MeanBy::skewed,
                   fmt::format("skew {:.1f} over {} independent units: a few large values decide "
                               "the mean",
                               skew, n));
  const Interval student = t_interval(mean.mean, mean.standard_error, n - 1, level);
  if (std::fabs(skew) <= skew_for_t * std::sqrt(n)) return {student, "t", "", MeanBy::student};
  if (units.size() > most_resampled)
    return refused(MeanBy::skewed, fmt::format("skew {:.1f}", skew));
  const Interval resampled = bootstrap_t_interval(units, key, level);
  const Interval wider{std::min(student.low, resampled.low),
                       std::max(student.high, resampled.high)};
  if (!std::isfinite(wider.low) || !std::isfinite(wider.high))
    return refused(MeanBy::skewed, "resamples without any spread: too few values differ");
  return {wider, "bootstrap-t", "", MeanBy::bootstrap};
}

}  // namespace taosweep
