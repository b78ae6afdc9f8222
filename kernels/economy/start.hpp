// The state on day 0: that of the launch, or one that was recorded.
#pragma once

#include "kernels/chain/emission/block_emission.hpp"
#include "kernels/chain/share/factors.hpp"
#include "kernels/cohorts/cash.hpp"
#include "kernels/economy/drawn_network.hpp"
#include "kernels/economy/setup.hpp"
#include "kernels/math/log.hpp"
#include "kernels/state/pools.hpp"
#include "kernels/state/start_state.hpp"

namespace taosweep {

/// Reserves of the pool that the rules of day 0 know: where they have no weights, those of the
/// constant product with the price and depth of the recorded one.
///   T_v = 2 w1 T      A_v = 2 w2 A      w1 = 1 - w2
TAOSWEEP_HD WeightedPool<double> pool_on_day_0(const Rules& rules, const StartSubnet& recorded) {
  const double w2 = recorded.tao_weight;
  if (rules.pool_kind == PoolKind::balancer) return {recorded.tao, recorded.alpha, w2};
  return {2 * (1 - w2) * recorded.tao, 2 * w2 * recorded.alpha, 0.5};
}

/// Parts of outstanding alpha that cohorts hold on day 0, and their sum, treasuries among them.
struct HeldParts {
  double of[cohort_count];
  double sum;
};
TAOSWEEP_HD HeldParts held_parts(const Parameters& p) {
  HeldParts parts{};
  parts.sum = p.network.held_treasury;
  Cohorts::for_each([&](auto cohort) {
    using Cohort = decltype(cohort);
    const double part = Cohort::held_part(p);
    parts.of[Cohorts::index<Cohort>()] = part;
    parts.sum += part;
  });
  return parts;
}

/// Whose the alpha is that is outstanding and not the chain's own: the cohorts' and treasuries', by
/// their parts; nobody's where nobody has one.
template <int Slots>
TAOSWEEP_HD void give_outstanding(const Parameters& p, const StartSubnet& recorded,
                                  EconomyState<Slots>& s, int i) {
  s.protocol_alpha[i] = recorded.protocol_alpha;
  const double alpha = recorded.outstanding - recorded.protocol_alpha;
  const HeldParts parts = held_parts(p);
  if (!(parts.sum > 0)) s.unallocated[i] = alpha;
  s.treasury[i] = parts.sum > 0 ? alpha * (p.network.held_treasury / parts.sum) : 0.0;
  for (int c = 0; c < cohort_count; ++c)
    s.held[c][i] = parts.sum > 0 ? alpha * (parts.of[c] / parts.sum) : 0.0;
}

/// Cost [TAO/d] of the miners whom a subnet's pay keeps: they neither enter nor leave. Their pay is
/// alpha at the price of the day, which in a recorded state, other than at the launch, is known.
///   c = 7200 e (1 - o) m (1 - B) p / (1 + margin)
TAOSWEEP_HD double capacity_on_day_0(const Parameters& p, const Rules& rules, double issued,
                                     double burned, double price) {
  const double mined = blocks_per_day * block_emission(issued) * (1 - rules.owner_cut) *
                       rules.miners_part * burn_factor(burned);
  return mined * price / (1 + p.miners.margin);
}

/// Attention of a subnet for which this is a day like any other, other than the launch: around the
/// mean at which events and forgetting balance, with the spread of the launch.
///   h = mu/(beta (1 - n)) exp(s z - s^2/2)
TAOSWEEP_HD double attention_on_day_0(const Parameters& p, const ShockKey& key, int subnet) {
  const auto& a = p.attention;
  const double s = a.initial_ln_sd, z = setup_normal(key, Purpose::initial_attention, subnet);
  return a.base_events / (a.decay * (1 - a.branching)) * exp_of(s * z - s * s / 2);
}

/// The part of holders that can still be won where attention stays as it is [1].
///   z = rho/(rho + kappa h)
TAOSWEEP_HD double susceptible_on_day_0(const Parameters& p, double attention) {
  const double rate = p.attention.renewal + p.attention.depletion * attention;
  return rate > 0 ? p.attention.renewal / rate : 1.0;
}

/// What the file says of a subnet, and what is drawn besides: its worth, which goes with the
/// recorded size as at the launch with the first share, its attention, and what the crowd errs by.
template <int Slots>
TAOSWEEP_HD void set_recorded_subnet(const Parameters& p, const Clock& clock, const Rules& rules,
                                     const ShockKey& key, const ChosenSubnet& chosen,
                                     const StartSubnet& recorded, EconomyState<Slots>& s, int i) {
  const double rho = p.network.share_quality_correlation, rest = sqrt(1 - rho * rho);
  const double y = setup_normal(key, Purpose::quality, i);
  const bool later = chosen.opens_later && chosen.has(i);
  const double log_worth = p.network.quality_ln_sd * (rho * recorded.size + rest * y);
  empty_slot(s, i);
  s.log_worth[i] = static_cast<float>(later ? chosen.log_size : log_worth);
  s.value_error[i] =
      static_cast<float>(p.value.error_ln_sd * setup_normal(key, Purpose::valuation_error, i));
  if (later)
    s.capacity[i] = static_cast<float>(miners_income(rules) * chosen.share / (1 + p.miners.margin));
  if (i >= clock.subnets || recorded.lives == 0) return;
  const WeightedPool<double> pool = pool_on_day_0(rules, recorded);
  const double price = balancer_price(pool);
  const double drawn = burns(p, key, i) ? p.miners.burned : 0.0;
  s.tao[i] = pool.tao;
  s.alpha[i] = pool.alpha;
  s.tao_weight[i] = pool.tao_weight;
  s.issued[i] = pool.alpha + recorded.outstanding;
  give_outstanding(p, recorded, s, i);
  s.price_ema[i] = recorded.price_average;
  s.flow_known[i] = recorded.flow_average == recorded.flow_average ? 1.0f : 0.0f;
  s.flow_ema[i] = s.flow_known[i] != 0 ? recorded.flow_average : 0.0;
  s.alive[i] = 1;
  s.burned[i] = static_cast<float>(recorded.burned == recorded.burned ? recorded.burned : drawn);
  s.switched[i] = static_cast<float>(recorded.switched);
  s.registered[i] = static_cast<float>(recorded.registered == recorded.registered
                                           ? recorded.registered
                                           : clock.launch - p.network.age_days * blocks_per_day);
  const bool waits = s.registered[i] + rules.start_delay_blocks > 0;  // else nobody knows for what
  if (recorded.started == 0) s.opened[i] = waits ? s.registered[i] : 1e9f;
  const double attention = attention_on_day_0(p, key, i);
  s.attention[i] = static_cast<float>(attention);
  s.susceptible[i] = static_cast<float>(susceptible_on_day_0(p, attention));
  s.log_price[i] = s.day_log_price[i] = static_cast<float>(log_of(price));
  s.capacity[i] = static_cast<float>(capacity_on_day_0(p, rules, s.issued[i], s.burned[i], price));
}

/// TAO on root as recorded, in the pools, and with those who trade.
TAOSWEEP_HD Scalars recorded_scalars(const Parameters& p, const Clock& clock,
                                     const StartState& start, double pools, double switched) {
  const CashShares shares = cash_shares(p);
  const double cash = shares.sum > 0 ? p.network.cash_part * pools : 0.0;
  Scalars q = first_scalars(p, clock, p.network.root_tao + pools + cash);
  for (int c = 0; c < cohort_count; ++c)
    q.money.cash[c] = shares.sum > 0 ? cash * (shares.of[c] / shares.sum) : 0.0;
  q.emission.bar = start.gate_bar;
  q.emission.named_off = switched > 0 ? 1.0 : 0.0;
  return q;
}

/// A recorded network, or one that is drawn. Sums run in the order of subnets, so that they have
/// the same bits for all.
template <class Agent = Alone, int Slots>
TAOSWEEP_CALLED void set_recorded_state(const Parameters& p, const Clock& clock,
                                        const Segments& segments, const ShockKey& key,
                                        const StartState& start, EconomyState<Slots>& s) {
  constexpr int subnets = EconomyState<Slots>::subnets;
  const Rules& rules = segments.rules_at(0);
  const ChosenSubnet chosen = chosen_subnet(p, clock);
  for (int i = Agent::first(); i < subnets; i += Agent::count()) {
    const bool draws = start.drawn > 0 && i < clock.subnets;
    set_recorded_subnet(p, clock, rules, key, chosen, draws ? drawn_subnet(p, key, i) : start.of[i],
                        s, i);
  }
  Agent::sync();
  double pools = 0, averages = 0, switched = 0;
  for (int i = 0; i < clock.subnets; ++i) {
    if (s.alive[i] == 0) continue;
    pools += s.tao[i];
    averages += s.price_ema[i];
    switched += s.switched[i];
  }
  for (int i = Agent::first(); i < subnets; i += Agent::count())
    s.vote[i] = averages > 0 ? s.price_ema[i] / averages : 0.0;
  if (Agent::first() == 0) s.scalars = recorded_scalars(p, clock, start, pools, switched);
  Agent::sync();
}

/// `start` is nullptr where economies begin at the launch.
template <class Agent = Alone, int Slots>
TAOSWEEP_HD void set_first_state(const Parameters& p, const Clock& clock, const Segments& segments,
                                 const ShockKey& key, const StartState* start,
                                 EconomyState<Slots>& s) {
  for (int i = Agent::first(); i < contest_count; i += Agent::count()) s.contests[i] = {};
  if (start)
    set_recorded_state<Agent>(p, clock, segments, key, *start, s);
  else
    set_launch_state<Agent>(p, clock, segments, key, s);
  Agent::sync();
  if (Agent::first() == 0) place_players(p, clock, key, s);
  Agent::sync();
}

}  // namespace taosweep
