// The attackers: each opens or takes over a subnet, does there what their mode says, and leaves.
#pragma once

#include "kernels/cohorts/average_cost.hpp"
#include "kernels/math/log.hpp"
#include "kernels/math/undefined.hpp"
#include "kernels/players/attack/all.hpp"
#include "kernels/players/attack/arrival.hpp"
#include "kernels/players/choice.hpp"
#include "kernels/players/contests.hpp"
#include "kernels/players/player.hpp"
#include "kernels/state/pools.hpp"
#include "kernels/state/view.hpp"

namespace taosweep {

//   flow <= r X / 7200        X  reserve of the pool that the tick finds [TAO, alpha],   r [1/d]
//
/// A flow at constant participation, at most; a rate of 0 is no limit.
template <class E, class Reserve>
TAOSWEEP_HD double within_participation(const E& economy, int subnet, double flow, double rate,
                                        const Reserve& reserve) {
  if (!(rate > 0)) return flow;
  return min(flow, rate * economy.pick(subnet, reserve) / blocks_per_day);
}

/// A flow over a tick of so many blocks, at most what one order with a limit price [TAO/alpha] may
/// come to at the pool as the tick finds it, by `most`; a limit of 0 is none.
template <class E, class Most>
TAOSWEEP_HD double within_limit(const E& economy, int subnet, double flow, double limit, int blocks,
                                const Most& most) {
  if (!(limit > 0)) return flow;
  const double whole =
      economy.pick(subnet, [&](const auto& pack) { return most(pack, typename E::real(limit)); });
  return min(flow, whole / blocks);
}

struct Attacker : Player {
  static constexpr bool holds_alpha = true;

  /// Of one attacker in a tick, at constant flow.
  struct Orders {
    double buy = 0;           ///< [TAO/block]
    double sell = 0;          ///< [alpha/block]
    double event_factor = 1;  ///< on the base rate of attention events
    double shock = 0;         ///< attention
    double log_worth = 0;     ///< logarithm of the factor on the worth to value stakers
  };
  struct Tick {
    Orders of[most_attackers];
  };

  /// Calls f(attacker, its number from 0) for each.
  template <class E, class F>
  TAOSWEEP_HD static void for_each(E& economy, const F& f) {
    TAOSWEEP_ROLLED
    for (int i = 0; i < economy.clock.attackers; ++i) f(economy.attacker(i), i);
  }

  TAOSWEEP_HD static void launch(const Clock& clock, Scalars& q) {
    for (int i = 0; i < most_attackers; ++i) {
      AttackState& own = q.attacker(i);
      own.subnet = own.start = own.exit_block = own.due = own.acted_on = -1;
    }
    q.attack.subnet = clock.target;
    q.attack.start = clock.attack;
  }

  template <class E>
  TAOSWEEP_HD static void start(E& economy, int block) {
    for_each(economy, [&](AttackState& own, int i) {
      if (block == own.start && own.gone == 0) begin(economy, own, i == 0);
      if (block == own.acted_on && own.exit_block < 0 && is_caught(economy.parameters, own))
        own.exit_block = block;
    });
  }
  /// Leaves because the foundation has acted on it.
  TAOSWEEP_HD static bool is_caught(const Parameters& p, const AttackState& own) {
    return p.attack.exit_on_action && p.foundation.acts && own.acted_on >= 0;
  }
  template <class E>
  TAOSWEEP_HD static void begin(E& economy, AttackState& own, bool first) {
    const auto& attack = economy.parameters.attack;
    const bool registers = economy.clock.fresh == 1;
    if (registers && !first && waits_to_register(economy, own.start)) {
      own.start += blocks_per_day;
      return;
    }
    const bool by_pool = attack.budget_pools > 0;
    if (!by_pool) bring_money(economy, own, attack.budget_tao);
    if (registers) register_subnet(economy, own, first);
    if (by_pool) {
      const double pool =
          economy.pick(static_cast<int>(own.subnet), [](const auto& pack) { return pack.tao(); });
      bring_money(economy, own, attack.budget_pools * pool);
    }
    of_mode(attack.mode, [&](auto mode) {
      if constexpr (decltype(mode)::owns) take_over(economy, own);
      if constexpr (decltype(mode)::burns_pay) burn_pay(economy, own);
    });
  }

