// Estimates and their intervals in tables: four digits.
#pragma once

#include <string>

#include "host/statistics/intervals.hpp"

namespace taosweep {

/// "0.3125"; "-" for NaN.
std::string table_number(double value);
/// "a to b"; empty where there is no interval.
std::string bounds_text(const Interval& bounds);

}  // namespace taosweep
