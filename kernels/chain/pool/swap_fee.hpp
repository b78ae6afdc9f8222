// The fee of a swap, and what pools of the same time take at all.
#pragma once

#include "kernels/lanes/operations.hpp"
#include "kernels/portable.hpp"

namespace taosweep {

//   fee = f a                       a  amount paid in
//   fee = u f/(1 - f)               where a limit price stops the order after u went into the pool
//
//   f  fee [1]: 196/65535 in v3.2.0, 33/65535 from v3.2.3
//
// The second is the first of u + fee. The chain truncates both to rao.
// Source: subtensor v3.2.0 and 14bc6f9f9 pallets/swap/src/pallet/swap_step.rs.

/// Fee of an order that pays `amount`, in its unit.
template <class R>
TAOSWEEP_HD R fee_of_swap(R amount, R rate) {
  return amount * rate;
}

/// Fee of an order of which `used` went into the pool before the limit stopped it, in its unit.
template <class R>
TAOSWEEP_HD R swap_fee_at_limit(R used, R rate) {
  return used * (rate / (R(1.0) - rate));
}

/// Least reserve that still pays out [TAO, alpha], 10^6 rao.
inline constexpr double least_paying_reserve = 0.001;
/// Most that an order may pay in, in reserves of that side [1].
inline constexpr double most_paid_reserves = 1000;

/// Whether a pool takes an order that pays `net` after the fee into reserve `in` and gets
/// `out_paid` of reserve `out`. Source: subtensor 14bc6f9f9 pallets/swap/src/pallet/impls.rs.
template <class R>
TAOSWEEP_HD auto swap_is_taken(R in, R out, R net, R out_paid) {
  const auto too_poor = out < R(least_paying_reserve);
  const auto too_large = net > R(most_paid_reserves) * in;
  return (out_paid > R(0.0)) & !(too_poor | too_large);
}

}  // namespace taosweep
