#include "host/statistics/resampled_units.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "host/statistics/bootstrap.hpp"
#include "host/statistics/means.hpp"
#include "kernels/random/philox.hpp"

namespace taosweep {

namespace {

constexpr std::uint32_t resamples = 999, beyond = 25;  // (999 + 1) * 2.5 %

/// Draw i of a resample has word i % 4 of counter (i / 4, resample, 1, 0).
std::vector<std::uint32_t> resampled(std::uint32_t units, ResampleKey key, std::uint32_t resample) {
  std::vector<std::uint32_t> chosen(units);
  Words<std::uint32_t> words{};
  for (std::uint32_t i = 0; i < units; ++i) {
    if (i % 4 == 0) words = philox<std::uint32_t>(i / 4, resample, 1u, 0u, key.low, key.high);
    chosen[i] =
        static_cast<std::uint32_t>(static_cast<std::uint64_t>(words.w[i % 4]) * units >> 32);
  }
  return chosen;
}

Interval percentiles(std::vector<double>& values) {
  const auto known = [](double value) { return std::isfinite(value); };
  if (!std::all_of(values.begin(), values.end(), known)) return {undefined, undefined};
  std::sort(values.begin(), values.end());
  const double low = values[beyond - 1], high = values[resamples - beyond];
  return low < high ? Interval{low, high} : Interval{undefined, undefined};
}

}  // namespace

std::vector<Interval> percentile_intervals(std::uint32_t units, const std::string& key,
                                           const UnitStatistic& statistic) {
  const ResampleKey words = resample_key(key);
  std::vector<std::vector<double>> found;  // [number][resample]
  for (std::uint32_t resample = 0; resample < resamples; ++resample) {
    const std::vector<double> numbers = statistic(resampled(units, words, resample));
    found.resize(numbers.size());
    for (std::size_t i = 0; i < numbers.size(); ++i) found[i].push_back(numbers[i]);
  }
  std::vector<Interval> intervals;
  for (auto& values : found) intervals.push_back(percentiles(values));
  return intervals;
}

std::vector<std::uint32_t> all_units(std::size_t units) {
  std::vector<std::uint32_t> all(units);
  std::iota(all.begin(), all.end(), 0u);
  return all;
}

std::vector<Measure> measures_from(const std::vector<double>& values,
                                   const std::vector<Interval>& bounds, std::size_t parameters) {
  std::vector<Measure> measures;
  for (std::size_t first = 0; first < values.size(); first += parameters)
    measures.push_back(measure_from(values, bounds, first, parameters));
  return measures;
}

Measure measure_from(const std::vector<double>& values, const std::vector<Interval>& bounds,
                     std::size_t first, std::size_t count) {
  const auto at = static_cast<std::ptrdiff_t>(first),
             end = static_cast<std::ptrdiff_t>(first + count);
  return {{values.begin() + at, values.begin() + end}, {bounds.begin() + at, bounds.begin() + end}};
}

Interval jackknife_interval(double estimate, std::span<const double> left_out) {
  const double parts = static_cast<double>(left_out.size());
  // (G - 1) / G sum (b_g - mean)^2 = (G - 1)^2 / G s^2
  const double error = (parts - 1) / std::sqrt(parts) * std::sqrt(variance_of(left_out));
  constexpr double of_rounding = 1e-12;
  if (!(error > of_rounding * std::fabs(estimate))) return {undefined, undefined};
  return t_interval(estimate, error, parts - 1);
}

}  // namespace taosweep
