// What holders have made of their money: by cohort, and by when they bought the attacked subnet.
#pragma once

#include "kernels/outcomes/stored_subnet.hpp"
#include "kernels/register/registry.hpp"
#include "kernels/state/clock.hpp"
#include "kernels/watch/adopters.hpp"
#include "kernels/watch/exit_value.hpp"

namespace taosweep {

inline constexpr int adopter_parts = 5;

/// TAO that buckets got, rest at its exit value, for what lies between two places of their axis.
TAOSWEEP_HD double value_between(const Adopters& a, double exit, double from, double to) {
  double value = 0;
  for (int b = 0; b < adopter_buckets; ++b) {
    const double whole = part_of_bucket(a, b, 0, a.paid);
    const double part = part_of_bucket(a, b, from, to);
    if (part > 0) value += part / whole * (a.received[b] + a.held[b] * exit);
  }
  return value;
}

//   G = sum_b sum_c |L_b P_c - L_c P_b| / (2 P L)      P_b  TAO paid of a bucket,  P all of it
//                                                      L_b = max(0, P_b - what it became),  L all
//
/// How unequally losses lie on the TAO that was paid; undefined where nobody has lost.
TAOSWEEP_HD void finish_losses(const Adopters& a, double exit, double* out) {
  double paid[adopter_buckets], lost[adopter_buckets], all = 0, apart = 0;
  for (int b = 0; b < adopter_buckets; ++b) {
    paid[b] = part_of_bucket(a, b, 0, a.paid);
    lost[b] = max(paid[b] - a.received[b] - a.held[b] * exit, 0.0);
    all += lost[b];
  }
  if (!(all > 0)) return;
  TAOSWEEP_ROLLED
  for (int b = 0; b < adopter_buckets; ++b)
    for (int c = 0; c < adopter_buckets; ++c) apart += abs(lost[b] * paid[c] - lost[c] * paid[b]);
  out[outcome_adopters_loss_gini] = apart / (2 * a.paid * all);
}

//   r_k = V((k - 1) P/5 .. k P/5) / (P/5) - 1          P  TAO paid by all,   V  what it became
//
/// `exit` is what one alpha brings where all leave [TAO/alpha].
TAOSWEEP_HD void finish_adopters(const Adopters& a, double exit, double* out) {
  if (!(a.paid > 0)) return;
  for (int k = 0; k < adopter_parts; ++k) {
    const double from = a.paid * k / adopter_parts, to = a.paid * (k + 1) / adopter_parts;
    out[outcome_adopters_1 + k] = value_between(a, exit, from, to) / (to - from) - 1;
  }
  double losing = 0;
  for (int b = 0; b < adopter_buckets; ++b) {
    const double whole = part_of_bucket(a, b, 0, a.paid);
    if (a.received[b] + a.held[b] * exit < whole) losing += whole;
  }
  out[outcome_adopters_losing] = losing / a.paid;
  finish_losses(a, exit, out);
}

/// The outcomes that say what a cohort made: what it holds at its exit value, at the price, and at
/// what it has cost (cohorts/average_cost.hpp), so that what is left is realised.
struct ReturnOutcomes {
  Outcome at_exit, at_price, realised;
};
TAOSWEEP_HD constexpr ReturnOutcomes returns_of(ValueStakers) {
  return {outcome_return_value, outcome_return_value_at_price, outcome_return_value_realised};
}
TAOSWEEP_HD constexpr ReturnOutcomes returns_of(AttentionStakers) {
  return {outcome_return_attention, outcome_return_attention_at_price,
          outcome_return_attention_realised};
}
TAOSWEEP_HD constexpr ReturnOutcomes returns_of(YieldChasers) {
  return {outcome_return_yield, outcome_return_yield_at_price, outcome_return_yield_realised};
}
TAOSWEEP_HD constexpr ReturnOutcomes returns_of(NoiseTraders) {
  return {outcome_return_noise, outcome_return_noise_at_price, outcome_return_noise_realised};
}
TAOSWEEP_HD constexpr ReturnOutcomes returns_of(MomentumTraders) {
  return {outcome_return_momentum, outcome_return_momentum_at_price,
          outcome_return_momentum_realised};
}

/// What was paid for alpha, got for it, and is held of it [TAO].
struct Position {
  double paid = 0, received = 0, held = 0;

  TAOSWEEP_HD void add(const Position& other) {
    paid += other.paid;
    received += other.received;
    held += other.held;
  }
  TAOSWEEP_HD double made() const { return (received + held) / paid - 1; }
};

/// Of cohorts that trade with cash of their own, together.
template <int Slots>
TAOSWEEP_HD void finish_returns(const Clock& clock, const StoredEconomy& economy,
                                const EconomyState<Slots>& s, double* out) {
  const Scalars& q = s.scalars;
  double at_exit[cohort_count] = {}, at_price[cohort_count] = {}, at_cost[trader_count] = {};
  double exit_of_target = 0;
  TAOSWEEP_ROLLED
  for (int i = 0; i < EconomyState<Slots>::subnets; ++i) {
    if (s.alive[i] == 0) continue;
    const StoredSubnet<Slots> subnet{economy, s, i};
    const double players = max(attackers_hold(q, i), 0.0);
    const double exit = exit_value(subnet, sellable_on(subnet, players));
    if (i == clock.target) exit_of_target = exit;
    for (int c = 0; c < cohort_count; ++c) {
      at_exit[c] += s.held[c][i] * exit;
      at_price[c] += s.held[c][i] * subnet.price();
    }
    for (int t = 0; t < trader_count; ++t) at_cost[t] += s.basis[t][i];
  }
  Position all, all_at_price, all_at_cost;
  Cohorts::for_each([&](auto cohort) {
    using Cohort = decltype(cohort);
    if constexpr (Cohort::trades != Trades::only_sells) {
      constexpr int c = Cohorts::template index<Cohort>();
      const Turnover& t = q.turnover;
      const Position own{t.paid[c], t.received[c], at_exit[c]};
      const Position priced{t.paid[c] - t.first_value[c] + t.first_at_price[c], t.received[c],
                            at_price[c]};
      const Position cost{priced.paid, priced.received, at_cost[trader_index<Cohort>()]};
      if (own.paid > 0) out[returns_of(Cohort{}).at_exit] = own.made();
      if (priced.paid > 0) {
        out[returns_of(Cohort{}).at_price] = priced.made();
        out[returns_of(Cohort{}).realised] = cost.made();
      }
      all.add(own);
      all_at_price.add(priced);
      all_at_cost.add(cost);
    }
  });
  if (all.paid > 0) out[outcome_holder_return] = all.made();
  if (all_at_price.paid > 0) {
    out[outcome_holder_return_at_price] = all_at_price.made();
    out[outcome_holder_return_realised] = all_at_cost.made();
  }
  if (clock.attack >= 0 && q.block >= clock.attack)
    finish_adopters(q.adopters, exit_of_target, out);
  const Lifecycle& life = q.lifecycle;
  if (life.refund_value > 0) out[outcome_payout_over_spot] = life.refunded / life.refund_value;
}

}  // namespace taosweep
