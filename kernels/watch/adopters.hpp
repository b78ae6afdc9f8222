// Who bought the attacked subnet when, and what became of it: buckets of equal TAO, in order of
// buying.
//
// Purchases lie one after the other on an axis of TAO paid; bucket b is what lies between b c and
// (b + 1) c. When they no longer reach, two become one and c doubles, so that eight to sixteen are
// filled however much is bought. Holders sell, and earn, at the same rate, whenever they bought: a
// bucket is then the exact sum of its purchases, and only one that is cut in two (by the bounds of
// the fifths) is known no better than its mean.
#pragma once

#include "kernels/lanes/operations.hpp"
#include "kernels/state/economy.hpp"

namespace taosweep {

/// Two buckets become one.
TAOSWEEP_HD void merge_buckets(Adopters& a) {
  for (int i = 0; i < adopter_buckets; ++i) {
    const bool pair = 2 * i < adopter_buckets;
    a.held[i] = pair ? a.held[2 * i] + a.held[2 * i + 1] : 0.0;
    a.received[i] = pair ? a.received[2 * i] + a.received[2 * i + 1] : 0.0;
  }
  a.capacity = 2 * a.capacity;
}

/// TAO of bucket b that lies between two places on the axis.
TAOSWEEP_HD double part_of_bucket(const Adopters& a, int b, double from, double to) {
  return max(min(to, (b + 1) * a.capacity) - max(from, b * a.capacity), 0.0);
}

/// Somebody buys for `paid` [TAO] and gets `bought` [alpha].
TAOSWEEP_HD void buckets_buy(Adopters& a, double paid, double bought) {
  if (!(paid > 0)) return;
  if (a.capacity == 0) a.capacity = paid;
  const double to = a.paid + paid;
  while (to > adopter_buckets * a.capacity) merge_buckets(a);
  for (int b = 0; b < adopter_buckets; ++b)
    a.held[b] += part_of_bucket(a, b, a.paid, to) / paid * bought;
  a.paid = to;
}

/// All holders together sell for `received` [TAO], and have `left` [alpha] afterwards, what they
/// have earned included. Where nobody held any, what there is now was bought before.
TAOSWEEP_HD void buckets_sell(Adopters& a, double received, double left) {
  double all = a.held_before;
  for (const double held : a.held) all += held;
  if (!(all > 0)) {
    a.held_before = left;
    return;
  }
  const double each = received / all, kept = left / all;
  a.held_before *= kept;
  for (int b = 0; b < adopter_buckets; ++b) {
    a.received[b] += a.held[b] * each;
    a.held[b] *= kept;
  }
}

/// Alpha on a pack of those who trade with cash of their own.
template <class P>
TAOSWEEP_HD typename P::real held_by_traders(const P& pack) {
  typename P::real sum(0.0);
  for (int c = 0; c < cohort_count; ++c) {
    if (!Cohorts::only_sells(c)) sum = sum + pack.held(c);
  }
  return sum;
}

/// Before the steps of a tick that begins at `block`.
template <class E>
TAOSWEEP_CALLED void begin_adopters(E& economy, int block) {
  if (!economy.under_attack(block) || block != economy.clock.attack) return;
  economy.adopters.held_before =
      economy.pick(economy.clock.target, [](const auto& pack) { return held_by_traders(pack); });
}

/// What traders with hazards have paid and got on a pack in a tick [TAO].
template <class R>
struct Dealt {
  R paid, received;
};
template <class P>
TAOSWEEP_HD Dealt<typename P::real> dealt_by_hazards(const P& pack) {
  using real = typename P::real;
  Dealt<real> dealt{real(0.0), real(0.0)};
  Cohorts::for_each([&](auto cohort) {
    using Cohort = decltype(cohort);
    if constexpr (Cohort::trades == Trades::by_hazards) {
      const real buy = pack.buy_of(buyer_index<Cohort>());
      const real sell = pack.sell_of(Cohorts::template index<Cohort>());
      dealt.paid = fma(buy, pack.bought_blocks(), dealt.paid);
      dealt.received = fma(sell, pack.seller_fill(), dealt.received);
    }
  });
  return dealt;
}

/// Books a tick that began at `block` and whose orders are settled. Noise traders count as having
/// bought at the tick's mean price.
template <class E>
TAOSWEEP_CALLED void see_adopters(E& economy, int block) {
  if (!economy.under_attack(block)) return;
  const auto on_target = [&](const auto& of) { return economy.pick(economy.clock.target, of); };
  auto& a = economy.adopters;
  const double given = on_target([](const auto& pack) { return pack.noise_given(); });
  const double left = on_target([](const auto& pack) { return pack.noise_budget(); });
  const double paid =
      on_target([](const auto& pack) { return dealt_by_hazards(pack).paid; }) + given - left;
  const double received = on_target(
      [](const auto& pack) { return dealt_by_hazards(pack).received + pack.noise_proceeds(); });
  const double blocks = on_target([](const auto& pack) { return pack.bought_blocks(); });
  const double fill = on_target([](const auto& pack) { return pack.buyer_fill(); });
  buckets_buy(a, paid, blocks > 0 ? paid * fill / blocks : 0.0);
  buckets_sell(a, received, on_target([](const auto& pack) { return held_by_traders(pack); }));
}

/// The subnet is dissolved, and `per_alpha` [TAO/alpha] is paid for what is held.
template <class E>
TAOSWEEP_HD void pay_adopters(E& economy, int subnet, double per_alpha) {
  if (subnet != economy.clock.target) return;
  auto& a = economy.adopters;
  double all = a.held_before;
  for (const double held : a.held) all += held;
  buckets_sell(a, per_alpha * all, 0);
}

}  // namespace taosweep
