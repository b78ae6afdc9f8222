// Numbers of an economy that belong to no subnet by name, for those who compare or print them.
#pragma once

#include <string>

#include "kernels/state/scalars.hpp"

namespace taosweep {

/// Names of the cohorts, in the order of arrays.
inline std::string cohort_name(int cohort) {
  std::string name;
  int place = 0;
  Cohorts::for_each([&](auto one) {
    if (place++ == cohort) name = one.name;
  });
  return name;
}

/// Name of one of those who sell on a contested subnet.
inline std::string seller_name(int seller) {
  return seller < cohort_count ? cohort_name(seller) : "attacker";
}

/// Calls f(name, unit, value) for every number of a contest, in the order of the struct.
template <class F>
void for_each_number(const ContestState& contest, const std::string& where, const F& f) {
  for (int i = 0; i < 4; ++i) f("bond " + std::to_string(i) + where, "1", contest.bonds[i]);
  for (int i = 0; i < seller_count; ++i)
    f("sold in this tempo by " + seller_name(i) + where, "TAO", contest.sold_now[i]);
  for (int i = 0; i < seller_count; ++i)
    f("sold in the last tempo by " + seller_name(i) + where, "TAO", contest.sold_before[i]);
}

/// The same of one after the first, with the split of the epoch that runs.
template <class F>
void for_each_number(const Contest& contest, const std::string& where, const F& f) {
  for_each_number(contest.state, where, f);
  const ContestSplit& split = contest.split;
#define OF(name) f("split." #name + where, "1", split.name);
  OF(due)
  OF(active)
  OF(own_miners)
  OF(sellers)
  OF(coalition)
  OF(rest)
  OF(nobody)
  OF(rest_of_root)
#undef OF
  for (int i = 0; i < seller_count; ++i)
    f("share of sales of " + seller_name(i) + where, "1", split.seller_share[i]);
}

/// The same of all contests after the first.
template <class F>
void for_each_number(const Contest (&contests)[contest_count], const F& f) {
  for (int i = 0; i < contest_count; ++i)
    for_each_number(contests[i], " on the subnet of attack " + std::to_string(i + 2), f);
}

/// The same of Scalars.
template <class F>
void for_each_number(const Scalars& q, const F& f) {
  f("block", "block", q.block);
  f("stopped", "1", q.stopped);

  const Money& money = q.money;
  for (int i = 0; i < cohort_count; ++i) f("cash of " + cohort_name(i), "TAO", money.cash[i]);
  f("money.issuance", "TAO", money.issuance);
  f("money.unminted", "TAO", money.unminted);
#define HELD(name, ...) f("money." #name, "TAO", money.name);
#define BROUGHT HELD
#define TAKEN HELD
#include "kernels/state/accounts.def"

#define OF(part, name, unit) f(#part "." #name, unit, q.part.name);
  OF(mood, log, "1")
  OF(mood, factor, "1")
  OF(emission, bar, "1")
  OF(emission, weights, "1")
  OF(emission, least_place, "1")
  OF(emission, unfactored, "1")
  OF(emission, protocol_norm, "1")
  OF(emission, root_waits, "1")
  OF(emission, flow_blocks, "block")
  OF(emission, named_off, "1")
  OF(emission, liquidity_level, "1")
  OF(emission, purchase_level, "1")
  OF(emission, unspent, "TAO/block")

  OF(lifecycle, births, "1")
  OF(lifecycle, prunings, "1")
  OF(lifecycle, turned_away, "1")
  OF(lifecycle, newcomers, "1")
  OF(lifecycle, next, "block")
  OF(lifecycle, last_lock, "TAO")
  OF(lifecycle, last_block, "block")
  OF(lifecycle, bought_tao, "TAO")
  OF(lifecycle, parked_tao, "TAO")
  OF(lifecycle, owner_income, "TAO")
  OF(lifecycle, root_income, "TAO")
  OF(lifecycle, refused, "1")
  OF(lifecycle, formula_refused, "1")
  OF(lifecycle, refunded, "TAO")
  OF(lifecycle, refund_value, "TAO")

  for (int i = 0; i < most_attackers; ++i) {
    const std::string attack = i == 0 ? "attack" : "attack " + std::to_string(i + 1);
    const AttackState& own = q.attacker(i);
    f(attack + ".subnet", "1", own.subnet);
    f(attack + ".start", "block", own.start);
    f(attack + ".budget", "TAO", own.budget);
    f(attack + ".cash", "TAO", own.cash);
    f(attack + ".held", "alpha", own.held);
    f(attack + ".principal", "alpha", own.principal);
    f(attack + ".basis", "TAO", own.basis);
    f(attack + ".spent", "TAO", own.spent);
    f(attack + ".received", "TAO", own.received);
    f(attack + ".exit_block", "block", own.exit_block);
    f(attack + ".marketing", "1", own.marketing);
    f(attack + ".gone", "1", own.gone);
    f(attack + ".in_top_7", "1", own.in_top_7);
    f(attack + ".run_days", "d", own.run_days);
    f(attack + ".due", "block", own.due);
    f(attack + ".acted_on", "block", own.acted_on);
    f(attack + ".controls", "1", own.controls);
    f(attack + ".decided", "1", own.decided);
    f(attack + ".share_then", "1", own.share_then);
    f(attack + ".stopped", "1", own.stopped);
  }

  OF(foundation, action_block, "block")
  OF(foundation, acted, "1")
  OF(foundation, controls, "1")
  OF(foundation, share, "1")
  OF(foundation, phi_needed, "1")
  OF(foundation, phi_needed_opposed, "1")
  OF(foundation, root_stake, "TAO")
  OF(foundation, held, "alpha")
  OF(foundation, pool_alpha, "alpha")
  OF(foundation, pool_tao, "TAO")
  OF(foundation, pool_weight, "1")
  OF(foundation, alarm, "1")
  OF(foundation, alarm_block, "block")
  OF(foundation, false_alarms, "1")
  OF(foundation, at_hand, "1")
  OF(foundation, subnet, "1")
  OF(foundation, from, "block")

  for_each_number(q.contest, "", f);

  OF(track, spot_10_run, "d")
  OF(track, ema_2_run, "d")
  OF(track, ema_5_run, "d")
  OF(track, spot_10, "1")
  OF(track, ema_2, "1")
  OF(track, ema_5, "1")
  OF(track, rank_at_12, "1")
  OF(track, price_rank_at_12, "1")
  OF(track, peak_spot_share, "1")
  OF(track, peak_ema_share, "1")
  OF(track, price_after_start, "TAO/alpha")
  OF(track, price_at_action, "TAO/alpha")
  OF(track, rest_at_action, "TAO/alpha")
  OF(track, rest_after_1d, "TAO/alpha")
  OF(track, lowest_12h, "1")
  OF(track, lowest_48h, "1")
  OF(track, last_ratio, "1")
  for (int i = 0; i < fall_levels; ++i)
    f("track.hours_fell " + std::to_string(i), "h", q.track.hours_fell[i]);
  OF(track, share_sum_30, "1")
  OF(track, share_count_30, "1")
  OF(track, harm_sum, "1")
  OF(track, even_sum_30, "1")
  OF(track, share_on_day_0, "1")
  OF(track, minted_at_look, "TAO")
  OF(track, minted_after, "TAO")
  OF(track, tao_after, "TAO")
  OF(track, overflows, "1")
  OF(track, large_moves, "1")
  OF(track, looks, "1")
  OF(track, root_stake_sum, "TAO")
  OF(track, emission_switches, "1")
  OF(track, gate_looks, "1")
  OF(track, gate_crossings, "1")
  OF(track, gate_seen, "1")
  OF(track, price_sum_low, "TAO/alpha")
  OF(track, price_sum_high, "TAO/alpha")
  OF(track, weighed_looks, "1")
  OF(track, away_from_worth, "1")
  OF(track, away_from_market, "1")
  OF(track, beyond_worth, "1")
  OF(track, beyond_market, "1")
  OF(track, others_looks, "1")
  OF(track, others_priced, "1")
  OF(track, others_tao, "TAO")
  OF(track, others_prices, "TAO/alpha")
  OF(track, minted_before_look, "TAO")
  OF(track, ema_2_block, "block")
  OF(track, ema_2_lasts, "1")
  OF(track, control_looks, "1")
  OF(track, control_days, "d")
  OF(track, control_lost, "1")
  OF(track, minted_outside_pools, "TAO")
  OF(track, revenue, "TAO")
  OF(track, reported, "TAO")
  OF(track, moved, "TAO")
  OF(track, moved_left, "TAO")
  OF(track, moves_spent, "TAO")
  OF(track, moves_arrived, "TAO")
  OF(track, return_looks, "1")
  OF(track, return_mean, "1")
  OF(track, return_square, "1")
  OF(track, return_product, "1")
  OF(track, minted_to_earners, "TAO")
  OF(track, owner_exits, "1")
  OF(track, pay_sold, "TAO")
  OF(track, row_bought, "TAO")
  OF(track, row_added, "TAO")
  OF(track, attackers_peak_share, "1")
  OF(track, attackers_tao, "TAO")
  OF(track, acted_looks, "1")
  OF(track, acted_share, "1")
  OF(track, broken, "1")
  OF(track, best_rank, "1")
  OF(track, best_emission_rank, "1")
  OF(track, attackers_looks, "1")
  for (int i = 0; i < takeover_looks; ++i)
    f("track.attackers_share " + std::to_string(i), "1", q.track.attackers_share[i]);
  OF(track, share_held, "1")
  for (int i = 0; i < takeover_levels; ++i)
    f("track.takeover_days " + std::to_string(i), "d", q.track.takeover_days[i]);
  OF(track, top_price, "TAO/alpha")
  OF(track, top_block, "block")
  OF(track, fall_block, "block")
  OF(track, deepest_fall, "1")
  for (int i = 0; i < top_fall_levels; ++i)
    f("track.days_from_top " + std::to_string(i), "d", q.track.days_from_top[i]);
  OF(track, share_at_action, "1")
  OF(track, low_since, "d")
  OF(track, holds, "1")
  OF(track, at_risk, "TAO")
  OF(track, by_revenue.looks, "1")
  OF(track, by_revenue.away, "1")
  OF(track, by_revenue.beyond, "1")
  OF(track, by_even.looks, "1")
  OF(track, by_even.away, "1")
  OF(track, by_even.beyond, "1")
  OF(track, earner_looks, "1")
  OF(track, earner_prices, "TAO/alpha")
  OF(track, return_cube, "1")
  OF(track, return_fourth, "1")
  OF(track, events, "1")
  OF(track, injected, "1")
  OF(track, alarm_subnet, "1")
  OF(track, alarm_block, "block")
  OF(track, alarm_price, "TAO/alpha")
  OF(track, alarm_held, "alpha")
  OF(track, alarms_ended, "1")
  OF(track, alarm_loss, "TAO")
  OF(track, return_pairs.count, "1")
  OF(track, return_pairs.x, "1")
  OF(track, return_pairs.y, "1")
  OF(track, return_pairs.xx, "1")
  OF(track, return_pairs.yy, "1")
  OF(track, return_pairs.xy, "1")
  OF(track, return_pairs.size_x, "1")
  OF(track, return_pairs.size_y, "1")
  OF(track, return_pairs.size_xy, "1")
  OF(track, least_reserve, "1")

  for (int i = 0; i < cohort_count; ++i)
    f("first value of " + cohort_name(i), "TAO", q.turnover.first_value[i]);
  for (int i = 0; i < cohort_count; ++i)
    f("first at price of " + cohort_name(i), "TAO", q.turnover.first_at_price[i]);
  for (int i = 0; i < cohort_count; ++i) f("paid by " + cohort_name(i), "TAO", q.turnover.paid[i]);
  for (int i = 0; i < cohort_count; ++i)
    f("received by " + cohort_name(i), "TAO", q.turnover.received[i]);

  OF(adopters, capacity, "TAO")
  OF(adopters, paid, "TAO")
  OF(adopters, held_before, "alpha")
  for (int i = 0; i < adopter_buckets; ++i)
    f("held by adopters " + std::to_string(i), "alpha", q.adopters.held[i]);
  for (int i = 0; i < adopter_buckets; ++i)
    f("received by adopters " + std::to_string(i), "TAO", q.adopters.received[i]);
#undef OF
}

}  // namespace taosweep
