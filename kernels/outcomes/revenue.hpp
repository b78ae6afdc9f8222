// Whether emission goes to who earns: outcomes of revenue and of what buys alpha back.
#pragma once

#include "kernels/register/registry.hpp"
#include "kernels/state/state.hpp"

namespace taosweep {

/// Pairs of subnets of which one earns more, and in how many of them that one is emitted more;
/// equal emission counts half.
struct PairsInOrder {
  double pairs, agree;

  TAOSWEEP_HD void see(double emitted, double emitted_to_other) {
    pairs += 1;
    agree += emitted > emitted_to_other ? 1 : emitted == emitted_to_other ? 0.5 : 0;
  }
};

//   A = P(e_i > e_j) + P(e_i = e_j)/2     i of those that earn, j of those that do not
//   C = the same over all pairs with R_i > R_j
//
// A is the area under the curve of a classifier that takes emission for a sign of revenue; one that
// knows nothing has 1/2. C is (1 + gamma)/2, gamma the rank correlation of Goodman and Kruskal
// (1954), where no emission is equal.
struct RevenueOrder {
  PairsInOrder against_none, all;
};

/// By the weights of emission of those who live.
template <int Count>
TAOSWEEP_HD RevenueOrder order_by_revenue(const double (&weight)[Count],
                                          const double (&revenue)[Count], const float* alive) {
  RevenueOrder order{};
  TAOSWEEP_ROLLED
  for (int i = 0; i < Count; ++i) {
    if (alive[i] == 0 || !(revenue[i] > 0)) continue;
    for (int j = 0; j < Count; ++j) {
      if (alive[j] == 0 || !(revenue[i] > revenue[j])) continue;
      order.all.see(weight[i], weight[j]);
      if (revenue[j] == 0) order.against_none.see(weight[i], weight[j]);
    }
  }
  return order;
}

/// `weight` of each subnet and their sum at the end.
template <int Slots>
TAOSWEEP_HD void finish_revenue(const EconomyState<Slots>& s,
                                const double (&weight)[EconomyState<Slots>::subnets],
                                double weights, double* out) {
  const Scalars& q = s.scalars;
  out[outcome_buyback_tao] = q.money.bought_back;
  out[outcome_revenue_tao] = q.track.revenue;
  out[outcome_owner_exits] = q.track.owner_exits;
  if (q.track.pay_sold > 0)
    out[outcome_buyback_over_sales] = q.money.bought_back / q.track.pay_sold;
  if (!(q.track.revenue > 0)) return;
  out[outcome_emission_per_revenue] = q.money.minted / q.track.revenue;
  out[outcome_earner_tao_per_revenue] = q.track.minted_to_earners / q.track.revenue;
  double revenue[EconomyState<Slots>::subnets];
  TAOSWEEP_ROLLED
  for (int i = 0; i < EconomyState<Slots>::subnets; ++i)
    revenue[i] = double{s.revenue[i]} + double{s.earned_elsewhere[i]};
  const RevenueOrder order = order_by_revenue(weight, revenue, s.alive);
  const auto agreed = [](const PairsInOrder& of) { return of.agree / of.pairs; };
  if (order.against_none.pairs > 0) out[outcome_revenue_auc] = agreed(order.against_none);
  if (order.all.pairs > 0) out[outcome_revenue_concordance] = agreed(order.all);
  if (!(weights > 0)) return;
  double earners = 0;
  TAOSWEEP_ROLLED
  for (int i = 0; i < EconomyState<Slots>::subnets; ++i)
    if (revenue[i] > 0) earners += weight[i];
  out[outcome_earner_share] = earners / weights;
}

}  // namespace taosweep
