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
template <class C>
TAOSWEEP_HD TickStart begin_tick(C& c, int block, int blocks) {
  using real = typename C::real;
  using G = typename C::G;
  TickStart t{};
  t.block = block;
  t.blocks = blocks;
  t.dt = blocks / blocks_per_day;
  t.rush = rush_at(c.p, block / blocks_per_day);
  real tao[C::packs], root[C::packs], worth[C::packs], yield[C::packs], living[C::packs];
  real pool_yield[C::packs], root_sale[C::packs];
  TAOSWEEP_UNROLL
  for (int j = 0; j < C::packs; ++j) {
    const real alive = G::load(c.s.alive, j);
    tao[j] = c.hot.tao[j] * alive;
    root[j] = sqrt(c.hot.tao[j]) * alive;
    worth[j] = exp_of(G::load(c.s.log_worth, j)) * alive;
    const real y = headline_yield(c, j, block);
    G::store(c.flows.log_yield, j, y);
    yield[j] = y * alive;
    pool_yield[j] = y * tao[j];
    const real earned = block_emission(c.hot.issued[j]) * real(1 - c.p.protocol_owner_cut);
    root_sale[j] = root_alpha(root_proportion(real(c.q.money.root), real(c.p.protocol_tao_weight),
                                              c.hot.issued[j]),
                              earned) *
                   tao[j] / c.hot.alpha[j];
    living[j] = alive;
  }
  t.pool_sum = G::sum(tao);
  t.root_sum = G::sum(root);
  t.worth_sum = G::sum(worth);
  t.living = G::sum(living);
  t.yield_mean = G::sum(yield) / t.living;
  t.pool_yield = G::sum(pool_yield);
  t.root_sale = G::sum(root_sale);
  if (c.q.foundation.controls == 1) {
    const double since = (block - c.q.foundation.action_block) / blocks_per_day;
    t.panic = c.p.foundation_panic_rate * exp_of(-since / c.p.foundation_panic_days);
  }
  return t;
}

/// Sets all flows of the tick.
template <class C>
TAOSWEEP_HD void set_flows(C& c, const TickStart& t) {
  using real = typename C::real;
  using G = typename C::G;
  const auto& p = c.p;
  const double per_block = 1.0 / t.blocks;
  const double log_unit = log_of(max(p.value_anchor_sum, 1e-300) / t.worth_sum);
  const double meme = c.under_attack(t.block) ? log_of(max(p.value_meme_factor, 1e-12)) : 0.0;
  real rate[trader_count - 1][C::packs];
  TAOSWEEP_UNROLL
  for (int j = 0; j < C::packs; ++j) {
    const real alive = G::load(c.s.alive, j);
    const real is_target = c.target_mask(j);
    const real rush(t.rush), panic = is_target * real(t.panic);
    const real tao = c.hot.tao[j], alpha = c.hot.alpha[j], price = tao / alpha;
    const real trend = G::load(c.s.trend, j), attention = G::load(c.s.attention, j);
    const real weight = tao * real(1.0 / t.pool_sum) * alive;

    const real worth = fma(is_target, real(meme), G::load(c.s.log_worth, j));
    const real gap = mispricing(worth, log_unit, G::load(c.s.value_error, j), log_of(price));
    const real pull = exp_of(yield_attraction(p.yield_gain, p.yield_naivety,
                                              G::load(c.flows.log_yield, j), t.yield_mean, trend));
    rate[cohort_value][j] = rush * value_buy_rate(p.value_rate, weight, gap);
    rate[cohort_attention][j] =
        rush * attention_buy_rate(p.attention_buy_gain, attention, G::load(c.s.susceptible, j),
                                  sqrt(tao) * real(1.0 / t.root_sum) * alive);
    rate[cohort_yield][j] = rush * yield_buy_rate(p.yield_rate, weight, pull);

    const real sells[3] = {value_sell_rate(p.value_rate, p.value_base_sell, gap),
                           attention_sell_rate(p.attention_base_sell, p.attention_stop_sell,
                                               p.attention_bored_sell, trend, attention),
                           yield_sell_rate(p.yield_rate, pull)};
    for (int i = 0; i < 3; ++i) {
      const real part = hazard_part(fma(rush, sells[i], panic), t.dt);
      G::store(c.flows.sell_of[i], j, G::load(c.s.held[i], j) * part * real(per_block));
    }
    const real mined = miner_sales(G::load(c.s.held[cohort_miners], j), G::load(c.s.capacity, j),
                                   price, p.miners_sell, t.dt);
    G::store(c.flows.sell_of[cohort_miners], j, mined * real(per_block));
    const double hazards[2] = {p.validators_sell, p.owners_sell};
    for (int i = 0; i < 2; ++i) {
      const real part = hazard_part(real(hazards[i]), t.dt);
      G::store(c.flows.sell_of[cohort_validators + i], j,
               G::load(c.s.held[cohort_validators + i], j) * part * real(per_block));
    }
    const real noise_held = G::load(c.s.held[cohort_noise], j);
    G::store(c.flows.noise_sd, j,
             noise_deviation(p.noise_base_sd, p.noise_attention_sd, attention, t.rush) * alive);
    G::store(c.flows.noise_drift, j,
             (noise_reversion(p.noise_reversion, p.noise_target, noise_held, alpha, t.rush) -
              hazard_part(panic, t.dt) * real(1 / t.dt) * noise_held / alpha) *
                 alive);
    G::store(c.flows.noise_budget, j, real(c.q.money.traders[cohort_noise]) * weight);
    G::store(c.flows.noise_proceeds, j, real(0.0));
    G::store(c.flows.buyer_fill, j, real(0.0));
    G::store(c.flows.seller_fill, j, real(0.0));
    G::store(c.flows.bought_blocks, j, real(static_cast<double>(t.blocks)));
    G::store(c.flows.sold_blocks, j, real(static_cast<double>(t.blocks)));
  }
  double spend[trader_count - 1];
  for (int i = 0; i < trader_count - 1; ++i) {
    spend[i] = cash_per_hazard(c.q.money.traders[i], G::sum(rate[i]), t.dt) * per_block;
  }
  c.q.money.traders[cohort_noise] = 0;  // all of it is in the budgets
  const AttackerFlow attacker = attacker_flow(c, t.block, t.blocks);
  TAOSWEEP_UNROLL
  for (int j = 0; j < C::packs; ++j) {
    const real is_target = c.target_mask(j);
    real buy = is_target * real(attacker.buy), sell = is_target * real(attacker.sell);
    for (int i = 0; i < trader_count - 1; ++i) {
      G::store(c.flows.buy_of[i], j, rate[i][j] * real(spend[i]));
      buy = buy + G::load(c.flows.buy_of[i], j);
    }
    for (int i = 0; i < cohort_count; ++i) {
      if (i != cohort_noise) sell = sell + G::load(c.flows.sell_of[i], j);
    }
    G::store(c.flows.buy, j, buy);
    G::store(c.flows.sell, j, sell);
  }
  c.attacker = attacker;
  G::sync();
}

}  // namespace taosweep
