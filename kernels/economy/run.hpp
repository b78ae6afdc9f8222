// The life of one economy: days, signal ticks, steps.
#pragma once

#include "kernels/cohorts/cash.hpp"
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
template <class E>
TAOSWEEP_HD void start_day(E& economy, int block) {
  using real = typename E::real;
  const auto& p = economy.parameters;
  const double keep = exp_of(-1 / p.value.error_days);
  const double spread = p.value.error_ln_sd * sqrt(-expm1_of(-2 / p.value.error_days));
  const double pay = economy.under_attack(block) ? p.attack.holder_pay : 0.0;
  const double half = 0.5 * blocks_per_day * (1 - p.protocol.owner_cut);
  TAOSWEEP_UNROLL
  for (int j = 0; j < E::packs; ++j) {
    const auto pack = economy.pack(j);
    const real z = pack.normal(Purpose::valuation_error, block);
    pack.set_value_error(fma(real(keep), pack.value_error(), real(spread) * z));
    const real mined =
        block_emission(pack.issued()) * real(half) * (real(1.0) - pack.is_target() * real(pay));
    const real income = mined * pack.tao() / pack.alpha();
    const real capacity = pack.capacity();
    pack.set_capacity(
        select(pack.alive() > real(0.0),
               capacity_after_day(capacity, income, p.miners.margin, p.miners.entry, p.miners.exit),
               capacity));
  }
}

/// Cash that enters over a tick, split over the traders.
template <class E>
TAOSWEEP_HD void enter_capital(E& economy, int block, int blocks) {
  const auto& p = economy.parameters;
  auto& money = economy.money;
  const double cash = capital_entered(p, (block + blocks) / blocks_per_day) -
                      capital_entered(p, block / blocks_per_day);
  const CashShares shares = cash_shares(p);
  if (!(shares.sum > 0)) return;
  money.entered += cash;
  for (int i = 0; i < cohort_count; ++i) money.cash[i] += cash * (shares.of[i] / shares.sum);
}

/// Observes, records and lets those decide who decide once a day.
template <class E>
TAOSWEEP_HD void close_day(E& economy, int block) {
  const bool day = block % static_cast<int>(blocks_per_day) == 0;
  const bool row = block % economy.clock.series_blocks == 0;
  if (day || block >= economy.clock.stop) look_for_the_impossible(economy);
  // A fresh subnet opens right after the row of its block.
  const bool with_target =
      economy.attacked() && (!economy.clock.fresh || economy.under_attack(block - 1));
  if (!day && !row) return;
  const Observation o = observe(economy, with_target);
  if (row) record_day(economy, o, block / economy.clock.series_blocks, with_target);
  if (!day || !economy.under_attack(block)) return;
  track_day(economy, o, block);
  watch_target(economy, block, o.target_spot_share);
  decide_exit(economy, block, o.target_spot_share, o.target_price);
}

/// The foundation's action at its block.
template <class E>
TAOSWEEP_HD void act_when_due(E& economy, int block) {
  if (economy.foundation.acted == 1 || economy.foundation.action_block != block) return;
  E::Group::sync();
  const Observation o = observe(economy, true);
  act(economy, o.target_tao, o.target_alpha);
  decide_exit(economy, block, o.target_spot_share, o.target_price);
  if (E::Group::leader()) *economy.record.since_action() = 1.0f;
}

/// Runs an economy from where it stands to `until` (a block on the grid) or to its own end.
template <class E>
TAOSWEEP_HD void run_economy(E& economy, int until) {
  economy.flows.noise_quad = -1;
  int block = static_cast<int>(economy.block);
  const int end = until < economy.clock.stop ? until : economy.clock.stop;
  if (block == 0 && economy.stopped == 0) close_day(economy, block);
  while (block < end) {
    if (block == economy.clock.attack) start_attack(economy);
    if (block > 0 && block % static_cast<int>(blocks_per_day) == 0) start_day(economy, block);
    act_when_due(economy, block);
    const int blocks = tick_at(economy.clock, block, economy.foundation.action_block);
    const int k = step_at(economy.clock, block, economy.foundation.action_block);
    const double dt = blocks / blocks_per_day;
    enter_capital(economy, block, blocks);
    update_attention(economy, block, dt);
    const TickStart tick = begin_tick(economy, block, blocks);
    move_root(economy, tick);
    set_flows(economy, tick);
    for (int done = 0; done < blocks; done += k) {
      advance_step(economy, block + done, k);
      track_fall(economy, block + done, k);
    }
    settle_orders(economy, block);
    update_trend(economy, dt);
    block += blocks;
    economy.block = block;
    close_day(economy, block);
  }
  if (block >= economy.clock.stop) economy.stopped = 1;
  economy.store();
}

}  // namespace taosweep
