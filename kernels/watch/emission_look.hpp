// What outcomes count of emission, once a day and without any attack: who goes in and out of it,
// who crosses the bar of the gate, how far shares are from those of value, the range of prices, and
// how they go together.
#pragma once

#include "kernels/cohorts/revenue.hpp"
#include "kernels/math/exp.hpp"
#include "kernels/math/log.hpp"
#include "kernels/watch/allocation.hpp"
#include "kernels/watch/memory.hpp"
#include "kernels/watch/observe.hpp"
#include "kernels/watch/others.hpp"

namespace taosweep {

/// Days after pools open from which shares are compared with those of value: before, prices and
/// averages are what the launch made them.
inline constexpr double days_to_settle = 7;

/// 1 where a subnet that lives stands otherwise than at the look before, -1 being no look.
template <class R>
TAOSWEEP_HD R changed(const R& living, const R& before, const R& now) {
  const R other = select(before < R(0.0), R(0.0), abs(now - before));
  return living * other;
}

/// Subnets that TAO is emitted to, or no longer.
template <class E>
TAOSWEEP_HD void count_switches(E& economy, int block) {
  using real = typename E::real;
  real moved[E::packs];
  economy.clear_unused(moved);
  TAOSWEEP_UNROLL
  for (int j = 0; j < economy.used(); ++j) {
    const auto pack = economy.pack(j);
    const real living = pack.alive();
    const real now = select(share_weight(pack, block) > real(0.0), real(1.0), real(0.0));
    moved[j] = changed(living, pack.was_emitted(), now);
    pack.set_was_emitted(select(living > real(0.0), now, real(-1.0)));
  }
  economy.track.emission_switches += E::Group::sum(moved);
}

/// Subnets that are above the bar of the gate now and were not, or no longer. The bar is the one in
/// force, in units of the weights: theta sum w (chain/share/gate.hpp).
template <class E>
TAOSWEEP_HD void count_crossings(E& economy, int block) {
  using real = typename E::real;
  auto& t = economy.track;
  const bool sees = economy.rules->gate != GateBar::none && economy.emission.bar > 0;
  const real bar(economy.emission.bar * economy.emission.weights);
  real moved[E::packs];
  economy.clear_unused(moved);
  TAOSWEEP_UNROLL
  for (int j = 0; j < economy.used(); ++j) {
    const auto pack = economy.pack(j);
    const real living = pack.alive();
    const real now = select(weight_before_gate(pack, block) >= bar, real(1.0), real(0.0));
    moved[j] = changed(living, pack.was_above(), now);
    const auto known = living > real(sees ? 0.0 : 2.0);
    pack.set_was_above(select(known, now, real(-1.0)));
  }
  if (sees && t.gate_seen == 1) {
    t.gate_looks += 1;
    t.gate_crossings += E::Group::sum(moved);
  }
  t.gate_seen = sees ? 1 : 0;
}

//   d = 1/2 sum |s - v|         s  shares of emission,   v  shares of value [1]
//
/// Part of what is emitted that would have to go elsewhere for shares to be those of value.
template <class G>
TAOSWEEP_HD double half_distance(const typename G::real (&share)[G::packs], double shares,
                                 const typename G::real (&value)[G::packs], double values) {
  using real = typename G::real;
  const real per_share(1 / shares), per_value(1 / values);
  return 0.5 * G::sum_of([&](int j) { return abs(share[j] * per_share - value[j] * per_value); });
}

//   D = sum s ln(s / v)         v counts as at least `least_value`, s = 0 adds nothing
//
// The divergence of Kullback and Leibler (1951), "On information and sufficiency": unlike half the
// distance it grows without bound where much goes to who is worth nearly nothing.
inline constexpr double least_value = 1e-6;

/// How far emission goes beyond value.
template <class G>
TAOSWEEP_HD double divergence(const typename G::real (&share)[G::packs], double shares,
                              const typename G::real (&value)[G::packs], double values) {
  using real = typename G::real;
  const real per_share(1 / shares), per_value(1 / values), least(least_value);
  return G::sum_of([&](int j) {
    const real s = share[j] * per_share;
    const auto some = s > real(0.0);
    const real ratio = select(some, s, real(1.0)) / max(value[j] * per_value, least);
    return select(some, s * log_of(ratio), real(0.0));
  });
}

/// Adds a day, where anything has that value.
template <class G>
TAOSWEEP_HD void compare_with(AgainstValue& of, const typename G::real (&share)[G::packs],
                              double shares, const typename G::real (&value)[G::packs]) {
  const double values = G::sum(value);
  if (!(values > 0)) return;
  of.looks += 1;
  of.away += half_distance<G>(share, shares, value, values);
  of.beyond += divergence<G>(share, shares, value, values);
}

/// By two values that are nobody's opinion: the same for each that nobody attacks, and revenue.
template <class E>
TAOSWEEP_HD void compare_with_even_and_revenue(E& economy, const Observation& o, int block) {
  using real = typename E::real;
  using Group = typename E::Group;
  if (!(o.weight_sum > 0)) return;
  real weight[E::packs], value[E::packs];
  TAOSWEEP_UNROLL
  for (int j = 0; j < E::packs; ++j) {
    const auto pack = economy.pack(j);
    weight[j] = share_weight(pack, block);
    value[j] = is_honest(pack, block);
  }
  compare_with<Group>(economy.track.by_even, weight, o.weight_sum, value);
  if (!(economy.track.revenue > 0)) return;
  TAOSWEEP_UNROLL
  for (int j = 0; j < E::packs; ++j) {
    const auto pack = economy.pack(j);
    value[j] = earned_outside(pack) * pack.alive();
  }
  compare_with<Group>(economy.track.by_revenue, weight, o.weight_sum, value);
}

/// By two values: worth to value stakers without the errors with which they see it, and the price
/// of all alpha outstanding.
template <class E>
TAOSWEEP_HD void compare_with_value(E& economy, const Observation& o, int block) {
  using real = typename E::real;
  using Group = typename E::Group;
  real weight[E::packs], worth[E::packs], market[E::packs];
  TAOSWEEP_UNROLL
  for (int j = 0; j < E::packs; ++j) {
    const auto pack = economy.pack(j);
    const real living = pack.alive();
    weight[j] = share_weight(pack, block);
    worth[j] = exp_of(pack.log_worth()) * living;
    market[j] = pack.price() * (pack.issued() - pack.alpha()) * living;
  }
  const double worths = Group::sum(worth), markets = Group::sum(market);
  if (!(o.weight_sum > 0) || !(worths > 0) || !(markets > 0)) return;
  auto& t = economy.track;
  t.weighed_looks += 1;
  t.away_from_worth += half_distance<Group>(weight, o.weight_sum, worth, worths);
  t.away_from_market += half_distance<Group>(weight, o.weight_sum, market, markets);
  t.beyond_worth += divergence<Group>(weight, o.weight_sum, worth, worths);
  t.beyond_market += divergence<Group>(weight, o.weight_sum, market, markets);
}

//   C = (n M^2 - S)/(n - 1),   M = sum r/n,   S = sum r^2/n      r of n living subnets, on one day
//
// C is the mean product of the returns of two of them.
/// Daily returns r of prices, by their logarithms, and how far they go together. A subnet that has
/// opened since the last look counts from its first price.
template <class E>
TAOSWEEP_HD void look_at_returns(E& economy, const Observation& o, bool counts) {
  using real = typename E::real;
  using Group = typename E::Group;
  real returned[E::packs];
  economy.clear_unused(returned);
  TAOSWEEP_UNROLL
  for (int j = 0; j < economy.used(); ++j) {
    const auto pack = economy.pack(j);
    returned[j] = (pack.log_price() - pack.day_log_price()) * pack.alive();
    pack.set_day_log_price(pack.log_price());
  }
  remember_returns(economy, returned, counts);
  if (!counts) return;
  if (!(o.living > 1)) return;
  const double mean = Group::sum(returned) / o.living;
  const double square = Group::sum_of([&](int j) { return returned[j] * returned[j]; }) / o.living;
  auto& t = economy.track;
  t.return_looks += 1;
  t.return_mean += mean;
  t.return_square += square;
  t.return_product += (o.living * mean * mean - square) / (o.living - 1);
  const auto cube = [&](int j) { return returned[j] * returned[j] * returned[j]; };
  t.return_cube += Group::sum_of(cube) / o.living;
  t.return_fourth += Group::sum_of([&](int j) { return cube(j) * returned[j]; }) / o.living;
}

/// Of the TAO `minted` since the look before, what went to subnets that earned outside on that day,
/// by shares at its end.
template <class E>
TAOSWEEP_HD void count_minted_to_earners(E& economy, const Observation& o, int block,
                                         double minted) {
  using real = typename E::real;
  auto& t = economy.track;
  if (!(t.revenue > 0)) return;
  const double theirs = economy.sum([&](const auto& pack) {
    const auto earns = pack.revenue() + pack.earned_elsewhere() > real(0.0);
    return select(earns, share_weight(pack, block), real(0.0));
  });
  if (o.weight_sum > 0) t.minted_to_earners += minted * (theirs / o.weight_sum);
}

/// Prices of those subnets, where there are pools.
template <class E>
TAOSWEEP_HD void see_prices_of_earners(E& economy) {
  using real = typename E::real;
  auto& t = economy.track;
  if (!(t.revenue > 0) || without_pools(economy)) return;
  const auto over_earners = [&](const auto& of) {
    return economy.sum([&](const auto& pack) {
      return select(earned_outside(pack) > real(0.0), of(pack), real(0.0));
    });
  };
  const double count = over_earners([](const auto& pack) { return pack.alive(); });
  if (!(count > 0)) return;
  t.earner_looks += 1;
  t.earner_prices +=
      over_earners([](const auto& pack) { return pack.price() * pack.alive(); }) / count;
}

/// TAO that blocks have handed out since the last of all daily looks.
template <class E>
TAOSWEEP_HD double minted_since_last_day(E& economy) {
  const double minted = economy.money.minted - economy.track.minted_before_look;
  economy.track.minted_before_look = economy.money.minted;
  return minted;
}

/// The daily look, with the TAO `minted` since the one before.
template <class E>
TAOSWEEP_HD void look_at_emission(E& economy, const Observation& o, int block, double minted) {
  auto& t = economy.track;
  t.looks += 1;
  t.root_stake_sum += economy.root_stake();
  count_switches(economy, block);
  look_at_others(economy, o, block, minted);
  count_minted_to_earners(economy, o, block, minted);
  add_up_allocation(economy, o, block, minted);
  add_up_earnings(economy);
  see_least_reserve(economy);
  see_prices_of_earners(economy);
  if constexpr (has<E>(need_claims)) count_crossings(economy, block);
  if (without_pools(economy)) return;
  const int since = block - economy.clock.launch;
  if (since > 0) {  // at the launch all prices are 1
    t.price_sum_low = t.price_sum_low < o.price_sum ? t.price_sum_low : o.price_sum;
    t.price_sum_high = t.price_sum_high > o.price_sum ? t.price_sum_high : o.price_sum;
  }
  const bool settled = since >= days_to_settle * blocks_per_day;
  if (settled) {
    compare_with_value(economy, o, block);
    compare_with_even_and_revenue(economy, o, block);
  }
  look_at_returns(economy, o, settled && block > 0);  // no day lies before the first look
}

}  // namespace taosweep
