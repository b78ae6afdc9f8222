// Liquid alpha of the launch: bonds move faster where
// consensus is low. Off by default on the chain.
#pragma once

#include "kernels/math/exp.hpp"
#include "kernels/math/log.hpp"
#include "kernels/portable.hpp"

namespace taosweep {

//   a_j = clamp(1 / (1 + exp(b - m C_j)), lo, hi)
//   m   = (ln(1/hi - 1) - ln(1/lo - 1)) / (C25 - C75),     b = ln(1/lo - 1) + m C25
//
//   C25, C75  quartiles of consensus over all uids, validators' zeros included [1]
//   lo, hi    least and largest weight of new bonds [1], 0.7 and 0.9 by default
//
// Source: subtensor v2.0.1 epoch/run_epoch.rs
// calculate_logistic_params, compute_alpha_values; math.rs quantile.

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

/// Slope m and offset b of the logistic curve.
struct LogisticCurve {
  double slope, offset;
};

/// The curve through (C25, lo) and (C75, hi); needs C25 < C75 and 0 < lo, hi < 1.
TAOSWEEP_HD LogisticCurve logistic_through(double alpha_low, double alpha_high,
                                           double consensus_low, double consensus_high) {
  const double low = log_of(1 / alpha_low - 1);
  const double high = log_of(1 / alpha_high - 1);
  const double slope = (high - low) / (consensus_low - consensus_high);
  return {slope, low + slope * consensus_low};
}

/// Weight of new bonds [1] at a consensus, before clamping.
TAOSWEEP_HD double liquid_alpha(LogisticCurve curve, double consensus) {
  return 1 / (1 + exp_of(curve.offset - curve.slope * consensus));
}

TAOSWEEP_HD double clamp_alpha(double alpha, double low, double high) {
  return alpha < low ? low : alpha > high ? high : alpha;
}

}  // namespace taosweep
