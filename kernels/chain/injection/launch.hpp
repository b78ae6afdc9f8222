// How much alpha joins the TAO that a block puts into a pool.
#pragma once

#include "kernels/lanes/operations.hpp"
#include "kernels/portable.hpp"

namespace taosweep {

//   a_i = min(t_i / p_i, A_i),   p_i = T_i / X_i          a_i = A_i where p_i = 0 (an empty pool)
//
//   t_i  TAO injected [TAO/block],   T_i, X_i  pool reserves [TAO, alpha]
//   A_i  cap: the alpha emission [alpha/block]
//
// Below the cap the injection leaves the price alone. At the cap the launch rule still injects all
// of t_i, so it lifts the price: TAO is not scaled down.
// Source: subtensor v2.0.1 run_coinbase.rs, step "alpha_in".

/// Alpha injected beside `tao_in` [alpha/block] into a pool of `tao` and `alpha`, at most `cap`.
template <class R>
TAOSWEEP_HD R alpha_injection(R tao_in, R tao, R alpha, R cap) {
  const auto priced = min(tao, alpha) > R(0.0);
  const R at_price = tao_in * alpha / select(priced, tao, R(1.0));
  return select(priced, min(cap, at_price), cap);
}

}  // namespace taosweep