  /// Claims so much revenue in this tick, none once it has begun to leave.
  template <class Way, class E>
  TAOSWEEP_HD static void claim_revenue(E& economy, AttackState& own, Way mode, int blocks) {
    using real = typename E::real;
    const bool leaves = own.exit_block >= 0;
    const real claim(leaves ? 0.0 : mode.claimed_revenue(economy, own, blocks));
    set_on_site(economy, own, [&](const auto& pack, const auto& site) {
      pack.set_claimed(select(site, claim, pack.claimed()));
    });
  }

  template <class E>
  TAOSWEEP_HD static void plan(E& economy, int block, int blocks, Tick& tick) {
    for_each(economy, [&](AttackState& own, int i) {
      if (attacks(own, block)) plan_one(economy, own, block, blocks, tick.of[i]);
    });
  }
  /// Sells evenly over exit_days once it leaves, and until then does what its mode says.
  template <class E>
  TAOSWEEP_HD static void plan_one(E& economy, AttackState& own, int block, int blocks,
                                   Orders& orders) {
    const auto& p = economy.parameters;
    const int subnet = static_cast<int>(own.subnet);
    of_mode(p.attack.mode, [&](auto mode) {
      const double promoted = own.start + p.attack.promotion_day * blocks_per_day;
      if (block >= promoted) orders.event_factor = mode.event_factor(p);
      orders.shock = mode.attention_shock(economy, own, block);
      economy.track.injected += orders.shock;
      orders.log_worth = log_of(max(mode.worth_factor(p), 1e-12));
      if constexpr (decltype(mode)::claims) claim_revenue(economy, own, mode, blocks);
      if (own.exit_block >= 0) return;
      orders.buy = mode.buying(economy, own, block, blocks);
      orders.sell = mode.selling(economy, own, block, blocks);
    });
    orders.buy = within_participation(economy, subnet, orders.buy, p.attack.participation,
                                      [](const auto& pack) { return pack.tao(); });
    orders.buy =
        within_limit(economy, subnet, orders.buy, p.attack.buy_limit, blocks,
                     [](const auto& pack, const auto& limit) { return most_to_buy(pack, limit); });
    if (own.exit_block >= 0) {
      const double left = own.exit_block + p.attack.exit_days * blocks_per_day - block;
      orders.sell = own.held / (left > blocks ? left : blocks);
    }
    orders.sell = within_participation(economy, subnet, orders.sell, p.attack.exit_participation,
                                       [](const auto& pack) { return pack.alpha(); });
    orders.sell =
        within_limit(economy, subnet, orders.sell, p.attack.exit_limit, blocks,
                     [](const auto& pack, const auto& limit) { return most_to_sell(pack, limit); });
  }

  template <class E>
  TAOSWEEP_HD static void settle(E& economy, const Tick& tick, int block) {
    for_each(economy, [&](AttackState& own, int i) {
      if (!attacks(own, block)) return;
      const double received = settle_one(economy, own, tick.of[i]);
      see_sales_of_attacker(economy, i, received);
    });
  }
  /// -> what it got for its sales [TAO].
  template <class E>
  TAOSWEEP_HD static double settle_one(E& economy, AttackState& own, const Orders& orders) {
    const int subnet = static_cast<int>(own.subnet);
    const auto filled = [&](const auto& of) { return economy.pick(subnet, of); };
    const double bought = orders.buy * filled([](const auto& pack) { return pack.buyer_fill(); });
    const double paid = orders.buy * filled([](const auto& pack) { return pack.bought_blocks(); });
    const double received =
        orders.sell * filled([](const auto& pack) { return pack.seller_fill(); });
    const double sold = orders.sell * filled([](const auto& pack) { return pack.sold_blocks(); });
    own.held = max(0.0, own.held + bought - sold);
    own.principal += bought;
    own.basis = (own.basis + paid) * part_left(own.held, sold);
    own.spent += paid;
    own.received += received;
    own.cash += received - paid;
    economy.money.attacker += received - paid;
    return received;
  }

