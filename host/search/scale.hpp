// Values that a search may try between two ends.
#pragma once

#include <optional>

namespace taosweep {

/// From `from` to `to`, from < to. Halved by the arithmetic mean, or on a log scale (from > 0) by
/// the geometric one; where step > 0 only from + whole multiples of it are tried.
struct SearchScale {
  double from = 0, to = 1;
  bool log = false;
  double step = 0;
  /// Widest bracket that is narrow enough: a difference, on a log scale a ratio less 1. On steps:
  /// neighbours always are.
  double tolerance = 0;

  /// The value to try next between a < b: the middle, or a number near it with fewer digits.
  /// Nothing where they are close enough.
  std::optional<double> between(double a, double b) const;
  /// Whether `value` lies between the ends and on a step.
  bool has(double value) const;
};

/// Ranges from this factor on are searched on a log scale unless asked for otherwise.
inline constexpr double log_from_factor = 100;

}  // namespace taosweep
