// Injection at the launch: all of the share joins the pool, alpha beside it up to a cap.
#pragma once

#include "kernels/chain/injection/terms.hpp"
#include "kernels/lanes/operations.hpp"

namespace taosweep {

//   t = e,   a = min(e/p, A_i),   p = T/A          a = A_i where p = 0 (an empty pool)
//
// Below the cap the injection leaves the price alone. At the cap the rule still injects all of e,
// so it lifts the price: TAO is not scaled down.
// Source: subtensor v2.0.1 run_coinbase.rs, step "alpha_in".

/// Alpha injected beside `tao_in` [alpha/block] into a pool of `alpha`, at most `cap`; `per_tao` is
/// 1/T, 0 where there is no TAO.
template <class R>
TAOSWEEP_HD R alpha_injection(R per_tao, R tao_in, R alpha, R cap) {
  const R per_price = alpha * per_tao;
  return select(per_price > R(0.0), min(cap, tao_in * per_price), cap);
}

/// The terms of a block [TAO, alpha per block].
template <class R>
TAOSWEEP_HD InjectionTerms<R> launch_injection(const InjectionSeen<R>& seen) {
  return {seen.share, alpha_injection(seen.per_tao, seen.share, seen.alpha, seen.alpha_emission),
          R(0.0), R(0.0)};
}

}  // namespace taosweep
