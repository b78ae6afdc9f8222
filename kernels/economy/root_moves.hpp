// What moves between root and the cash of yield chasers in a tick.
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

}  // namespace taosweep
