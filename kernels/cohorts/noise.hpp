// Noise traders: random order flow whose size follows attention (structural stochastic volatility).
#pragma once

#include "kernels/cohorts/cohort.hpp"

namespace taosweep {

/// Standard deviation of order flow over pool in a day
/// [1/d^0.5]: sqrt(rush (s0^2 + sh^2 h)), h attention.
template <class R>
TAOSWEEP_HD R noise_deviation(double base_sd, double attention_sd, R attention, double rush) {
  return sqrt(R(rush) * fma(R(attention_sd * attention_sd), attention, R(base_sd * base_sd)));
}

/// By how much less of a deep pool its order flow is [1]:  sqrt(D / (D + T)),  D noise.deep_tao
/// [TAO], T the pool; 1 where D is 0.
template <class R>
TAOSWEEP_HD R depth_factor(double deep_tao, R tao) {
  return deep_tao > 0 ? sqrt(R(deep_tao) / (R(deep_tao) + tao)) : R(1.0);
}

/// Drift of order flow over pool [1/d] towards a holding of `rest` pools, where it is `held` pools:
/// rush kappa (rest - q/A).
template <class R>
TAOSWEEP_HD R noise_reversion(double reversion, double rest, R held, double rush) {
  return R(reversion * rush) * (R(rest) - held);
}

/// Order flow of a step as a part of the pool, > 0 buys, < 0 sells:
///   sd sqrt(dt) z + drift dt,   scale = sqrt(dt) [d^0.5],   days = dt [d]
template <class R>
TAOSWEEP_HD R noise_flow(R sd, R drift, R z, float scale, float days) {
  return fma(sd * R(scale), z, drift * R(days));
}

struct NoiseTraders {
  static constexpr const char* name = "noise";
  static constexpr Trades trades = Trades::by_steps;
  static constexpr bool earns_dividends = true;

  TAOSWEEP_HD static double cash_share(const Parameters& p) { return p.capital.noise_share; }
  TAOSWEEP_HD static double held_part(const Parameters& p) { return p.network.held_noise; }
};

}  // namespace taosweep
