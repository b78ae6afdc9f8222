// How an attacker arrives: it registers a subnet or takes one over, and brings money.
#pragma once

#include "kernels/state/emission_switch.hpp"
#include "kernels/state/pools.hpp"
#include "kernels/state/registration.hpp"

namespace taosweep {

/// 1 on the subnet of an attacker, else 0.
template <class P>
TAOSWEEP_HD typename P::real is_site(const P& pack, const AttackState& own) {
  using real = typename P::real;
  return select(pack.number() == real(own.subnet), real(1.0), real(0.0));
}

/// Lock cost of a fresh subnet: of the date in the chain's calendar of registrations, which the
/// clock knows for the first attacker, or by those that the economy has seen. Others that come
/// later pay the dearer of what attackers before them have left and of what it is where subnets
/// register as often as the rules of the day say.
template <class E>
TAOSWEEP_HD double lock_of_attacker(const E& economy, bool first, double block) {
  const LastLock seen = last_lock_seen(economy, static_cast<int>(block));
  if (locks_are_seen(economy)) return lock_now(economy, seen);
  const double often = economy.rules->registration_every * blocks_per_day;
  const LastLock usual{economy.rules->last_lock_tao,
                       first ? static_cast<double>(economy.clock.since_registration) : often};
  const double lock = lock_now(economy, usual);
  return first ? lock : max(lock, lock_now(economy, seen));
}

/// Whether an attacker after the first waits: for the chain, which takes one registration at a
/// time, or for the price.
template <class E>
TAOSWEEP_HD bool waits_to_register(const E& economy, double block) {
  const double since = last_lock_seen(economy, static_cast<int>(block)).elapsed;
  return since < economy.rules->registration_gap * blocks_per_day ||
         lock_of_attacker(economy, false, block) > economy.parameters.lifecycle.most_lock_tao;
}

/// Gives each subnet of the economy what `set` says of a pack and the mask of the attacked one.
template <class E, class Set>
TAOSWEEP_HD void set_on_site(E& economy, const AttackState& own, const Set& set) {
  using real = typename E::real;
  E::Group::sync();  // all have read what stands there
  TAOSWEEP_UNROLL
  for (int j = 0; j < E::packs; ++j) {
    const auto pack = economy.pack(j);
    set(pack, is_site(pack, own) > real(0.0));
  }
  E::Group::sync();
}

/// A fresh subnet is registered and opens with the seed of the rules; what of the lock is not seed
/// is burned. Where nobody else registers the pool has the least lock in every era.
template <class E>
TAOSWEEP_HD void register_subnet(E& economy, AttackState& own, bool first) {
  const double lock = lock_of_attacker(economy, first, own.start);
  const bool least = economy.clock.births == 0;
  const PoolSeed seed =
      least ? pool_seed(economy.rules->minimum_lock_tao) : seed_now(economy, lock);
  own.spent += lock;
  economy.money.entered += lock;
  economy.money.left += lock - seed.tao;
  economy.money.burn(lock - seed.tao);
  note_registration(economy, lock, static_cast<int>(own.start));
  set_on_site(economy, own, [&](const auto& pack, const auto& opens) {
    open_slots(pack, opens, seed, own.start);
  });
  await_switch(economy, static_cast<int>(own.subnet));
}

/// It comes with so much money [TAO].
template <class E>
TAOSWEEP_HD void bring_money(E& economy, AttackState& own, double budget) {
  own.budget = budget;
  own.cash += budget;
  economy.money.attacker += budget;
  economy.money.entered += budget;
}

/// What the owner of the subnet has of it is the attacker's from now on.
template <class E>
TAOSWEEP_HD void take_over(E& economy, AttackState& own) {
  using real = typename E::real;
  const double held = economy.pick(static_cast<int>(own.subnet),
                                   [](const auto& pack) { return pack.held(cohort_owners); });
  E::Group::sync();
  own.held += held;
  own.principal += held;
  set_on_site(economy, own, [](const auto& pack, const auto& site) {
    pack.set_held(cohort_owners, select(site, real(0.0), pack.held(cohort_owners)));
  });
}

/// It burns all of its miners' pay.
template <class E>
TAOSWEEP_HD void burn_pay(E& economy, const AttackState& own) {
  using real = typename E::real;
  set_on_site(economy, own, [](const auto& pack, const auto& site) {
    pack.set_burned(select(site, real(1.0), pack.burned()));
  });
}

}  // namespace taosweep
