#include "host/statistics/together.hpp"

#include <algorithm>
#include <cmath>

#include "host/statistics/bootstrap.hpp"
#include "host/statistics/means.hpp"
#include "kernels/math/undefined.hpp"
#include "kernels/random/philox.hpp"

namespace taosweep {

namespace {

double beyond(double c) {
  return std::erfc(c / std::sqrt(2.0));  // 2 (1 - Phi(c))
}

/// Parts over the root of the sum of their squares; empty where there is no spread.
std::vector<float> scaled(const std::vector<double>& parts) {
  double squares = 0;
  for (double part : parts) squares += part * part;
  std::vector<float> unit;
  if (squares > 0)
    for (double part : parts) unit.push_back(static_cast<float>(part / std::sqrt(squares)));
  return unit;
}

/// [resample] max_e |T_e|, ascending.
std::vector<double> maxima_of(const std::vector<std::vector<float>>& estimates,
                              CommonDraws& draws) {
  const std::size_t units = estimates.front().size();
  std::vector<double> maxima;
  for (std::uint32_t resample = 0; resample < resamples_together; ++resample) {
    const std::span<const float> x = draws.of(resample, units);
    float most = 0;
    for (const std::vector<float>& parts : estimates) {
      float sum = 0;
      for (std::size_t unit = 0; unit < units; ++unit) sum += x[unit] * parts[unit];
      most = std::max(most, std::fabs(sum));
    }
    maxima.push_back(most);
  }
  std::sort(maxima.begin(), maxima.end());
  return maxima;
}

/// Least c between two numbers at which a falling function is at most `at`.
template <class Function>
double crossing(const Function& falls, double at, double low, double high) {
  for (int halving = 0; halving < 60; ++halving) {
    const double middle = (low + high) / 2;
    (falls(middle) > at ? low : high) = middle;
  }
  return high;
}

Quantile median_of(const OneSample& sample, double level) {
  return quantile_of(sample, ascending_in(sample), 0.5, level);
}

/// What the estimate of a cell owes to each unit: of a median the flags of values up to it.
std::vector<double> parts_of(const MapCell& cell, MapOf what, std::size_t units) {
  const OneSample& sample = cell.sample;
  std::vector<double> flags = sample.values;
  if (what != MapOf::shares) {
    const double median = what == MapOf::medians_of_times ? survival_median_of(sample).median
                                                          : median_of(sample, confidence).value;
    for (std::size_t i = 0; i < flags.size(); ++i)
      flags[i] = sample.values[i] <= median && (sample.observed.empty() || sample.observed[i] != 0);
  }
  const double mean = mean_of(flags).mean;
  std::vector<double> parts(units, 0.0);
  for (std::size_t i = 0; i < flags.size(); ++i)
    parts[static_cast<std::size_t>(cell.common[i]) % units] += flags[i] - mean;
  return parts;
}

/// The wider ends of Kaplan and Meier's and of the order statistics of min(T, censoring), whose
/// upper end is not known from the first censoring on. So far out the first alone holds too seldom:
/// maps of 128 cells of 64 times in 93 % where 95 was said.
Interval interval_of_times(const OneSample& sample, double level) {
  const Interval kaplan_meier = survival_median_of(sample, level).bounds;
  Interval ranks = median_of(sample, level).bounds;
  for (std::size_t i = 0; i < sample.values.size(); ++i)
    if (sample.observed[i] == 0 && ranks.high >= sample.values[i]) ranks.high = undefined;
  const auto wider = [](double a, double b, bool upper) {
    if (a != a || b != b) return undefined;
    return upper ? std::max(a, b) : std::min(a, b);
  };
  return {wider(kaplan_meier.low, ranks.low, false), wider(kaplan_meier.high, ranks.high, true)};
}

Interval interval_of(const OneSample& sample, MapOf what, double level) {
  if (what == MapOf::medians_of_times) return interval_of_times(sample, level);
  return what == MapOf::medians ? median_of(sample, level).bounds
                                : exact_share_interval(sample, level);
}

}  // namespace

std::span<const float> CommonDraws::of(std::uint32_t resample, std::size_t units) {
  if (units > units_) {
    units_ = units;
    draws_.resize(resamples_together * units);
    const ResampleKey key = resample_key("intervals together");
    Words<std::uint32_t> words{};
    for (std::uint32_t row = 0; row < resamples_together; ++row)
      for (std::size_t unit = 0; unit < units; ++unit) {
        if (unit % 4 == 0)
          words = philox<std::uint32_t>(static_cast<std::uint32_t>(unit / 4), row, 0u, 3u, key.low,
                                        key.high);
        draws_[row * units + unit] =
            static_cast<float>(normal_quantile_at((words.w[unit % 4] + 0.5) * 0x1p-32));
      }
  }
  return std::span(draws_).subspan(resample * units_, units);
}

double level_together(const std::vector<std::vector<double>>& parts, CommonDraws& draws,
                      double level) {
  if (parts.size() < 2) return level;
  const double error = 1 - level, all = static_cast<double>(parts.size());
  const double each_alone = crossing([&](double c) { return all * beyond(c); }, error, 0, 10);
  std::vector<std::vector<float>> estimates;
  for (const std::vector<double>& own : parts) {
    std::vector<float> unit = scaled(own);
    if (!unit.empty()) estimates.push_back(std::move(unit));
  }
  if (estimates.empty()) return 1 - beyond(each_alone);
  const std::vector<double> maxima = maxima_of(estimates, draws);
  const double without_spread = static_cast<double>(parts.size() - estimates.size());
  const double together = crossing(
      [&](double c) {
        const auto above = maxima.end() - std::upper_bound(maxima.begin(), maxima.end(), c);
        return static_cast<double>(above) / resamples_together + without_spread * beyond(c);
      },
      error, 0, 10);
  return 1 - beyond(std::min(together, each_alone));
}

std::vector<Interval> intervals_together(const std::vector<MapCell>& cells, MapOf what,
                                         CommonDraws& draws, double level) {
  std::size_t units = 0;
  for (const MapCell& cell : cells)
    for (const std::int32_t unit : cell.common)
      units = std::max(units, static_cast<std::size_t>(unit) + 1);
  units = std::min(units, most_units_together);
  // Where they would be too many, each cell counts by itself.
  const bool resampled = cells.size() * units <= most_parts_together;
  std::vector<std::vector<double>> parts;
  for (const MapCell& cell : cells)
    if (cell.sample.usable())
      parts.push_back(resampled ? parts_of(cell, what, units) : std::vector<double>());
  const double each = level_together(parts, draws, level);
  std::vector<Interval> found;
  for (const MapCell& cell : cells)
    found.push_back(cell.sample.usable() ? interval_of(cell.sample, what, each)
                                         : Interval{undefined, undefined});
  return found;
}

}  // namespace taosweep
