// Outcomes of a whole run: what happened a day, and in 30 of them.
#pragma once

#include "kernels/register/registry.hpp"
#include "kernels/state/segments.hpp"
#include "kernels/state/state.hpp"
#include "kernels/watch/money_flows.hpp"

namespace taosweep {

inline constexpr double days_of_rates = 30;

/// Means over the days that count.
TAOSWEEP_HD void finish_comparison(const AgainstValue& of, Outcome misallocation,
                                   Outcome divergence, double* out) {
  if (!(of.looks > 0)) return;
  out[misallocation] = of.away / of.looks;
  out[divergence] = of.beyond / of.looks;
}

/// What daily looks have counted (watch/emission_look.hpp).
TAOSWEEP_HD void finish_looks(const Track& t, double* out) {
  if (t.looks > 1)
    out[outcome_emission_switches] = days_of_rates * t.emission_switches / (t.looks - 1);
  if (t.gate_looks > 0)
    out[outcome_gate_crossings] = days_of_rates * t.gate_crossings / t.gate_looks;
  if (t.weighed_looks > 0) {
    out[outcome_misallocation_by_worth] = t.away_from_worth / t.weighed_looks;
    out[outcome_misallocation_by_market] = t.away_from_market / t.weighed_looks;
    out[outcome_divergence_by_worth] = t.beyond_worth / t.weighed_looks;
    out[outcome_divergence_by_market] = t.beyond_market / t.weighed_looks;
  }
  finish_comparison(t.by_revenue, outcome_misallocation_by_revenue, outcome_divergence_by_revenue,
                    out);
  finish_comparison(t.by_even, outcome_misallocation_by_even, outcome_divergence_by_even, out);
  if (t.others_looks > 0) out[outcome_others_tao] = t.others_tao / t.others_looks;
  if (t.others_priced > 0) out[outcome_others_price] = t.others_prices / t.others_priced;
  out[outcome_price_sum_low] = t.price_sum_low;
  out[outcome_price_sum_high] = t.price_sum_high;
  out[outcome_least_reserve] = t.least_reserve;
  out[outcome_attention_events] = t.events;
  out[outcome_attention_injected] = t.injected;
}

//   root_income = (paid to root / days) / (stake on root, mean of the daily looks)
//
// Dividends in TAO are on the account of those that are not booked in R, or in the subnet's count.
/// What chain, root and owners got a day.
template <int Slots>
TAOSWEEP_HD void finish_rates(const Segments& segments, const EconomyState<Slots>& s, double* out) {
  const Scalars& q = s.scalars;
  const double days = q.block / blocks_per_day;
  if (!(days > 0)) return;
  const Lifecycle& gone = q.lifecycle;
  double bought = gone.bought_tao, parked = gone.parked_tao, owners = gone.owner_income,
         root = gone.root_income + q.money.unbooked_root;
  TAOSWEEP_ROLLED
  for (int i = 0; i < EconomyState<Slots>::subnets; ++i) {
    bought += s.bought_tao[i];
    parked += s.parked_tao[i];
    owners += s.owner_income[i];
    root += s.root_income[i];
  }
  const bool pools = segments.rules_at(static_cast<int>(q.block)).pools;
  const SpentOnPools spent = spent_on_pools(
      q.money.minted, pools ? q.track.minted_outside_pools : q.money.minted, bought, parked);
  out[outcome_chain_buy_tao] = spent.bought / days;
  out[outcome_pool_tao_added] = spent.added / days;
  const double brought = spent.bought + spent.added;
  if (brought > 0) out[outcome_chain_buy_share] = spent.bought / brought;
  out[outcome_owner_income] = owners / days;
  double paid = 0;
  for (int c = 0; c < cohort_count; ++c) {
    if (Cohorts::only_sells(c)) continue;
    paid += q.turnover.paid[c] - q.turnover.first_value[c] - q.turnover.received[c];
  }
  out[outcome_pay_sold_tao] = q.track.pay_sold / days;
  out[outcome_trader_inflow_tao] = paid / days;
  out[outcome_net_sell_tao] = (q.track.pay_sold + root - paid) / days;
  const double stake = q.track.root_stake_sum / q.track.looks;
  if (stake > 0) out[outcome_root_income] = root / days / stake;
}

}  // namespace taosweep
