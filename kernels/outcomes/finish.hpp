// Outcomes of an economy from its last state.
#pragma once

#include "kernels/chain/consensus/null.hpp"
#include "kernels/chain/pool/constant_product.hpp"
#include "kernels/economy/setup.hpp"
#include "kernels/outcomes/allocation.hpp"
#include "kernels/outcomes/ledger.hpp"
#include "kernels/outcomes/moves.hpp"
#include "kernels/outcomes/rates.hpp"
#include "kernels/outcomes/result.hpp"
#include "kernels/outcomes/returns.hpp"
#include "kernels/outcomes/revenue.hpp"
#include "kernels/outcomes/spread.hpp"
#include "kernels/outcomes/stored_subnet.hpp"
#include "kernels/outcomes/takeover.hpp"
#include "kernels/state/pools.hpp"
#include "kernels/state/view.hpp"
#include "kernels/watch/top_price.hpp"

namespace taosweep {

inline constexpr double ledger_tolerance = 1e-9;

/// Outcomes of the attack and of the foundation's action; all undefined without an attack.
TAOSWEEP_HD void finish_attack(const Clock& clock, const Segments& segments, const Scalars& q,
                               double* out) {
  if (clock.attack < 0 || q.block < clock.attack) return;
  const Track& t = q.track;
  const bool whole = q.block >= clock.attack + 90 * blocks_per_day;
  const auto seen = [&](double flag) { return flag == 1 || whole ? flag : undefined; };
  out[outcome_takeover_spot_10] = seen(t.spot_10);
  out[outcome_takeover_ema_2] = seen(t.ema_2);
  out[outcome_takeover_ema_5] = seen(t.ema_5);
  out[outcome_rank_at_12] = t.rank_at_12;
  out[outcome_price_rank_at_12] = t.price_rank_at_12;
  if (t.rank_at_12 > 0) out[outcome_rank_le_7] = t.rank_at_12 <= 7 ? 1 : 0;
  out[outcome_peak_spot_share] = t.peak_spot_share;
  out[outcome_peak_ema_share] = t.peak_ema_share;
  if (q.block >= t.ema_2_block + 90 * blocks_per_day) out[outcome_ema_2_lasts] = t.ema_2_lasts;
  finish_takeover(t, q.attack.spent - q.attack.received, out);
  if (t.control_looks > 0) {
    out[outcome_control_days] = t.control_days;
    out[outcome_control_days_observed] = t.control_lost;
  }
  const FoundationState& f = q.foundation;
  if (f.acted != 1) return;
  out[outcome_action_day] = f.action_block / blocks_per_day;
  out[outcome_run_up] = t.price_at_action / t.price_after_start;
  const Rules& rules = segments.rules_at(static_cast<int>(f.action_block));
  const double deciding = deciding_share(rules.consensus, rules.kappa);
  out[outcome_root_controls] = f.share >= deciding ? 1 : 0;
  out[outcome_root_margin] = f.share - deciding;
  out[outcome_phi_needed] = f.phi_needed;
  out[outcome_phi_needed_opposed] = f.phi_needed_opposed;
  out[outcome_root_stake] = f.root_stake;
  out[outcome_held_alpha] = f.held;
  out[outcome_pool_alpha] = f.pool_alpha;
  out[outcome_pool_tao] = f.pool_tao;
  out[outcome_floor_ratio] = f.held / f.pool_alpha;
  const double hours = (q.block - f.action_block) / blocks_per_hour;
  if (hours >= 12) {
    out[outcome_crash_12h] = 1 - t.lowest_12h;
    const WeightedPool<double> pool{f.pool_tao, f.pool_alpha, f.pool_weight};
    const double floor = rules.pool_kind == PoolKind::balancer ? balancer_exit_floor(pool, f.held)
                                                               : exit_floor(f.pool_alpha, f.held);
    out[outcome_floor_slack] = 1 - t.lowest_12h - floor;
  }
  if (hours >= 48) out[outcome_crash_48h] = 1 - t.lowest_48h;
  for (int i = 0; i < fall_levels; ++i) {
    const bool fell = t.hours_fell[i] >= 0;
    out[outcome_crash_hours_50 + 2 * i] = fell ? t.hours_fell[i] : hours;
    out[outcome_crash_hours_50_observed + 2 * i] = fell ? 1 : 0;
  }
  if (hours >= 32 * 24 && t.share_count_30 > 0) {
    out[outcome_share_30d_after] = t.share_sum_30 / t.share_count_30;
    out[outcome_restored] = t.even_sum_30 <= t.share_count_30 ? 1 : 0;
  }
  if (t.holds == 1 || hours >= (days_to_hold + days_held) * 24) out[outcome_action_holds] = t.holds;
  if (t.rest_after_1d > 0 && t.rest_at_action > 0)
    out[outcome_rest_after_1d] = t.rest_after_1d / t.rest_at_action;
  if (t.minted_after > 0) {
    out[outcome_tao_after] = t.tao_after;
    out[outcome_tao_taken] = t.tao_after - t.share_on_day_0 * t.minted_after;
  }
  if (hours >= 60 * 24) out[outcome_harm_60d_after] = t.harm_sum;
}

/// Outcomes of all attackers together.
template <int Slots>
TAOSWEEP_HD void finish_attackers(const StoredEconomy& economy, const Clock& clock,
                                  const EconomyState<Slots>& s, double* out) {
  const Scalars& q = s.scalars;
  double begun = 0, cost = 0, profit = 0, in_top_7 = 0, acted_on = 0, decided = 0, stopped = 0;
  TAOSWEEP_ROLLED
  for (int i = 0; i < clock.attackers; ++i) {
    const AttackState& own = q.attacker(i);
    if (own.subnet < 0 || q.block < own.start) continue;
    const StoredSubnet<Slots> subnet{economy, s, static_cast<int>(own.subnet)};
    begun += 1;
    cost += own.spent;
    profit += own.received + received_for(subnet, own.held) - own.spent;
    in_top_7 += own.in_top_7;
    acted_on += own.acted_on >= 0;
    decided += own.decided;
    stopped += own.stopped;
  }
  out[outcome_attackers_begun] = begun;
  out[outcome_attackers_peak_share] = q.track.attackers_peak_share;
  out[outcome_attackers_emission] = q.track.attackers_tao;
  out[outcome_attackers_in_top_7] = in_top_7;
  out[outcome_attackers_acted_on] = acted_on;
  out[outcome_attackers_controlled] = decided;
  out[outcome_attackers_stopped] = stopped;
  const Track& t = q.track;
  if (t.acted_looks > 0) out[outcome_attackers_share_after] = t.acted_share / t.acted_looks;
  out[outcome_attackers_cost] = cost;
  out[outcome_attackers_profit] = profit;
}

/// Fills outcomes and says how the economy ended; derived outcomes that compare arms stay undefined
/// here.
template <int Slots>
TAOSWEEP_HD Status outcomes_of(const Parameters& p, const Clock& clock, const Segments& segments,
                               const EconomyState<Slots>& s, double* out) {
  for (int i = 0; i < outcome_count; ++i) out[i] = undefined;
  const Scalars& q = s.scalars;
  finish_attack(clock, segments, q, out);
  finish_looks(q.track, out);
  finish_moves(q, out);
  finish_rates(segments, s, out);
  const int block = static_cast<int>(q.block);
  const Rules& rules = segments.rules_at(block);
  const StoredEconomy economy{q.money, q.emission, &rules};

  double prices = 0, tao = 0, weights = 0, dividend = 0, consensus = 0, over = 0, unallocated = 0,
         refused = q.lifecycle.refused, unweighed = q.lifecycle.formula_refused, living = 0;
  bool reserves_kept = true;
  double emitted = 0, squares = 0, weighed_dividend = 0;
  double target_price = 0, weight[EconomyState<Slots>::subnets] = {};
  TAOSWEEP_ROLLED
  for (int i = 0; i < EconomyState<Slots>::subnets; ++i) {
    if (s.alive[i] == 0) continue;
    const StoredSubnet<Slots> subnet{economy, s, i};
    const double price = subnet.price();
    double held = attackers_hold(q, i);
    for (int c = 0; c < cohort_count; ++c) held += s.held[c][i];
    if (i == clock.target) target_price = price;
    prices += price;
    tao += s.tao[i];
    weight[i] = share_weight(subnet, block);
    weights += weight[i];
    squares += weight[i] * weight[i];
    emitted += weight[i] > 0;
    dividend += dividend_share_of_root(subnet);
    weighed_dividend += weight[i] * dividend_share_of_root(subnet);
    consensus += consensus_share_of_root(subnet, held * p.validators.alpha_staked);
    over += s.over_issued[i];
    unallocated += s.unallocated[i];
    refused += s.refused[i];
    unweighed += s.formula_refused[i];
    living += 1;
    reserves_kept =
        reserves_kept && s.tao[i] >= rules.minimum_reserve && s.alpha[i] >= rules.minimum_reserve;
  }
  if (rules.pools) {
    out[outcome_sum_of_prices] = prices;
    out[outcome_tao_in_pools] = tao;
  }
  out[outcome_top_10_share] = top_ten(weight, EconomyState<Slots>::subnets, weights);
  if (weights > 0) {
    out[outcome_effective_subnets] = weights * weights / squares;
    out[outcome_emission_hhi] = squares / (weights * weights);
    out[outcome_emission_theil] = theil_of(weight, s.alive, EconomyState<Slots>::subnets, weights);
    out[outcome_emission_gini] = gini_of(weight, s.alive, EconomyState<Slots>::subnets, weights);
  }
  finish_revenue(s, weight, weights, out);
  finish_allocation(clock, s, weight, out);
  finish_returns(clock, economy, s, out);
  out[outcome_emitted_subnets] = emitted;
  out[outcome_subnets_end] = living;
  out[outcome_births] = q.lifecycle.births;
  out[outcome_prunings] = q.lifecycle.prunings;
  out[outcome_turned_away] = q.lifecycle.turned_away;
  out[outcome_root_dividend_share] = dividend / living;
  if (weights > 0) out[outcome_root_dividend_by_emission] = weighed_dividend / weights;
  out[outcome_root_consensus_share] = consensus / living;
  out[outcome_over_issued_alpha] = over;
  out[outcome_unallocated_alpha] = unallocated;
  out[outcome_false_alarms] = q.foundation.false_alarms;
  if (q.track.alarms_ended > 0) out[outcome_false_alarm_loss] = q.track.alarm_loss;
  out[outcome_unbooked_root_tao] = q.money.unbooked_root;
  out[outcome_event_overflows] = q.track.overflows;
  out[outcome_refused_orders] = refused;
  out[outcome_formula_refused] = unweighed;
  out[outcome_large_moves] = q.track.large_moves;
  if (clock.attack >= 0 && block >= clock.attack) {
    const StoredSubnet<Slots> own{economy, s, clock.target};
    const double got = q.attack.received + received_for(own, q.attack.held);
    if (q.attack.spent > 0) out[outcome_attacker_return] = got / q.attack.spent - 1;
    out[outcome_attack_cost] = q.attack.spent;
    out[outcome_attack_profit] = got - q.attack.spent;
    out[outcome_attack_realised] = q.attack.received + q.attack.basis - q.attack.spent;
    finish_attackers(economy, clock, s, out);
  }
  const Residuals residuals = ledger_residuals(s, rules);
  out[outcome_tao_residual] = residuals.tao;
  out[outcome_alpha_residual] = residuals.alpha;

  const double sum = prices + tao + weights + over + unallocated + q.money.issuance +
                     residuals.tao + residuals.alpha;
  if (!(abs(sum) < __builtin_inf()) || !(target_price >= 0)) return Status::not_finite;
  if (residuals.tao > ledger_tolerance) return Status::tao_ledger;
  if (residuals.alpha > ledger_tolerance) return Status::alpha_ledger;
  if (q.track.broken == 1) return Status::invariant;
  return reserves_kept ? Status::ok : Status::reserve;
}

/// The same into a result.
template <int Slots>
void finish(const Parameters& p, const Clock& clock, const Segments& segments,
            const EconomyState<Slots>& s, EconomyResult& result) {
  result.status = outcomes_of(p, clock, segments, s, result.outcomes);
}

}  // namespace taosweep
