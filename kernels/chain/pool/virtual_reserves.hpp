// Reserves that orders met while liquidity was concentrated.
#pragma once

#include "kernels/lanes/operations.hpp"
#include "kernels/portable.hpp"

namespace taosweep {

//   T_v = L sqrt(p),   A_v = L/sqrt(p)        T_v A_v = L^2,   p = T_v/A_v
//
//   L  liquidity [sqrt(TAO alpha)],   p  price [TAO/alpha]
//
// Within a range of prices an order of x after the fee gets R_out x/(R_in + x) of these, as in a
// constant product of them (constant_product.hpp). They are not what the pool holds: fees went into
// L, and from August 2025 on the held reserves told the price wrongly by up to 16 %.
// Source: subtensor v3.2.3 pallets/swap/src/pallet/swap_step.rs.

/// Reserves as orders see them [TAO, alpha].
template <class R>
struct VirtualReserves {
  R tao, alpha;
};

/// From liquidity and the root of the price, as the chain stores them.
template <class R>
TAOSWEEP_HD VirtualReserves<R> virtual_reserves(R liquidity, R root_price) {
  return {liquidity * root_price, liquidity / root_price};
}

}  // namespace taosweep
