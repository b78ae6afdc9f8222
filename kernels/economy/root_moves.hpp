// What moves between root and the cash of yield chasers in a tick.
#pragma once

#include "kernels/agents/root.hpp"
#include "kernels/economy/flows.hpp"

namespace taosweep {

/// Root stakers leave for alpha with the yield chasers, and yield chasers' idle cash goes to root.
template <class C>
TAOSWEEP_HD void move_root(C& c, const TickStart& t) {
  auto& money = c.q.money;
  const double stake = c.root_stake();
  const double pull =
      pull_from_root(c.p.root_gain, t.pool_yield / t.pool_sum, t.root_sale * blocks_per_day, stake);
  const RootMoves moves = root_moves(c.p.root_rate, pull, stake, money.traders[cohort_yield], t.dt);
  const double leaves = min(moves.leaves, money.root);  // R is what the chain lets root take out
  money.root += moves.joins - leaves;
  money.traders[cohort_yield] += leaves - moves.joins;
}

}  // namespace taosweep
