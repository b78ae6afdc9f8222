// Orders of one signal tick: what each cohort will buy and sell, as constant flows.
#pragma once

#include "kernels/agents/attention.hpp"
#include "kernels/agents/capital.hpp"
#include "kernels/agents/miners.hpp"
#include "kernels/agents/noise.hpp"
#include "kernels/agents/value.hpp"
#include "kernels/agents/yield.hpp"
#include "kernels/economy/attacker.hpp"
#include "kernels/economy/epoch.hpp"
#include "kernels/economy/headline_yield.hpp"

namespace taosweep {

/// What all subnets share of a tick.
struct TickStart {
  int block, blocks;
  double dt;          ///< [d]
  double rush;        ///< factor on all trading clocks
  double pool_sum;    ///< sum of T [TAO]
  double root_sum;    ///< sum of sqrt(T) [TAO^0.5]
  double worth_sum;   ///< sum of Q over living subnets
  double yield_mean;  ///< mean of ln(1 + y)
  double living;      ///< subnets
  double pool_yield;  ///< sum of T ln(1 + y)
  double root_sale;   ///< value of the alpha sold for root [TAO/block]
  double panic;       ///< extra selling hazard on the attacked subnet [1/d]
};

/// Sums over subnets that the rates need.
template <class E>
TAOSWEEP_HD TickStart begin_tick(E& economy, int block, int blocks) {
  using real = typename E::real;
  using Group = typename E::Group;
  TickStart t{};
  t.block = block;
  t.blocks = blocks;
  t.dt = blocks / blocks_per_day;
  t.rush = rush_at(economy.parameters, block / blocks_per_day);
  real tao[E::packs], root[E::packs], worth[E::packs], yield[E::packs], living[E::packs];
  real pool_yield[E::packs], root_sale[E::packs];
  TAOSWEEP_UNROLL
  for (int j = 0; j < E::packs; ++j) {
    const auto pack = economy.pack(j);
    const real alive = pack.alive();
    tao[j] = pack.tao() * alive;
    root[j] = sqrt(pack.tao()) * alive;
    worth[j] = exp_of(pack.log_worth()) * alive;
    const real y = headline_yield(pack, block);
    pack.set_log_yield(y);
    yield[j] = y * alive;
    pool_yield[j] = y * tao[j];
    const real earned =
        block_emission(pack.issued()) * real(1 - economy.parameters.protocol.owner_cut);
    root_sale[j] =
        root_alpha(root_proportion(real(economy.money.root),
                                   real(economy.parameters.protocol.tao_weight), pack.issued()),
                   earned) *
        tao[j] / pack.alpha();
    living[j] = alive;
  }
  t.pool_sum = Group::sum(tao);
  t.root_sum = Group::sum(root);
  t.worth_sum = Group::sum(worth);
  t.living = Group::sum(living);
  t.yield_mean = Group::sum(yield) / t.living;
  t.pool_yield = Group::sum(pool_yield);
  t.root_sale = Group::sum(root_sale);
  if (economy.foundation.controls == 1) {
    const double since = (block - economy.foundation.action_block) / blocks_per_day;
    t.panic = economy.parameters.foundation.panic_rate *
              exp_of(-since / economy.parameters.foundation.panic_days);
  }
  return t;
}

/// Sets all flows of the tick.
template <class E>
TAOSWEEP_HD void set_flows(E& economy, const TickStart& t) {
  using real = typename E::real;
  using Group = typename E::Group;
  const auto& p = economy.parameters;
  const double per_block = 1.0 / t.blocks;
  const double log_unit = log_of(max(p.value.anchor_sum, 1e-300) / t.worth_sum);
  const double meme = economy.under_attack(t.block) ? log_of(max(p.value.meme_factor, 1e-12)) : 0.0;
  real rate[trader_count - 1][E::packs];
  TAOSWEEP_UNROLL
  for (int j = 0; j < E::packs; ++j) {
    const auto pack = economy.pack(j);
    const real alive = pack.alive();
    const real is_target = pack.is_target();
    const real rush(t.rush), panic = is_target * real(t.panic);
    const real tao = pack.tao(), alpha = pack.alpha(), price = tao / alpha;
    const real trend = pack.trend(), attention = pack.attention();
    const real weight = tao * real(1.0 / t.pool_sum) * alive;

    const real worth = fma(is_target, real(meme), pack.log_worth());
    const real gap = mispricing(worth, log_unit, pack.value_error(), log_of(price));
    const real pull = exp_of(
        yield_attraction(p.yield.gain, p.yield.naivety, pack.log_yield(), t.yield_mean, trend));
    rate[cohort_value][j] = rush * value_buy_rate(p.value.rate, weight, gap);
    rate[cohort_attention][j] =
        rush * attention_buy_rate(p.attention.buy_gain, attention, pack.susceptible(),
                                  sqrt(tao) * real(1.0 / t.root_sum) * alive);
    rate[cohort_yield][j] = rush * yield_buy_rate(p.yield.rate, weight, pull);

    const real sells[3] = {value_sell_rate(p.value.rate, p.value.base_sell, gap),
                           attention_sell_rate(p.attention.base_sell, p.attention.stop_sell,
                                               p.attention.bored_sell, trend, attention),
                           yield_sell_rate(p.yield.rate, pull)};
    for (int i = 0; i < 3; ++i) {
      const real part = hazard_part(fma(rush, sells[i], panic), t.dt);
      pack.set_sell_of(i, pack.held(i) * part * real(per_block));
    }
    const real mined =
        miner_sales(pack.held(cohort_miners), pack.capacity(), price, p.miners.sell, t.dt);
    pack.set_sell_of(cohort_miners, mined * real(per_block));
    const double hazards[2] = {p.validators.sell, p.owners.sell};
    for (int i = 0; i < 2; ++i) {
      const real part = hazard_part(real(hazards[i]), t.dt);
      pack.set_sell_of(cohort_validators + i,
                       pack.held(cohort_validators + i) * part * real(per_block));
    }
    const real noise_held = pack.held(cohort_noise);
    pack.set_noise_sd(noise_deviation(p.noise.base_sd, p.noise.attention_sd, attention, t.rush) *
                      alive);
    pack.set_noise_drift(
        (noise_reversion(p.noise.reversion, p.noise.target, noise_held, alpha, t.rush) -
         hazard_part(panic, t.dt) * real(1 / t.dt) * noise_held / alpha) *
        alive);
    pack.set_noise_budget(real(economy.money.traders[cohort_noise]) * weight);
    pack.set_noise_proceeds(real(0.0));
    pack.set_buyer_fill(real(0.0));
    pack.set_seller_fill(real(0.0));
    pack.set_bought_blocks(real(static_cast<double>(t.blocks)));
    pack.set_sold_blocks(real(static_cast<double>(t.blocks)));
  }
  double spend[trader_count - 1];
  for (int i = 0; i < trader_count - 1; ++i) {
    spend[i] = cash_per_hazard(economy.money.traders[i], Group::sum(rate[i]), t.dt) * per_block;
  }
  economy.money.traders[cohort_noise] = 0;  // all of it is in the budgets
  const AttackerFlow attacker = attacker_flow(economy, t.block, t.blocks);
  TAOSWEEP_UNROLL
  for (int j = 0; j < E::packs; ++j) {
    const auto pack = economy.pack(j);
    const real is_target = pack.is_target();
    real buy = is_target * real(attacker.buy), sell = is_target * real(attacker.sell);
    for (int i = 0; i < trader_count - 1; ++i) {
      pack.set_buy_of(i, rate[i][j] * real(spend[i]));
      buy = buy + pack.buy_of(i);
    }
    for (int i = 0; i < cohort_count; ++i) {
      if (i != cohort_noise) sell = sell + pack.sell_of(i);
    }
    pack.set_buy(buy);
    pack.set_sell(sell);
  }
  economy.attacker = attacker;
  Group::sync();
}

}  // namespace taosweep
