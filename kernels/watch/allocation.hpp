// Where emission went, and what was earned, on each subnet over the whole run so far.
#pragma once

#include "kernels/cohorts/revenue.hpp"
#include "kernels/watch/observe.hpp"

namespace taosweep {

//   E_i <- E_i + M w_i/sum w       M    minted since the look before [TAO],   w  its weights
//   R_i <- R_i + r_i 1 d           r_i  earned outside on this day [TAO/d]
//
/// Once a day, by shares at its end. What a dissolved subnet had goes with it.
template <class E>
TAOSWEEP_HD void add_up_allocation(E& economy, const Observation& o, int block, double minted) {
  using real = typename E::real;
  if (!(o.weight_sum > 0)) return;
  const real per_weight(minted / o.weight_sum);
  TAOSWEEP_UNROLL
  for (int j = 0; j < economy.used(); ++j) {
    const auto pack = economy.pack(j);
    pack.set_emitted_tao(fma(per_weight, share_weight(pack, block), pack.emitted_tao()));
  }
}
template <class E>
TAOSWEEP_HD void add_up_earnings(E& economy) {
  if (!(economy.track.revenue > 0)) return;
  TAOSWEEP_UNROLL
  for (int j = 0; j < economy.used(); ++j) {
    const auto pack = economy.pack(j);
    pack.set_earned_tao(pack.earned_tao() + earned_outside(pack) * pack.alive());
  }
}

//   m = min(T, A)/r       over all pools and looks,   r  protocol.minimum_reserve [TAO, alpha]
//
/// How near any pool came to what the chain lets no order pass.
template <class E>
TAOSWEEP_HD void see_least_reserve(E& economy) {
  using real = typename E::real;
  const double least = economy.rules->minimum_reserve;
  if (!(least > 0) || without_pools(economy)) return;
  real below[E::packs];
  TAOSWEEP_UNROLL
  for (int j = 0; j < E::packs; ++j) {
    const auto pack = economy.pack(j);
    below[j] = select(pack.alive() > real(0.0), -min(pack.tao(), pack.alpha()),
                      real(-__builtin_huge_val()));
  }
  const double now = -E::Group::max(below) / least;
  const bool lower = !(economy.track.least_reserve <= now);
  if (lower && now < __builtin_huge_val()) economy.track.least_reserve = now;
}

}  // namespace taosweep
