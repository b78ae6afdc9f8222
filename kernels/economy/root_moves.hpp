// What moves between root and yield chasers in a tick: TAO to and from their cash, and claims of
// root that are kept.
#pragma once

#include "kernels/cohorts/root.hpp"
#include "kernels/economy/market.hpp"

namespace taosweep {

/// Root stakers leave for alpha with the yield chasers, and yield chasers' idle cash goes to root.
template <class E>
TAOSWEEP_HD void move_root(E& economy, const TickStart& t) {
  auto& money = economy.money;
  const double stake = economy.root_stake();
  const double pull = pull_from_root(economy.parameters.root.gain, t.pool_yield / t.pool_sum,
                                     t.root_sale * blocks_per_day, stake);
  const RootMoves moves =
      root_moves(economy.parameters.root.rate, pull, stake, money.cash[cohort_yield], t.dt);
  const double leaves = min(moves.leaves, money.root);  // R is what the chain lets root take out
  money.root += moves.joins - leaves;
  money.cash[cohort_yield] += leaves - moves.joins;
}

/// Part of root's claims that is kept under these rules: a basket's are all sold.
TAOSWEEP_HD double kept_of_claims(const Rules& rules, const Parameters& parameters) {
  return rules.root_pay == RootPay::claimed ? parameters.root.keep : 0.0;
}

//   kept in dt:  E (1 - exp(-c k dt))      E  alpha that waits for root,   c  root.claim_rate [1/d]
//
// k is root.keep; the rest of what is claimed is sold step by step (claim_part of StepTerms).
/// Root's claims that are kept: alpha of stakers who now hold as yield chasers do, as those who
/// leave root for alpha.
template <class E>
TAOSWEEP_CALLED void keep_claims(E& economy, double dt) {
  using real = typename E::real;
  const double keep = kept_of_claims(*economy.rules, economy.parameters);
  if (!(keep > 0)) return;
  E::Group::sync();  // all have read what others hold
  const real part(hazard_part(economy.parameters.root.claim_rate * keep, dt));
  TAOSWEEP_UNROLL
  for (int j = 0; j < economy.used(); ++j) {
    const auto pack = economy.pack(j);
    const real kept = pack.claimable() * part;
    pack.set_claimable(pack.claimable() - kept);
    pack.set_held(cohort_yield, pack.held(cohort_yield) + kept);
  }
}

}  // namespace taosweep