  /// The first one alone: a vote goes where one of them says.
  template <class E>
  TAOSWEEP_HD static std::uint64_t buy_votes(E& economy, int block, const VoteOffers& offers) {
    if (!economy.under_attack(block) || economy.attack.exit_block >= 0) return 0;
    return of_mode(economy.parameters.attack.mode, [&](auto mode) {
      return mode.buy_votes(economy, economy.attack, block, offers);
    });
  }

  /// Who begins to sell.
  template <class E>
  TAOSWEEP_HD static void decide(E& economy, int block, const Standing& seen) {
    const auto& p = economy.parameters;
    for_each(economy, [&](AttackState& own, int i) {
      if (!attacks(own, block) || own.exit_block >= 0) return;
      const Sight sight =
          i == 0 ? Sight{seen.price, seen.spot_share} : sight_of(economy, own, seen.price_sum);
      if (is_caught(p, own) || wants_out(p, own, block, sight)) own.exit_block = block;
    });
  }
  TAOSWEEP_HD static bool wants_out(const Parameters& p, const AttackState& own, int block,
                                    const Sight& sight) {
    const bool rich =
        own.spent > 0 && own.held * sight.price + own.received > p.attack.exit_profit * own.spent;
    const bool late = block >= own.start + p.attack.exit_after * blocks_per_day;
    const bool high = p.attack.exit_share < 1 && sight.spot_share >= p.attack.exit_share;
    return rich || late || high;
  }

  template <class E>
  TAOSWEEP_HD static void earn(E& economy, const typename E::real (&alpha)[E::packs]) {
    for_each(economy, [&](AttackState& own, int) {
      if (own.gone == 0) own.held += E::Group::pick(alpha, static_cast<int>(own.subnet));
    });
  }
  /// Its slot stays its own once its subnet is gone: what looks there finds nobody else's.
  template <class E>
  TAOSWEEP_HD static bool keeps_slot(const E& economy, int subnet) {
    bool keeps = false;
    for_each(economy, [&](const AttackState& own, int) { keeps |= own.subnet == subnet; });
    return keeps;
  }
  template <class E>
  TAOSWEEP_HD static double held_at(const E& economy, int subnet) {
    return max(attackers_hold(economy, subnet), 0.0);
  }
  /// One that has not begun never will; nobody looks for its subnet, unless it is the first one's.
  template <class E>
  TAOSWEEP_HD static void dissolve(E& economy, int subnet, double per_alpha) {
    for_each(economy, [&](AttackState& own, int i) {
      if (own.subnet != subnet) return;
      const double paid = max(own.held, 0.0) * per_alpha;
      economy.money.attacker += paid;
      own.cash += paid;
      own.received += paid;
      own.held = own.basis = 0;
      own.gone = 1;
      if (i > 0 && economy.block < own.start) own.subnet = -1;
    });
  }
  template <class E>
  TAOSWEEP_HD static bool sound(const E& economy, double least) {
    bool all = true;
    TAOSWEEP_ROLLED
    for (int i = 0; i < most_attackers; ++i)
      all = all & (economy.attacker(i).held >= 0) & (economy.attacker(i).cash >= least);
    return all;
  }

