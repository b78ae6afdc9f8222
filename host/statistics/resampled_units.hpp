// Percentile intervals of any statistic of independent units.
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

}  // namespace taosweep
