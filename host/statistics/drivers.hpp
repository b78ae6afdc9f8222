// What a design tells of the parameters that drive an outcome.
#pragma once

#include <string>
#include <vector>

#include "host/statistics/intervals.hpp"
#include "kernels/math/undefined.hpp"

namespace taosweep {

/// One number for each parameter (or pair of them), with its interval.
struct Measure {
  std::vector<double> values;
  std::vector<Interval> bounds;  ///< NaN where `unbounded` of the drivers says why
};

struct Drivers {
  std::vector<Measure> measures;  ///< as the estimator names them; none where refused
  Measure pairs;                  ///< second-order indices, where they were asked for
  double told = undefined;        ///< R2, or the sum of first-order indices
  double noise = undefined;       ///< part of the variance of single economies; NaN where not known
  std::vector<bool> idle;         ///< [parameter] shown to change the outcome by less than 5 %
  std::string refusal, unbounded;
};

/// Part of the outcome's spread below which a parameter counts as changing nothing.
inline constexpr double small_effect = 0.05;

}  // namespace taosweep
