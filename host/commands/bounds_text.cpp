#include "host/commands/bounds_text.hpp"

#include <cmath>

#include <fmt/core.h>

namespace taosweep {

std::string table_number(double value) {
  return std::isnan(value) ? "-" : fmt::format("{:.4g}", value + 0.0);
}

std::string bounds_text(const Interval& bounds) {
  if (std::isnan(bounds.low) && std::isnan(bounds.high)) return "";
  return table_number(bounds.low) + " to " + table_number(bounds.high);
}

}  // namespace taosweep
