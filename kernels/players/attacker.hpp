// The attacker: opens or takes over a subnet, does there what its mode says, and leaves.
#pragma once

#include "kernels/math/log.hpp"
#include "kernels/players/attack/all.hpp"
#include "kernels/players/contest.hpp"
#include "kernels/players/player.hpp"
#include "kernels/state/pools.hpp"
#include "kernels/state/registration.hpp"

namespace taosweep {

/// A fresh subnet is registered and opens with the seed of the rules; what of the lock is not seed
/// is burned. The lock cost is that of the date in the chain's calendar of registrations, or of
/// those that the economy has seen. Where nobody else registers the pool has the least lock in
/// every era.
template <class E>
TAOSWEEP_HD void register_subnet(E& economy) {
  using real = typename E::real;
  const LastLock last{economy.rules->last_lock_tao,
                      static_cast<double>(economy.clock.since_registration)};
  const double lock = lock_now(
      economy, locks_are_seen(economy) ? last_lock_seen(economy, economy.clock.attack) : last);
  const bool least = economy.clock.births == 0;
  const PoolSeed seed =
      least ? pool_seed(economy.rules->minimum_lock_tao) : seed_now(economy, lock);
  economy.attack.spent += lock;
  economy.money.entered += lock;
  economy.money.left += lock - seed.tao;
  economy.money.issuance -= lock - seed.tao;
  note_registration(economy, lock, economy.clock.attack);
  TAOSWEEP_UNROLL
  for (int j = 0; j < E::packs; ++j) {
    const auto pack = economy.pack(j);
    open_slots(pack, pack.is_target() > real(0.0), seed, economy.clock.attack);
  }
}

/// It comes with so much money [TAO].
template <class E>
TAOSWEEP_HD void bring_money(E& economy, double budget) {
  economy.attack.budget = budget;
  economy.money.attacker += budget;
  economy.money.entered += budget;
}

/// Gives each subnet of the economy what `set` says of a pack and the mask of the attacked one.
template <class E, class Set>
TAOSWEEP_HD void set_on_target(E& economy, const Set& set) {
  using real = typename E::real;
  TAOSWEEP_UNROLL
  for (int j = 0; j < E::packs; ++j) {
    const auto pack = economy.pack(j);
    set(pack, pack.is_target() > real(0.0));
  }
  E::Group::sync();
}

/// What the owner of the subnet has of it is the attacker's from now on.
template <class E>
TAOSWEEP_HD void take_over(E& economy) {
  using real = typename E::real;
  const double held =
      economy.pick(economy.clock.target, [](const auto& pack) { return pack.held(cohort_owners); });
  E::Group::sync();
  economy.attack.held += held;
  economy.attack.principal += held;
  set_on_target(economy, [](const auto& pack, const auto& target) {
    pack.set_held(cohort_owners, select(target, real(0.0), pack.held(cohort_owners)));
  });
}

/// It burns all of its miners' pay.
template <class E>
TAOSWEEP_HD void burn_pay(E& economy) {
  using real = typename E::real;
  set_on_target(economy, [](const auto& pack, const auto& target) {
    pack.set_burned(select(target, real(1.0), pack.burned()));
  });
}

//   flow <= r X / 7200        X  reserve of the pool that the tick finds [TAO, alpha],   r [1/d]
//
/// A flow at constant participation, at most; a rate of 0 is no limit.
template <class E, class Reserve>
TAOSWEEP_HD double within_participation(const E& economy, double flow, double rate,
                                        const Reserve& reserve) {
  if (!(rate > 0)) return flow;
  return min(flow, rate * economy.pick(economy.clock.target, reserve) / blocks_per_day);
}

/// A flow over a tick of so many blocks, at most what one order with a limit price [TAO/alpha] may
/// come to at the pool as the tick finds it, by `most`; a limit of 0 is none.
template <class E, class Most>
TAOSWEEP_HD double within_limit(const E& economy, double flow, double limit, int blocks,
                                const Most& most) {
  if (!(limit > 0)) return flow;
  const double whole = economy.pick(
      economy.clock.target, [&](const auto& pack) { return most(pack, typename E::real(limit)); });
  return min(flow, whole / blocks);
}

struct Attacker : Player {
  static constexpr bool holds_alpha = true;

  /// Of a tick, at constant flow.
  struct Tick {
    double buy = 0;           ///< [TAO/block]
    double sell = 0;          ///< [alpha/block]
    double event_factor = 1;  ///< on the base rate of attention events
    double shock = 0;         ///< attention
    double log_worth = 0;     ///< logarithm of the factor on the worth to value stakers
  };

  TAOSWEEP_HD static void launch(Scalars& q) { q.attack.exit_block = -1; }

