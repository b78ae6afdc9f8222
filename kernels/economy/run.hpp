// The life of one economy: days, signal ticks, steps.
#pragma once

#include "kernels/cohorts/cash.hpp"
#include "kernels/economy/attention_events.hpp"
#include "kernels/economy/flows.hpp"
#include "kernels/economy/invariants.hpp"
#include "kernels/economy/lifecycle.hpp"
#include "kernels/economy/mining.hpp"
#include "kernels/economy/moves.hpp"
#include "kernels/economy/owners.hpp"
#include "kernels/economy/revenue.hpp"
#include "kernels/economy/root_moves.hpp"
#include "kernels/economy/settle.hpp"
#include "kernels/economy/splits.hpp"
#include "kernels/economy/step.hpp"
#include "kernels/economy/votes.hpp"
#include "kernels/economy/worth.hpp"
#include "kernels/state/emission_switch.hpp"
#include "kernels/watch/alarm.hpp"
#include "kernels/watch/emission_look.hpp"
#include "kernels/watch/fall.hpp"
#include "kernels/watch/look.hpp"
#include "kernels/watch/record.hpp"
#include "kernels/watch/sites.hpp"
#include "kernels/watch/track.hpp"

namespace taosweep {

/// Valuation errors (a stationary process with memory error_days) and miners' capacity, once a day
/// after the first: the state on the day of launch is drawn as it is.
template <class E>
TAOSWEEP_CALLED void start_day(E& economy, int block) {
  using real = typename E::real;
  if constexpr (has<E>(need_claims)) choose_splits(economy, block);
  move_mood(economy, block);
  move_worth(economy, block);
  let_owners_leave(economy, block);
  const auto& p = economy.parameters;
  const double keep = exp_of(-1 / p.value.error_days);
  const double spread = p.value.error_ln_sd * sqrt(-expm1_of(-2 / p.value.error_days));
  double weights = 0;
  if (without_pools(economy))
    weights = economy.sum([&](const auto& pack) { return share_weight(pack, block); });
  TAOSWEEP_UNROLL
  for (int j = 0; j < economy.used(); ++j) {
    const auto pack = economy.pack(j);
    const real z = pack.normal(Purpose::valuation_error, block);
    pack.set_value_error(fma(real(keep), pack.value_error(), real(spread) * z));
    const real mined = mined_of_a_day(pack, block) * (real(1.0) - Players::holder_pay(pack, block));
    real income = priced(pack, mined * pack.tao() / pack.alpha());
    if constexpr (has<E>(need_claims)) {
      if (without_pools(economy)) income = mined_without_pools(pack, block, weights);
    }
    const real capacity = pack.capacity();
    income = fma(Players::outside_income(pack, block), capacity, income);
    if (mines_elsewhere(economy))
      income = fma(real(p.mining.kept), pack.earned_elsewhere(), income);
    pack.set_capacity(
        select(pack.alive() > real(0.0),
               capacity_after_day(capacity, income, p.miners.margin, p.miners.entry, p.miners.exit),
               capacity));
  }
  if constexpr (has<E>(need_claims)) cast_votes_of_day(economy, block);
}

/// Cash that leaves for good over a tick.
template <class E>
TAOSWEEP_HD void leave_with_cash(E& economy, int blocks) {
  const double rate = economy.parameters.capital.leave_rate;
  if (!(rate > 0)) return;
  const double part = hazard_part(rate, blocks / blocks_per_day);
  for (double& cash : economy.money.cash) {
    const double leaves = cash * part;
    cash -= leaves;
    economy.money.left += leaves;
  }
}

/// Cash that enters over a tick, split over the traders.
template <class E>
TAOSWEEP_CALLED void enter_capital(E& economy, int block, int blocks) {
  const auto& p = economy.parameters;
  auto& money = economy.money;
  const double cash = (capital_entered(p, days_since_launch(economy.clock, block + blocks)) -
                       capital_entered(p, days_since_launch(economy.clock, block))) *
                      economy.mood.factor;
  const CashShares shares = cash_shares(p);
  if (!(shares.sum > 0)) return;
  money.entered += cash;
  for (int i = 0; i < cohort_count; ++i) money.cash[i] += cash * (shares.of[i] / shares.sum);
}

/// Looks up what shares rest on for those who look on: a state that was recorded, or rules that
/// have just begun, have not handed anything out yet.
template <class E>
TAOSWEEP_HD void look_up_shares(E& economy, int block) {
  report_revenue(economy);
  look_up_formula(economy, block, 0);
  if constexpr (has<E>(need_claims)) weigh(economy, block, false);
}

/// Observes, records and lets those decide who decide once a day.
template <class E>
TAOSWEEP_CALLED void close_day(E& economy, int block) {
  const bool day = block % static_cast<int>(blocks_per_day) == 0;
  const bool row = block % economy.clock.series_blocks == 0;
  const bool ends = block >= economy.clock.stop;
  if (day || ends) look_for_the_impossible(economy);
  if (day || row || ends) look_up_shares(economy, block);
  if (!day && !row) return;
  const Observation seen = observe(economy, in_sight(economy, block));
  if (row) record_day(economy, seen, block / economy.clock.series_blocks);
  if (!day) return;
  const double minted = minted_since_last_day(economy);
  look_at_emission(economy, seen, block, minted);
  track_day(economy, seen, block);
  track_sites(economy, seen, block, minted);
  Players::decide(economy, block, seen.chosen);
  look_at_alarm(economy);
}

/// Those act who have chosen this block.
template <class E>
TAOSWEEP_CALLED void act_when_due(E& economy, int block) {
  if (!Players::acts_at(economy, block)) return;
  E::Group::sync();
  look_up_shares(economy, block);
  const Observation seen = observe(economy, true);
  Players::act(economy, block, seen.chosen);
  begin_fall(economy, seen);
}

/// The normals at hand are of another seed, or nobody's.
template <class E>
TAOSWEEP_HD void forget_normals(E& economy) {
  E::Group::sync();
  if (E::Group::leader()) economy.flows.noise_tick = -1;
  E::Group::sync();
}

/// A branch takes hold with its day: what is drawn when the day before is closed is of the seed
/// before it, and so are the numbers that are written down for the morning.
template <class E>
TAOSWEEP_HD void follow_branches(E& economy, int block) {
  const std::uint64_t seed = seed_at(economy.key, block);
  if (seed == economy.seed) return;
  economy.seed = seed;
  forget_normals(economy);
}

/// Runs an economy from where it stands to `until` (a block on the grid) or to its own end; steps
/// of one block go through the stages of `Block`.
template <class Block = OneBlock, class E>
TAOSWEEP_HD void run_economy(E& economy, int until) {
  forget_normals(economy);
  int block = static_cast<int>(economy.block);
  const int end = until < economy.clock.stop ? until : economy.clock.stop;
  if (block == 0 && economy.stopped == 0) {
    if constexpr (has<E>(need_claims)) cast_first_votes(economy);
    if (economy.clock.births == 1) begin_lifecycle(economy);
    note_first_holdings(economy);
    close_day(economy, block);
  }
  while (block < end) {
    follow_branches(economy, block);
    Players::start(economy, block);
    if (block > 0 && block % static_cast<int>(blocks_per_day) == 0) {
      if (economy.clock.births == 1) let_newcomers_in(economy, block);
      switch_newcomers_on(economy, block);
      start_day(economy, block);
    }
    if (block % static_cast<int>(blocks_per_day) == 0) {
      earn_revenue(economy, block);
      mine_elsewhere(economy, block);
    }
    act_when_due(economy, block);
    const int blocks = economy.tick_at(block);
    const int k = economy.step_at(block);
    const double dt = blocks / blocks_per_day;
    leave_with_cash(economy, blocks);
    enter_capital(economy, block, blocks);
    const Players::Tick players = Players::begin_tick(economy, block, blocks);
    update_attention(economy, players, block, dt);
    report_revenue(economy);
    const TickStart tick = begin_tick(economy, players, block, blocks);
    if (!without_pools(economy)) move_root(economy, tick);
    if constexpr (has<E>(need_claims)) keep_claims(economy, dt);
    set_flows(economy, tick);
    begin_adopters(economy, block);
    look(economy, Moment::tick_begun, block);
    run_steps<Block>(economy, block, block + blocks, k);
    settle_orders(economy, players, block);
    settle_revenue(economy, blocks);
    settle_moves(economy, blocks);
    update_trend(economy, dt);
    block += blocks;
    economy.block = block;
    if (block >= economy.rules_end) enter_rules(economy, block);
    if constexpr (has<E>(need_claims)) {
      if (block == economy.clock.launch) open_pools(economy);
    }
    close_day(economy, block);
    look(economy, Moment::tick_done, block);
  }
  if (block >= economy.clock.stop) economy.stopped = 1;
  economy.store();
}

}  // namespace taosweep
