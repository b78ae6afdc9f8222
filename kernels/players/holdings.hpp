// Who holds alpha outside the pools: the cohorts and the players.
#pragma once

#include "kernels/chain/needs.hpp"
#include "kernels/players/all.hpp"

namespace taosweep {

/// The alpha of a cohort earns dividends; that of owners where they stake it.
TAOSWEEP_HD bool earns(const Parameters& parameters, int cohort) {
  return Cohorts::earns_dividends(cohort) && (cohort != cohort_owners || parameters.owners.earn);
}

/// Alpha on a pack that earns dividends, the players' included.
template <class P>
TAOSWEEP_HD typename P::real earning_on(const P& pack) {
  using real = typename P::real;
  real sum(0.0);
  for (int i = 0; i < cohort_count; ++i) {
    if (earns(pack.economy.parameters, i)) sum = sum + pack.held(i);
  }
  if constexpr (has<P>(need_claims)) {  // staked for root until it is claimed
    if (pack.economy.rules->root_pay == RootPay::basket) sum = sum + pack.claimable();
  }
  return sum + Players::held(pack);
}

/// Alpha held outside the pool on a pack: what earns dividends, and all of it.
template <class R>
struct HeldAlpha {
  R earning, all;
};
template <class P>
TAOSWEEP_HD HeldAlpha<typename P::real> alpha_held_on(const P& pack) {
  const auto earning = earning_on(pack);
  auto all = earning;
  for (int i = 0; i < cohort_count; ++i) {
    if (!earns(pack.economy.parameters, i)) all = all + pack.held(i);
  }
  return {earning, all};
}
template <class P>
TAOSWEEP_HD typename P::real held_on(const P& pack) {
  return alpha_held_on(pack).all;
}

}  // namespace taosweep