  template <class E>
  TAOSWEEP_HD static void start(E& economy, int block) {
    const auto& attack = economy.parameters.attack;
    if (block != economy.clock.attack || economy.attack.gone == 1) return;
    const bool by_pool = attack.budget_pools > 0;
    if (!by_pool) bring_money(economy, attack.budget_tao);
    if (economy.clock.fresh) register_subnet(economy);
    if (by_pool) {
      const double pool =
          economy.pick(economy.clock.target, [](const auto& pack) { return pack.tao(); });
      bring_money(economy, attack.budget_pools * pool);
    }
    of_mode(attack.mode, [&](auto mode) {
      if constexpr (decltype(mode)::owns) take_over(economy);
      if constexpr (decltype(mode)::burns_pay) burn_pay(economy);
    });
  }

  /// Claims so much revenue in this tick, none once it has begun to leave.
  template <class Way, class E>
  TAOSWEEP_HD static void claim_revenue(E& economy, Way mode, int blocks) {
    using real = typename E::real;
    const bool leaves = economy.attack.exit_block >= 0;
    const real claim(leaves ? 0.0 : mode.claimed_revenue(economy, blocks));
    set_on_target(economy, [&](const auto& pack, const auto& target) {
      pack.set_claimed(select(target, claim, pack.claimed()));
    });
  }

  /// Sells evenly over exit_days once it leaves, and until then does what its mode says.
  template <class E>
  TAOSWEEP_HD static void plan(E& economy, int block, int blocks, Tick& tick) {
    if (!economy.under_attack(block)) return;
    const auto& p = economy.parameters;
    of_mode(p.attack.mode, [&](auto mode) {
      const double promoted = economy.clock.attack + p.attack.promotion_day * blocks_per_day;
      if (block >= promoted) tick.event_factor = mode.event_factor(p);
      tick.shock = mode.attention_shock(economy, block);
      tick.log_worth = log_of(max(mode.worth_factor(p), 1e-12));
      if constexpr (decltype(mode)::claims) claim_revenue(economy, mode, blocks);
      if (economy.attack.exit_block >= 0) return;
      tick.buy = mode.buying(economy, block, blocks);
      tick.sell = mode.selling(economy, block, blocks);
    });
    tick.buy = within_participation(economy, tick.buy, p.attack.participation,
                                    [](const auto& pack) { return pack.tao(); });
    tick.buy =
        within_limit(economy, tick.buy, p.attack.buy_limit, blocks,
                     [](const auto& pack, const auto& limit) { return most_to_buy(pack, limit); });
    if (economy.attack.exit_block >= 0) {
      const double left = economy.attack.exit_block + p.attack.exit_days * blocks_per_day - block;
      tick.sell = economy.attack.held / (left > blocks ? left : blocks);
    }
    tick.sell = within_participation(economy, tick.sell, p.attack.exit_participation,
                                     [](const auto& pack) { return pack.alpha(); });
    tick.sell =
        within_limit(economy, tick.sell, p.attack.exit_limit, blocks,
                     [](const auto& pack, const auto& limit) { return most_to_sell(pack, limit); });
  }

  template <class E>
  TAOSWEEP_HD static void settle(E& economy, const Tick& tick, int block) {
    if (!economy.under_attack(block)) return;
    const auto filled = [&](const auto& of) { return economy.pick(economy.clock.target, of); };
    const double bought = tick.buy * filled([](const auto& pack) { return pack.buyer_fill(); });
    const double paid = tick.buy * filled([](const auto& pack) { return pack.bought_blocks(); });
    const double received = tick.sell * filled([](const auto& pack) { return pack.seller_fill(); });
    const double sold = tick.sell * filled([](const auto& pack) { return pack.sold_blocks(); });
    auto& attack = economy.attack;
    attack.held = max(0.0, attack.held + bought - sold);
    attack.principal += bought;
    attack.spent += paid;
    attack.received += received;
    economy.money.attacker += received - paid;
    economy.contest.sold_now[cohort_count] += received;
  }

  template <class E>
  TAOSWEEP_HD static std::uint64_t buy_votes(E& economy, int block, const VoteOffers& offers) {
    if (!economy.under_attack(block) || economy.attack.exit_block >= 0) return 0;
    return of_mode(economy.parameters.attack.mode,
                   [&](auto mode) { return mode.buy_votes(economy, block, offers); });
  }

  /// Whether it begins to sell.
  template <class E>
  TAOSWEEP_HD static void decide(E& economy, int block, const Standing& seen) {
    const auto& p = economy.parameters;
    if (!economy.under_attack(block) || economy.attack.exit_block >= 0) return;
    const bool rich =
        economy.attack.spent > 0 && economy.attack.held * seen.price + economy.attack.received >
                                        p.attack.exit_profit * economy.attack.spent;
    const bool late = block >= economy.clock.attack + p.attack.exit_after * blocks_per_day;
    const bool caught =
        p.attack.exit_on_action && economy.foundation.acted == 1 && p.foundation.acts;
    const bool high = p.attack.exit_share < 1 && seen.spot_share >= p.attack.exit_share;
    if (rich || late || caught || high) economy.attack.exit_block = block;
  }

