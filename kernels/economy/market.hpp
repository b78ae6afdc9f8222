// What cohorts see of the market at the start of a signal tick.
#pragma once

#include "kernels/chain/block_time.hpp"
#include "kernels/cohorts/all.hpp"
#include "kernels/cohorts/capital.hpp"
#include "kernels/economy/headline_yield.hpp"
#include "kernels/economy/mining.hpp"
#include "kernels/economy/owners.hpp"
#include "kernels/math/log.hpp"

namespace taosweep {

/// What all subnets share of a tick.
struct TickStart {
  int block, blocks;
  double dt;          ///< [d]
  double rush;        ///< factor on all trading clocks
  double pool_sum;    ///< sum of T [TAO]
  double root_sum;    ///< sum of sqrt(T) [TAO^0.5]
  double worth_sum;   ///< sum of Q over living subnets
  double log_unit;    ///< logarithm of the TAO/alpha that one unit of Q stands for
  double yield_mean;  ///< mean of ln(1 + y)
  double living;      ///< subnets
  double pool_yield;  ///< sum of T ln(1 + y)
  double root_sale;   ///< value of the alpha sold for root [TAO/block]
  Players::Tick players;
};

/// Sums over subnets that the rates need.
template <class E>
TAOSWEEP_CALLED TickStart begin_tick(E& economy, const Players::Tick& players, int block,
                                     int blocks) {
  using real = typename E::real;
  using Group = typename E::Group;
  TickStart t{};
  t.block = block;
  t.blocks = blocks;
  t.players = players;
  t.dt = blocks / blocks_per_day;
  t.rush = rush_at(economy.parameters, days_since_launch(economy.clock, block));
  constexpr int packs = E::packs;
  real tao[packs], root[packs], worth[packs], yield[packs], living[packs], pool_yield[packs],
      root_sale[packs];
  economy.clear_unused(tao, root, worth, yield, living, pool_yield, root_sale);
  TAOSWEEP_UNROLL
  for (int j = 0; j < economy.used(); ++j) {
    const auto pack = economy.pack(j);
    const auto seen = pack.in_fp32();
    const real alive = pack.alive();
    tao[j] = pack.tao() * alive;
    root[j] = to_real(sqrt(seen.tao())) * alive;
    worth[j] = to_real(exp_of(seen.log_worth())) * alive;
    const auto held = alpha_held_on(pack);
    const auto log_yield = headline_yield(seen, {to_fast(held.earning), to_fast(held.all)}, block);
    seen.set_log_yield(log_yield);
    const real y = to_real(log_yield);
    yield[j] = y * alive;
    pool_yield[j] = y * tao[j];
    root_sale[j] =
        to_real(priced(seen, alpha_paid_to_root(seen, block) * seen.tao() / seen.alpha())) * alive;
    living[j] = alive;
  }
  t.pool_sum = Group::sum(tao);
  t.root_sum = Group::sum(root);
  t.worth_sum = Group::sum(worth);
  const auto& value = economy.parameters.value;
  t.log_unit = log_of(max(value.anchor_sum, 1e-300) / t.worth_sum);
  t.living = Group::sum(living);
  t.yield_mean = Group::sum(yield) / t.living;
  t.pool_yield = Group::sum(pool_yield);
  t.root_sale = Group::sum(root_sale);
  return t;
}

/// What cohorts see of the subnets of a pack.
template <class P>
TAOSWEEP_HD Market<typename P::real> market_of(const P& pack, const TickStart& t) {
  using real = typename P::real;
  const real alive = pack.alive(), tao = pack.tao(), alpha = pack.alpha();
  Market<real> market;
  market.tao = tao;
  market.alpha = alpha;
  market.price = priced(pack, tao / alpha);
  market.weight = tao * real(1.0 / t.pool_sum) * alive;
  market.root_weight = sqrt(tao) * real(1.0 / t.root_sum) * alive;
  market.log_worth = pack.log_worth() + Players::log_worth(pack, t.players);
  market.value_error = pack.value_error();
  market.log_yield = pack.log_yield();
  market.attention = pack.attention();
  market.susceptible = pack.susceptible();
  market.trend = pack.trend();
  const real paid_elsewhere = Players::outside_income(pack, t.block);
  market.capacity = pack.capacity() * max(real(1.0) - paid_elsewhere, real(0.0));
  if (mines_elsewhere(pack.economy))
    market.capacity = cost_left_to_alpha(market.capacity, pack.economy.parameters.mining.kept,
                                         pack.earned_elsewhere());
  market.log_unit = t.log_unit;
  market.yield_mean = t.yield_mean;
  market.dt = t.dt;
  set_owners_plan(pack, t.block, market);
  return market;
}

}  // namespace taosweep