  /// On each subnet what `of` says of its attacker, by number; 0 elsewhere.
  template <class P, class F>
  TAOSWEEP_HD static typename P::real on_sites(const P& pack, const F& of) {
    using real = typename P::real;
    real sum(0.0);
    for_each(pack.economy, [&](const AttackState& own, int i) {
      sum = fma(is_site(pack, own), real(of(i)), sum);
    });
    return sum;
  }
  /// A number that `of` says of the mode, on subnets that are under attack at a block; 0 elsewhere.
  template <class P, class F>
  TAOSWEEP_HD static typename P::real under_attack(const P& pack, int block, const F& of) {
    using real = typename P::real;
    real sites(0.0);
    bool any = false;
    for_each(pack.economy, [&](const AttackState& own, int) {
      if (!attacks(own, block)) return;
      sites = sites + is_site(pack, own);
      any = true;
    });
    if (!any) return sites;
    return sites * real(of_mode(pack.economy.parameters.attack.mode, of));
  }

  template <class P>
  TAOSWEEP_HD static typename P::real buys(const P& pack, const Tick& tick) {
    return on_sites(pack, [&](int i) { return tick.of[i].buy; });
  }
  template <class P>
  TAOSWEEP_HD static typename P::real sells(const P& pack, const Tick& tick) {
    return on_sites(pack, [&](int i) { return tick.of[i].sell; });
  }
  template <class P>
  TAOSWEEP_HD static typename P::real event_factor(const P& pack, const Tick& tick) {
    using real = typename P::real;
    return real(1.0) + on_sites(pack, [&](int i) { return tick.of[i].event_factor - 1; });
  }
  template <class P>
  TAOSWEEP_HD static typename P::real attention_shock(const P& pack, const Tick& tick) {
    return on_sites(pack, [&](int i) { return tick.of[i].shock; });
  }
  template <class P>
  TAOSWEEP_HD static typename P::real log_worth(const P& pack, const Tick& tick) {
    return on_sites(pack, [&](int i) { return tick.of[i].log_worth; });
  }
  template <class P>
  TAOSWEEP_HD static typename P::real seen_log_worth(const P& pack, int block) {
    const auto& p = pack.economy.parameters;
    return under_attack(pack, block,
                        [&](auto mode) { return log_of(max(mode.worth_factor(p), 1e-12)); });
  }
  template <class P>
  TAOSWEEP_HD static typename P::real votes_for(const P& pack) {
    return pack.is_target();
  }
  template <class P>
  TAOSWEEP_HD static typename P::real holder_pay(const P& pack, int block) {
    const auto& p = pack.economy.parameters;
    return under_attack(pack, block, [&](auto mode) { return mode.holder_pay(p); });
  }
  /// The owner's cut is its own where it is the owner.
  template <class P>
  TAOSWEEP_HD static typename P::real owns(const P& pack, int block) {
    return under_attack(pack, block, [](auto mode) { return decltype(mode)::owns ? 1.0 : 0.0; });
  }
  template <class P>
  TAOSWEEP_HD static typename P::real outside_income(const P& pack, int block) {
    const auto& p = pack.economy.parameters;
    return under_attack(pack, block, [&](auto mode) { return mode.outside_income(p); });
  }
  template <class P>
  TAOSWEEP_HD static typename P::real held(const P& pack) {
    return on_sites(pack, [&](int i) { return pack.economy.attacker(i).held; });
  }
  /// Its part of what is paid by alpha held, and, by its share of sales, of what sellers are paid.
  template <class P>
  TAOSWEEP_HD static typename P::real earned(const P& pack, const typename P::real& share,
                                             const typename P::real& rate,
                                             const typename P::real& to_sellers) {
    using real = typename P::real;
    real sum(0.0);
    for_each(pack.economy, [&](const AttackState& own, int) {
      const real paid = fma(real(own.held), rate, to_sellers * share);
      sum = sum + select(is_site(pack, own) > real(0.0), paid, real(0.0));
    });
    return sum;
  }
};

}  // namespace taosweep