  template <class E>
  TAOSWEEP_HD static void earn(E& economy, double alpha) {
    economy.attack.held += alpha;
  }
  /// Its slot stays its own once its subnet is gone: what looks there finds nobody else's.
  TAOSWEEP_HD static bool keeps_slot(const Clock& clock, int subnet) {
    return subnet == clock.target;
  }
  template <class E>
  TAOSWEEP_HD static double held_at(const E& economy, int subnet) {
    return subnet == economy.clock.target ? max(economy.attack.held, 0.0) : 0.0;
  }
  template <class E>
  TAOSWEEP_HD static void dissolve(E& economy, int subnet, double per_alpha) {
    if (subnet != economy.clock.target) return;
    const double paid = held_at(economy, subnet) * per_alpha;
    economy.money.attacker += paid;
    economy.attack.received += paid;
    economy.attack.held = 0;
    economy.attack.gone = 1;
  }
  template <class E>
  TAOSWEEP_HD static bool sound(const E& economy) {
    return economy.attack.held >= 0;
  }

  template <class P>
  TAOSWEEP_HD static typename P::real buys(const P& pack, const Tick& tick) {
    return pack.is_target() * typename P::real(tick.buy);
  }
  template <class P>
  TAOSWEEP_HD static typename P::real sells(const P& pack, const Tick& tick) {
    return pack.is_target() * typename P::real(tick.sell);
  }
  template <class P>
  TAOSWEEP_HD static typename P::real event_factor(const P& pack, const Tick& tick) {
    using real = typename P::real;
    return fma(pack.is_target(), real(tick.event_factor - 1), real(1.0));
  }
  template <class P>
  TAOSWEEP_HD static typename P::real attention_shock(const P& pack, const Tick& tick) {
    return pack.is_target() * typename P::real(tick.shock);
  }
  template <class P>
  TAOSWEEP_HD static typename P::real log_worth(const P& pack, const Tick& tick) {
    return pack.is_target() * typename P::real(tick.log_worth);
  }
  template <class P>
  TAOSWEEP_HD static typename P::real seen_log_worth(const P& pack, int block) {
    using real = typename P::real;
    if (!pack.economy.under_attack(block)) return real(0.0);
    const auto& p = pack.economy.parameters;
    const double factor = of_mode(p.attack.mode, [&](auto mode) { return mode.worth_factor(p); });
    return pack.is_target() * real(log_of(max(factor, 1e-12)));
  }
  template <class P>
  TAOSWEEP_HD static typename P::real votes_for(const P& pack) {
    return pack.is_target();
  }
  template <class P>
  TAOSWEEP_HD static typename P::real holder_pay(const P& pack, int block) {
    using real = typename P::real;
    if (!pack.economy.under_attack(block)) return real(0.0);
    const auto& p = pack.economy.parameters;
    return pack.is_target() *
           real(of_mode(p.attack.mode, [&](auto mode) { return mode.holder_pay(p); }));
  }
  /// The owner's cut is its own where it is the owner.
  template <class P>
  TAOSWEEP_HD static typename P::real owns(const P& pack, int block) {
    using real = typename P::real;
    if (!pack.economy.under_attack(block)) return real(0.0);
    const double part = of_mode(pack.economy.parameters.attack.mode,
                                [](auto mode) { return decltype(mode)::owns ? 1.0 : 0.0; });
    return pack.is_target() * real(part);
  }
  template <class P>
  TAOSWEEP_HD static typename P::real outside_income(const P& pack, int block) {
    using real = typename P::real;
    if (!pack.economy.under_attack(block)) return real(0.0);
    const auto& p = pack.economy.parameters;
    return pack.is_target() *
           real(of_mode(p.attack.mode, [&](auto mode) { return mode.outside_income(p); }));
  }
  template <class P>
  TAOSWEEP_HD static typename P::real held(const P& pack) {
    using real = typename P::real;
    if (!pack.economy.attacked()) return real(0.0);
    return pack.is_target() * real(pack.economy.attack.held);
  }
  /// Its part of what is paid by alpha held, and of what sellers are paid.
  template <class P>
  TAOSWEEP_HD static typename P::real earned(const P& pack, const ContestSplit& split,
                                             const typename P::real& rate,
                                             const typename P::real& to_sellers) {
    using real = typename P::real;
    const real paid = fma(real(pack.economy.attack.held), rate,
                          to_sellers * real(split.seller_share[cohort_count]));
    return select(pack.is_target() > real(0.0), paid, real(0.0));
  }
};

}  // namespace taosweep
