// Quantiles of a few values, by sorting.
#pragma once

#include "kernels/portable.hpp"

namespace taosweep {

/// Sorts ascending, in place.
TAOSWEEP_HD void sort_ascending(int count, double* values) {
  for (int i = 1; i < count; ++i) {
    const double x = values[i];
    int k = i;
    for (; k > 0 && values[k - 1] > x; --k) values[k] = values[k - 1];
    values[k] = x;
  }
}

/// Quantile q in [0, 1] of ascending values, linear between neighbours; 0 without values.
TAOSWEEP_HD double quantile_linear(int count, const double* ascending, double q) {
  if (count == 0) return 0;
  const double position = q * (count - 1);
  const int below = static_cast<int>(position);
  const int above = below + 1 < count ? below + 1 : count - 1;
  return ascending[below] + (position - below) * (ascending[above] - ascending[below]);
}

}  // namespace taosweep
