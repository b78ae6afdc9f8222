#include "host/statistics/unit_sums.hpp"

#include <algorithm>
#include <cmath>

#include "host/statistics/means.hpp"
#include "kernels/math/undefined.hpp"

namespace taosweep {
namespace {

/// How many independent flags the n of these units are worth; see effective_number.
double effective_flags(std::span<const UnitSum> units, const MeanOfUnits& of, double error,
                       double level) {
  const double n = static_cast<double>(of.n), count = of.units;
  if (n == count) return n;
  const double alone = std::sqrt(of.mean * (1 - of.mean) / (n - 1));
  double effective = count;
  if (alone > 0) {
    const double ratio = error / alone;
    effective = n / std::max(1.0, ratio * ratio);
    const auto ones =
        std::count_if(units.begin(), units.end(), [](const UnitSum& unit) { return unit.sum > 0; });
    const auto zeros = std::count_if(units.begin(), units.end(), [](const UnitSum& unit) {
      return unit.sum < static_cast<double>(unit.n);
    });
    if (std::min(ones, zeros) < fewest_clusters) effective = std::min(effective, count);
  }
  const double known =
      normal_quantile_at((1 + level) / 2) / t_quantile_at((1 + level) / 2, count - 1);
  return effective * known * known;
}

}  // namespace

MeanOfUnits mean_of_units(std::span<const UnitSum> units, bool flags, double level) {
  MeanOfUnits of{undefined, {undefined, undefined}, 0, 0};
  double sum = 0;
  for (const UnitSum& unit : units) {
    sum += unit.sum;
    of.n += unit.n;
    of.units += unit.n > 0;
  }
  if (of.n == 0) return of;
  const double n = static_cast<double>(of.n), count = of.units;
  of.mean = sum / n;
  if (of.units < fewest_clusters) return of;
  double squares = 0;
  for (const UnitSum& unit : units) {
    const double rest = unit.sum - of.mean * static_cast<double>(unit.n);
    squares += rest * rest;
  }
  const double error = std::sqrt(count / (count - 1) * squares) / n;
  if (flags)
    of.interval = wilson_interval(of.mean, effective_flags(units, of, error, level), level);
  else if (error > 1e-12 * std::abs(of.mean))  // else all are equal, but for rounding
    of.interval = t_interval(of.mean, error, count - 1, level);
  return of;
}

}  // namespace taosweep
