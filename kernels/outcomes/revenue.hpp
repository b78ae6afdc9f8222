// Whether emission goes to who earns: outcomes of revenue and of what buys alpha back.
#pragma once

#include "kernels/lanes/operations.hpp"
#include "kernels/math/undefined.hpp"
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

struct RankCorrelations {
  double tau_b, spearman;
};

//   x = sgn(e_i - e_j),  y = sgn(R_i - R_j)         over ordered pairs of those who live
//   tau_b = sum x y / sqrt(sum x^2 sum y^2)         Kendall (1945), ties in either left out below
//   a_i = sum_j x,  b_i = sum_j y                   twice the rank less its mean, ties at theirs
//   rho = sum a b / sqrt(sum a^2 sum b^2)           Spearman (1904)
//
/// Of the weights of emission and revenue; undefined where one of them is the same for all.
template <int Count>
TAOSWEEP_HD RankCorrelations rank_correlations(const double (&weight)[Count],
                                               const double (&revenue)[Count], const float* alive) {
  const auto sign = [](double x, double y) { return double(x > y) - double(x < y); };
  double w[Count], r[Count], a[Count] = {}, b[Count] = {};  // of those who live
  double xy = 0, xx = 0, yy = 0, ab = 0, aa = 0, bb = 0;    // whole numbers, in any order the same
  int living = 0;
  TAOSWEEP_ROLLED
  for (int k = 0; k < Count; ++k) {
    if (alive[k] == 0) continue;
    const int i = living++;
    w[i] = weight[k], r[i] = revenue[k];
    TAOSWEEP_ROLLED
    for (int j = 0; j < i; ++j) {
      const double x = sign(w[i], w[j]), y = sign(r[i], r[j]);
      a[i] += x, b[i] += y, a[j] -= x, b[j] -= y;
      xy += 2 * (x * y), xx += 2 * (x * x), yy += 2 * (y * y);
    }
  }
  TAOSWEEP_ROLLED
  for (int i = 0; i < living; ++i) ab += a[i] * b[i], aa += a[i] * a[i], bb += b[i] * b[i];
  if (!(xx > 0) || !(yy > 0)) return {undefined, undefined};
  return {xy / sqrt(xx * yy), ab / sqrt(aa * bb)};
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
  if (q.track.reported > 0) out[outcome_reported_over_true] = q.track.reported / q.track.revenue;
  out[outcome_emission_per_revenue] = q.money.minted / q.track.revenue;
  out[outcome_earner_tao_per_revenue] = q.track.minted_to_earners / q.track.revenue;
  out[outcome_earner_tao] = q.track.minted_to_earners;
  if (q.track.earner_looks > 0)
    out[outcome_earner_price] = q.track.earner_prices / q.track.earner_looks;
  double revenue[EconomyState<Slots>::subnets];
  TAOSWEEP_ROLLED
  for (int i = 0; i < EconomyState<Slots>::subnets; ++i)
    revenue[i] = double{s.revenue[i]} + double{s.earned_elsewhere[i]};
  const RevenueOrder order = order_by_revenue(weight, revenue, s.alive);
  const auto agreed = [](const PairsInOrder& of) { return of.agree / of.pairs; };
  if (order.against_none.pairs > 0) out[outcome_revenue_auc] = agreed(order.against_none);
  if (order.all.pairs > 0) out[outcome_revenue_concordance] = agreed(order.all);
  const RankCorrelations ranks = rank_correlations(weight, revenue, s.alive);
  out[outcome_revenue_tau_b] = ranks.tau_b;
  out[outcome_revenue_spearman] = ranks.spearman;
  if (!(weights > 0)) return;
  double earners = 0;
  TAOSWEEP_ROLLED
  for (int i = 0; i < EconomyState<Slots>::subnets; ++i)
    if (revenue[i] > 0) earners += weight[i];
  out[outcome_earner_share] = earners / weights;
}

}  // namespace taosweep
