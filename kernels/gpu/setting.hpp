// What economies that differ in their shocks alone have in common.
#pragma once

#include "kernels/register/parameters.hpp"
#include "kernels/state/clock.hpp"
#include "kernels/state/segments.hpp"

namespace taosweep {

/// It is large, so replicates share one.
struct Setting {
  Parameters parameters;
  Clock clock;
  Segments segments;
};

inline Setting setting_of(const Parameters& parameters, double series_days) {
  return {parameters, make_clock(parameters, series_days), make_segments(parameters)};
}

}  // namespace taosweep
