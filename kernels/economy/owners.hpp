// Owners who leave, and what they do meanwhile.
#pragma once

#include "kernels/cohorts/owners.hpp"
#include "kernels/economy/worth.hpp"
#include "kernels/state/view.hpp"

namespace taosweep {

TAOSWEEP_HD bool owners_may_leave(const Parameters& p) {
  return p.owners.exit_rate > 0 || p.owners.exit_trend > 0;
}

/// Owners of a pack who leave today: drawn by their hazard, or because the price falls; not while
/// they are at it.
template <class P>
TAOSWEEP_HD typename P::real leave_today(const P& pack, int block, double log_unit) {
  using real = typename P::real;
  const auto& owners = pack.economy.parameters.owners;
  const real one(1.0), nothing(0.0), now(static_cast<double>(block));
  const real over_worth =
      log_of(priced(pack, pack.tao() / pack.alpha())) - (pack.log_worth() + real(log_unit));
  const real hazard = exit_hazard(owners.exit_rate, owners.exit_overpriced, over_worth);
  const auto of_life = pack.words_for_life(Purpose::owner_leaves);
  const auto of_day = pack.words(Purpose::owner_exit, block);
  const auto ever = uniform_real(of_life.w[0], of_life.w[1]) < real(owners.exit_part);
  const auto drawn = exp_of(-hazard) < uniform_real(of_day.w[0], of_day.w[1]);
  const real least(owners.exit_trend > 0 ? -owners.exit_trend : -1e9);
  const auto at_it = now - pack.leaves_from() < real(owners.exit_days * blocks_per_day);
  const auto leaves = ever & (drawn | (pack.trend() < least)) & (pack.alive() > nothing);
  return select(at_it, nothing, select(leaves, one, nothing));
}

/// Once a day.
template <class E>
TAOSWEEP_CALLED void let_owners_leave(E& economy, int block) {
  using real = typename E::real;
  const auto& p = economy.parameters;
  if (!owners_may_leave(p) || block < p.owners.exit_from * blocks_per_day) return;
  const double unit = log_unit_of_worth(economy);
  const real now(static_cast<double>(block));
  real leave[E::packs];
  economy.clear_unused(leave);
  TAOSWEEP_UNROLL
  for (int j = 0; j < economy.used(); ++j) {
    const auto pack = economy.pack(j);
    leave[j] = leave_today(pack, block, unit);
    pack.set_leaves_from(select(leave[j] > real(0.0), now, pack.leaves_from()));
  }
  economy.track.owner_exits += E::Group::sum(leave);
}

/// What the owners of a pack do in a tick that begins at `block`: see cohort.hpp.
template <class P, class R>
TAOSWEEP_HD void set_owners_plan(const P& pack, int block, Market<R>& market) {
  const auto& p = pack.economy.parameters;
  market.owner_sells = R(1.0);
  market.owner_leaves = R(0.0);
  if (p.owners.sell_above > 0) {
    const R over_worth = log_of(market.price) - (market.log_worth + R(market.log_unit));
    market.owner_sells = select(over_worth < R(log_of(p.owners.sell_above)), R(0.0), R(1.0));
  }
  if (!owners_may_leave(p)) return;
  const R since = (R(static_cast<double>(block)) - pack.leaves_from()) * R(1 / blocks_per_day);
  market.owner_leaves = part_sold_leaving(leaving_hazard(p.owners.exit_sold, p.owners.exit_days),
                                          p.owners.exit_days, since, market.dt);
}

}  // namespace taosweep
