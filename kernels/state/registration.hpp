// What a registration costs an economy at this moment, and what its pool starts with.
#pragma once

#include "kernels/chain/emission/block_emission.hpp"
#include "kernels/chain/lifecycle/lock_cost.hpp"
#include "kernels/chain/lifecycle/median_price.hpp"
#include "kernels/state/economy.hpp"

namespace taosweep {

/// The lock that was paid last [TAO], and how long ago [block].
struct LastLock {
  double tao, elapsed;
};

/// Whether the lock cost follows the registrations of the economy itself.
template <class E>
TAOSWEEP_HD bool locks_are_seen(const E& economy) {
  return economy.parameters.lifecycle.mode == LifecycleMode::arrivals;
}
template <class E>
TAOSWEEP_HD LastLock last_lock_seen(const E& economy, int block) {
  return {economy.lifecycle.last_lock, block - economy.lifecycle.last_block};
}

/// Lock cost by the rules in force [TAO].
template <class E>
TAOSWEEP_HD double lock_now(const E& economy, const LastLock& last) {
  const auto interval = effective_lock_interval(
      static_cast<std::uint64_t>(economy.rules->lock_interval * blocks_per_day),
      static_cast<std::uint64_t>(block_emission(economy.money.issuance) * 1e9));
  return lock_cost(last.tao, economy.rules->minimum_lock_tao,
                   static_cast<std::uint64_t>(last.elapsed), interval);
}

template <class E>
TAOSWEEP_HD void note_registration(E& economy, double lock, int block) {
  auto& life = economy.lifecycle;
  life.births += 1;
  life.last_lock = lock;
  life.last_block = block;
}

/// Median price of the subnets that live [TAO/alpha]. One sorts for all, in room that the flows of
/// a tick have before it begins.
template <class E>
TAOSWEEP_CALLED double median_price_now(E& economy) {
  const auto& s = economy.stored;
  auto& flows = E::Lane::in_reach(economy.flows);
  E::Group::sync();
  if (E::Group::leader()) {
    int living = 0;
    TAOSWEEP_ROLLED
    for (int i = 0; i < economy.clock.room; ++i) {
      if (s.alive[i] == 0) continue;
      const WeightedPool<double> pool{s.tao[i], s.alpha[i], s.tao_weight[i]};
      flows.buy[living++] = economy.rules->pool_kind == PoolKind::balancer ? balancer_price(pool)
                                                                           : pool.tao / pool.alpha;
    }
    const double median = median_price(living, flows.buy, flows.sell);
    flows.buy[0] = median;
  }
  E::Group::sync();
  const double median = flows.buy[0];
  E::Group::sync();
  return median;
}

/// What the pool of a subnet starts with that registers now.
template <class E>
TAOSWEEP_HD PoolSeed seed_now(E& economy, double lock) {
  if (economy.rules->pool_seed == SeedRule::least_lock)
    return pool_seed(economy.rules->minimum_lock_tao);
  return pool_seed_at_price(lock, median_price_now(economy));
}

}  // namespace taosweep
