// The flat fee of the launch.
#pragma once

#include "kernels/lanes/operations.hpp"
#include "kernels/portable.hpp"

namespace taosweep {

//   buy:   alpha for dT - f;  the pool's TAO rises by dT
//   sell:  TAO out - f;  f goes back into the pool
//
//   dT  TAO paid [TAO],   f  fee per order [TAO]
//
// The fee never leaves the pool and meets no alpha. A cohort's flow
// is many orders, so it pays f per mean order.
// Source: subtensor v2.0.1 stake_utils.rs, DefaultStakingFee (v2.0.0 to v2.0.7).

/// TAO of one order [TAO] that is left after the fee, never below 0.
template <class R>
TAOSWEEP_HD R after_fee(R tao, R fee) {
  return max(R(0.0), tao - fee);
}

/// The fee as a share [1] of a flow made of orders of `mean_order` [TAO]; at most the whole flow.
template <class R>
TAOSWEEP_HD R fee_rate(R fee, R mean_order) {
  return min(R(1.0), fee / mean_order);
}

}  // namespace taosweep
