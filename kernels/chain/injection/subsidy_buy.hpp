// Injection with a subsidy: where the price lies below the share the difference buys alpha.
#pragma once

#include "kernels/chain/injection/terms.hpp"
#include "kernels/lanes/operations.hpp"

namespace taosweep {

//   p < e/E:   t = p E,  a = A_i,  x = e - t,  and root's alpha is not sold in this block
//   else       t = e,    a = e/p,  x = 0                   p = T/A
//
// What x buys leaves the alpha outstanding. Its TAO enters the pool but was not counted in the TAO
// in existence until v3.2.12.
// Source: subtensor v3.2.5 run_coinbase.rs.

/// The terms of a block [TAO, alpha per block].
template <class R>
TAOSWEEP_HD InjectionTerms<R> subsidy_buy(const InjectionSeen<R>& seen) {
  const R price = seen.tao / seen.alpha;
  const auto below = price * seen.emission < seen.share;
  const R tao = select(below, price * seen.emission, seen.share);
  return {tao, select(below, seen.alpha_emission, seen.share / price), seen.share - tao,
          select(below, R(1.0), R(0.0))};
}

}  // namespace taosweep
