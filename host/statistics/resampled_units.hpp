// Intervals of any statistic of independent units, by resampling them or leaving them out.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "host/statistics/drivers.hpp"

namespace taosweep {

/// Numbers that a statistic makes of the chosen units, some of them more than once.
using UnitStatistic = std::function<std::vector<double>(std::span<const std::uint32_t> chosen)>;

/// Percentile intervals of 95 % (B. Efron 1981) of each number: of 999 resamples of the units with
/// replacement the 25th smallest and largest. Drawn by Philox from `key` alone, so that the same
/// data give the same interval everywhere. NaN where a resample has no such number, and where all
/// resamples say the same: then nothing tells how far others would differ.
std::vector<Interval> percentile_intervals(std::uint32_t units, const std::string& key,
                                           const UnitStatistic& statistic);

/// Every unit once.
std::vector<std::uint32_t> all_units(std::size_t units);

/// Numbers [measure][parameter], one after the other, with their intervals.
std::vector<Measure> measures_from(const std::vector<double>& values,
                                   const std::vector<Interval>& bounds, std::size_t parameters);
/// `count` of them from `first` on.
Measure measure_from(const std::vector<double>& values, const std::vector<Interval>& bounds,
                     std::size_t first, std::size_t count);

/// Interval of 95 % from estimates with each of G independent parts left out (J. W. Tukey 1958),
///   SE^2 = (G - 1) / G sum_g (b_(g) - mean of b_(g))^2,   b -+ t_{G-1} SE
/// NaN where one of them is, and where all are the same but for rounding: then nothing tells how
/// far others would differ.
Interval jackknife_interval(double estimate, std::span<const double> left_out);

}  // namespace taosweep
