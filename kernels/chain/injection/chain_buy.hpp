// Injection at the price, up to a cap of alpha; the rest of the share buys alpha.
#pragma once

#include "kernels/chain/injection/terms.hpp"
#include "kernels/lanes/operations.hpp"
#include "kernels/register/choices.hpp"

namespace taosweep {

//   a = min(e/p, cap),   t = e where that is e/p, else a p,   x = e - t       p = T/A
//
//   cap  A_i (v3.2.12 to v3.3.0), min(A_i, E) (v3.3.1 to v3.4.5), rho A_i (from v3.4.6)
//   x    excess TAO: it buys alpha, without a fee, ahead of the injection
//
// Source: subtensor v3.2.12, v3.3.1 and v3.4.6 run_coinbase.rs get_subnet_terms.

/// Most alpha that a block injects [alpha/block].
template <class R>
TAOSWEEP_HD R injection_cap(const InjectionSeen<R>& seen, InjectionCap cap) {
  switch (cap) {
    case InjectionCap::emission:
      return min(seen.alpha_emission, seen.emission);
    case InjectionCap::root_share:
      return seen.root_share * seen.alpha_emission;
    case InjectionCap::alpha:
      break;
  }
  return seen.alpha_emission;
}

/// The terms of a block [TAO, alpha per block].
template <class R>
TAOSWEEP_HD InjectionTerms<R> chain_buy(const InjectionSeen<R>& seen, InjectionCap cap) {
  const R most = injection_cap(seen, cap);
  const R wanted = seen.share * seen.alpha * seen.per_tao;
  const auto capped = wanted > most;
  const R tao = select(capped, most * seen.tao / seen.alpha, seen.share);
  return {tao, select(capped, most, wanted), seen.share - tao, R(0.0)};
}

}  // namespace taosweep
