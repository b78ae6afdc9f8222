// Root switches the emission of new subnets on, where the rules have them begin without.
// Source: SubnetEmissionEnabled, spec 473 (October 2026).
#pragma once

#include "kernels/chain/block_time.hpp"
#include "kernels/chain/needs.hpp"
#include "kernels/state/economy.hpp"

namespace taosweep {

/// `switched` of a subnet that root has not switched on yet; of one that it has switched off: 1.
inline constexpr double not_yet_on = 2;

/// A subnet has just opened: it waits, where the rules say so.
template <class E>
TAOSWEEP_HD void await_switch(E& economy, int subnet) {
  if constexpr (has<E>(need_claims)) {
    if (!economy.rules->newcomers_off) return;
    E::Group::sync();
    if (E::Group::leader()) economy.stored.switched[subnet] = static_cast<float>(not_yet_on);
    economy.emission.named_off = 1;
    E::Group::sync();
  }
}

//   on from  registered + 7200 d        d  lifecycle.switched_on_after [d]
//
/// Once a day root switches on those who have waited for long enough, whatever the rules have
/// become since.
template <class E>
TAOSWEEP_HD void switch_newcomers_on(E& economy, int block) {
  if constexpr (has<E>(need_claims)) {
    using real = typename E::real;
    if (!(economy.emission.named_off > 0)) return;
    const real since(block - economy.parameters.lifecycle.switched_on_after * blocks_per_day);
    TAOSWEEP_UNROLL
    for (int j = 0; j < economy.used(); ++j) {
      const auto pack = economy.pack(j);
      const real switched = pack.switched();
      const auto waited = (switched >= real(not_yet_on)) & (since >= pack.registered());
      pack.set_switched(select(waited, real(0.0), switched));
    }
    E::Group::sync();
  }
}

}  // namespace taosweep
