// Liquid alpha of the launch: bonds move faster where
// consensus is low. Off by default on the chain.
#pragma once

#include "kernels/math/exp.hpp"
#include "kernels/math/log.hpp"
#include "kernels/math/quantile.hpp"
#include "kernels/portable.hpp"

namespace taosweep {

//   a_j = clamp(1 / (1 + exp(b - m C_j)), lo, hi)
//   m   = (ln(1/hi - 1) - ln(1/lo - 1)) / (C25 - C75),     b = ln(1/lo - 1) + m C25
//
//   C25, C75  quartiles of consensus over all uids, validators' zeros included [1]
//   lo, hi    least and largest weight of new bonds [1], 0.7 and 0.9 by default
//
// The quartiles count uids, not stake: cohorts that stand for many uids count as one each.
// Source: subtensor v2.0.1 epoch/run_epoch.rs
// calculate_logistic_params, compute_alpha_values; math.rs quantile.

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

/// Weights a_j of new bonds for each miner, of K validators and M miners; `ascending` is room for K
/// + M. Where the quartiles of consensus coincide there is no curve: `weights` stays as it is.
TAOSWEEP_HD void liquid_alpha_of_miners(int validators, int miners, const double* consensus,
                                        double alpha_low, double alpha_high, double* ascending,
                                        double* weights) {
  const int uids = validators + miners;
  for (int i = 0; i < validators; ++i) ascending[i] = 0;
  for (int j = 0; j < miners; ++j) ascending[validators + j] = consensus[j];
  sort_ascending(uids, ascending);
  const double low = quantile_linear(uids, ascending, 0.25);
  const double high = quantile_linear(uids, ascending, 0.75);
  if (!(high > low)) return;
  const LogisticCurve curve = logistic_through(alpha_low, alpha_high, low, high);
  for (int j = 0; j < miners; ++j)
    weights[j] = clamp_alpha(liquid_alpha(curve, consensus[j]), alpha_low, alpha_high);
}

}  // namespace taosweep
