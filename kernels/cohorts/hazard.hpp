// The form every cohort shares: two hazard rates, out of cash and out of a holding.
//   bought on subnet i:  C (1 - exp(-L dt)) a_i / L,  L = sum_i a_i   [TAO], never above the cash C
//   sold:                q (1 - exp(-s dt))                           [alpha], never above q, held
// The exponential composes over sub-steps, so results do not depend on dt as
// long as rates move little. Source: mean field of transition-rate models
// (Kirman; Lux and Marchesi; Alfarano, Lux, Wagner).
#pragma once

#include "kernels/lanes/operations.hpp"
#include "kernels/math/exp.hpp"
#include "kernels/portable.hpp"

namespace taosweep {

/// Part of a holding that a hazard [1/d] takes in dt [d]. Capped at 1 - exp(-13), so that its
/// rounding to a float never exceeds the holding.
template <class R>
TAOSWEEP_HD R hazard_part(R rate, double dt) {
  return -expm1_of(-min(rate * R(dt), R(13.0)));
}

/// TAO that one unit of buying hazard a_i spends in dt,
/// for a cohort with cash C and total hazard L.
TAOSWEEP_HD double cash_per_hazard(double cash, double total, double dt) {
  return total > 0 && cash > 0 ? cash * hazard_part(total, dt) / total : 0.0;
}

/// x held within [-bound, bound].
template <class R>
TAOSWEEP_HD R clamp(R x, double bound) {
  return max(min(x, R(bound)), R(-bound));
}

}  // namespace taosweep
