// Root stakers: leave root for alpha where its headline yield is higher, and come back.
#pragma once

#include "kernels/cohorts/hazard.hpp"
#include "kernels/math/log.hpp"

namespace taosweep {

/// Pull U [1] of alpha against root, within +-3: gain (Y_alpha - Y_root), Y = ln(1 + yield a year).
///   alpha_yield     Y_alpha, mean over subnets weighted by the TAO of their pools [1]
///   tao_per_day     proceeds of root's sale [TAO/d]
///   stake           on root [TAO]
TAOSWEEP_HD double pull_from_root(double gain, double alpha_yield, double tao_per_day,
                                  double stake) {
  const double yield = stake > 0 ? 365 * tao_per_day / stake : 0.0;
  return clamp(gain * (alpha_yield - log_of(1 + yield)), 3.0);
}

/// TAO that leaves root and TAO that comes back in dt [d]: hazards nu exp(U) on the stake and
/// nu exp(-U) on the cash of yield chasers.
struct RootMoves {
  double leaves, joins;  ///< [TAO]
};
TAOSWEEP_HD RootMoves root_moves(double rate, double pull, double stake, double cash, double dt) {
  const double odds = exp_of(pull);
  return {stake * hazard_part(rate * odds, dt), cash * hazard_part(rate / odds, dt)};
}

}  // namespace taosweep
