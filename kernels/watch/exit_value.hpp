// What alpha would bring if everybody left at once.
#pragma once

#include "kernels/cohorts/all.hpp"
#include "kernels/lanes/operations.hpp"
#include "kernels/state/pools.hpp"

namespace taosweep {

/// Alpha outside the pool that somebody may sell: that of cohorts, players, root and treasury.
template <class P>
TAOSWEEP_HD typename P::real sellable_on(const P& subnet, const typename P::real& of_players) {
  using real = typename P::real;
  const real zero(0.0);
  real sum = of_players + max(subnet.claimable(), zero) + max(subnet.treasury(), zero);
  for (int c = 0; c < cohort_count; ++c) sum = sum + max(subnet.held(c), zero);
  return sum;
}

//   v = f(q) / q        f  TAO for one order,   q  all that may be sold
//
//   T/(A + q) at equal weights
//
/// What one alpha brings where all sell at once and share alike, without a fee [TAO/alpha]: market
/// value overstates it by 1 + q/A. 0 where nobody has any.
template <class P>
TAOSWEEP_HD typename P::real exit_value(const P& subnet, const typename P::real& sellable) {
  using real = typename P::real;
  const auto some = sellable > real(0.0);
  const real sold = select(some, sellable, real(1.0));
  return select(some, received_for(subnet, sold) / sold, real(0.0));
}

}  // namespace taosweep
