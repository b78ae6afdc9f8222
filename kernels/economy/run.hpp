// The life of one economy: days, signal ticks, steps.
#pragma once

#include "kernels/economy/attention_events.hpp"
#include "kernels/economy/fall.hpp"
#include "kernels/economy/flows.hpp"
#include "kernels/economy/invariants.hpp"
#include "kernels/economy/observe.hpp"
#include "kernels/economy/root_moves.hpp"
#include "kernels/economy/settle.hpp"
#include "kernels/economy/step.hpp"

namespace taosweep {

/// Valuation errors (a stationary process with memory error_days) and miners' capacity, once a day
/// after the first: the state on the day of launch is drawn as it is.
template <class C>
TAOSWEEP_HD void start_day(C& c, int block) {
  using real = typename C::real;
  using G = typename C::G;
  const auto& p = c.p;
  const double keep = exp_of(-1 / p.value_error_days);
  const double spread = p.value_error_ln_sd * sqrt(-expm1_of(-2 / p.value_error_days));
  const double pay = c.under_attack(block) ? p.attack_holder_pay : 0.0;
  const double half = 0.5 * blocks_per_day * (1 - p.protocol_owner_cut);
  TAOSWEEP_UNROLL
  for (int j = 0; j < C::packs; ++j) {
    const real z = draw_normal(c, Purpose::valuation_error, j, block);
    G::store(c.s.value_error, j, fma(real(keep), G::load(c.s.value_error, j), real(spread) * z));
    const real mined =
        block_emission(c.hot.issued[j]) * real(half) * (real(1.0) - c.target_mask(j) * real(pay));
    const real income = mined * c.hot.tao[j] / c.hot.alpha[j];
    const real capacity = G::load(c.s.capacity, j);
    G::store(
        c.s.capacity, j,
        select(G::load(c.s.alive, j) > real(0.0),
               capacity_after_day(capacity, income, p.miners_margin, p.miners_entry, p.miners_exit),
               capacity));
  }
}

/// Cash that enters over a tick, split over the traders.
template <class C>
TAOSWEEP_HD void enter_capital(C& c, int block, int blocks) {
  const auto& p = c.p;
  auto& money = c.q.money;
  const double cash = capital_entered(p, (block + blocks) / blocks_per_day) -
                      capital_entered(p, block / blocks_per_day);
  const double shares[trader_count] = {p.capital_value_share, p.capital_attention_share,
                                       p.capital_yield_share, p.capital_noise_share};
  const double sum = (shares[0] + shares[1]) + (shares[2] + shares[3]);
  if (!(sum > 0)) return;
  money.entered += cash;
  for (int i = 0; i < trader_count; ++i) money.traders[i] += cash * (shares[i] / sum);
}

/// Observes, records and lets those decide who decide once a day.
template <class C>
TAOSWEEP_HD void close_day(C& c, int block) {
  const bool day = block % static_cast<int>(blocks_per_day) == 0;
  const bool row = block % c.clock.series_blocks == 0;
  if (day || block >= c.clock.stop) look_for_the_impossible(c);
  // A fresh subnet opens right after the row of its block.
  const bool with_target = c.attacked() && (!c.clock.fresh || c.under_attack(block - 1));
  if (!day && !row) return;
  const Observation o = observe(c, with_target);
  if (row) record_day(c, o, block / c.clock.series_blocks, with_target);
  if (!day || !c.under_attack(block)) return;
  track_day(c, o, block);
  watch_target(c, block, o.target_spot_share);
  decide_exit(c, block, o.target_spot_share, o.target_price);
}

/// The foundation's action at its block.
template <class C>
TAOSWEEP_HD void act_when_due(C& c, int block) {
  if (c.q.foundation.acted == 1 || c.q.foundation.action_block != block) return;
  C::G::sync();
  const Observation o = observe(c, true);
  act(c, o.target_tao, o.target_alpha);
  decide_exit(c, block, o.target_spot_share, o.target_price);
  if (C::G::leader()) *c.record.since_action() = 1.0f;
}

/// Runs an economy from where it stands to `until` (a block on the grid) or to its own end.
template <class C>
TAOSWEEP_HD void run_economy(C& c, int until) {
  load_hot(c);
  c.flows.noise_quad = -1;
  int block = static_cast<int>(c.q.block);
  const int end = until < c.clock.stop ? until : c.clock.stop;
  if (block == 0 && c.q.stopped == 0) close_day(c, block);
  while (block < end) {
    if (block == c.clock.attack) start_attack(c);
    if (block > 0 && block % static_cast<int>(blocks_per_day) == 0) start_day(c, block);
    act_when_due(c, block);
    const int blocks = tick_at(c.clock, block, c.q.foundation.action_block);
    const int k = step_at(c.clock, block, c.q.foundation.action_block);
    const double dt = blocks / blocks_per_day;
    enter_capital(c, block, blocks);
    update_attention(c, block, dt);
    const TickStart tick = begin_tick(c, block, blocks);
    move_root(c, tick);
    set_flows(c, tick);
    for (int done = 0; done < blocks; done += k) {
      advance_step(c, block + done, k);
      track_fall(c, block + done, k);
    }
    settle_orders(c, block);
    update_trend(c, dt);
    block += blocks;
    c.q.block = block;
    close_day(c, block);
  }
  if (block >= c.clock.stop) c.q.stopped = 1;
  store_hot(c);
}

}  // namespace taosweep
