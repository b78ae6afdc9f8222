// What it costs to register a subnet, and what its pool starts with.
#pragma once

#include <cstdint>

#include "kernels/lanes/operations.hpp"
#include "kernels/portable.hpp"

namespace taosweep {

//   J_eff = floor(J * E / 10^9)
//   cost  = max(L_min, mu L - floor(L / J_eff) * (b - b_0)),   mu = 1 where b_0 = 0, else 2
//
//   L  last lock, L_min  least lock [rao],   b_0  block of the last registration, b  now
//   J  interval [block]
//   E  block emission [rao/block]: after each halving of TAO the price falls back twice as fast
//
// The price doubles with each registration and falls back to L over J_eff blocks. Divisions are
// whole, and by J_eff = 0 give 0; times before b_0 count as b_0.
// Source: subtensor v2.0.1 subnets/subnet.rs get_network_lock_cost.

/// Interval [block] in effect at a block emission [rao/block].
TAOSWEEP_HD std::uint64_t effective_lock_interval(std::uint64_t interval,
                                                  std::uint64_t emission_rao) {
  constexpr std::uint64_t rao = 1000000000;
  return interval / rao * emission_rao + interval % rao * emission_rao / rao;
}

/// Lock cost [rao] at `block`; `interval` is the one in effect [block].
TAOSWEEP_HD std::uint64_t lock_cost_rao(std::uint64_t last_lock, std::uint64_t least_lock,
                                        std::uint64_t last_block, std::uint64_t block,
                                        std::uint64_t interval) {
  const std::uint64_t elapsed = block > last_block ? block - last_block : 0;
  const std::uint64_t start = last_block == 0 ? last_lock : 2 * last_lock;
  const std::uint64_t per_block = interval == 0 ? 0 : last_lock / interval;
  const bool gone = per_block != 0 && elapsed > start / per_block;
  const std::uint64_t cost = gone ? 0 : start - per_block * elapsed;
  return cost > least_lock ? cost : least_lock;
}

/// The same in TAO [TAO] for locks up to 9e9 TAO, where
/// the last registration was `elapsed` blocks ago.
TAOSWEEP_HD double lock_cost(double last_lock, double least_lock, std::uint64_t elapsed,
                             std::uint64_t interval) {
  constexpr double rao = 1e9;
  constexpr double most = 9e18;  // fits 64 bits, and so does its double
  const auto last = static_cast<std::uint64_t>(min(most, last_lock * rao + 0.5));
  const auto least = static_cast<std::uint64_t>(min(most, least_lock * rao + 0.5));
  return static_cast<double>(lock_cost_rao(last, least, 1, 1 + elapsed, interval)) / rao;
}

/// Reserves that a new pool starts with.
struct PoolSeed {
  double tao;    ///< [TAO]
  double alpha;  ///< [alpha]
};

/// The least lock becomes the pool, with as many alpha (price 1); the rest of the lock is burned.
/// Source: subtensor v2.0.1 subnets/subnet.rs do_register_network.
TAOSWEEP_HD PoolSeed pool_seed(double least_lock) {
  return {least_lock, least_lock};
}

/// The whole lock becomes the pool, at the median price of the subnets there are [TAO/alpha].
/// Source: subtensor v3.3.14 subnets/subnet.rs.
TAOSWEEP_HD PoolSeed pool_seed_at_price(double lock, double median) {
  return {lock, lock / median};
}

}  // namespace taosweep
