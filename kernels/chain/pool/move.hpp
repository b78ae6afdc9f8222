// Moving stake from one subnet to another.
#pragma once

#include "kernels/chain/pool/constant_product.hpp"
#include "kernels/chain/pool/stake_fee.hpp"

namespace taosweep {

//   TAO out of i:    dT = T_i d/(A_i + d) - f/2           the half fee stays in pool i
//   alpha out of j:  A_j (dT - f/2)/(T_j + dT - f/2)      the half fee stays in pool j
//
//   T, A  reserves [TAO, alpha],   d  alpha moved [alpha],   f  flat fee of an order [TAO]
//
// A move passes through TAO and so pays two price impacts, and half of the fee on each leg.
// Proceeds below the least stake plus the fee are not staked again. Cohorts move as flows
// (economy/moves.hpp). Source: subtensor v2.0.1 staking/move_stake.rs.

/// A pool's reserves.
template <class R>
struct Reserves {
  R tao, alpha;  ///< [TAO, alpha]
};

/// Moves `moved` [alpha] from pool i to pool j in place; gives back the alpha
/// received on j, 0 where the proceeds are too small to be staked again (they
/// then stay with the mover as TAO, in `rest`).
template <class R>
TAOSWEEP_HD R move_stake(Reserves<R>& i, Reserves<R>& j, R moved, R fee, R least_stake, R& rest) {
  const R gross = sell_out(i.tao, i.alpha, moved);
  const R proceeds = after_fee(gross, R(0.5) * fee);
  i.tao = i.tao - proceeds;
  i.alpha = i.alpha + moved;
  const auto staked = proceeds >= least_stake + fee;
  const R paid = select(staked, proceeds, R(0.0));
  const R received = buy_out(j.tao, j.alpha, after_fee(paid, R(0.5) * fee));
  rest = proceeds - paid;
  j.tao = j.tao + paid;
  j.alpha = j.alpha - received;
  return received;
}

}  // namespace taosweep
