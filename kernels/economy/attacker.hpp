// The attacker: opens or takes over a subnet, buys it up, draws attention to it, and leaves.
#pragma once

#include "kernels/protocol/block_emission.hpp"
#include "kernels/protocol/lock_cost.hpp"
#include "kernels/state/economy.hpp"

namespace taosweep {

/// Starts the attack at its block: a fresh subnet is registered and opens with the least lock as
/// its pool; the rest of the lock is burned. The lock cost is that of the date in the chain's
/// calendar of registrations.
template <class E>
TAOSWEEP_HD void start_attack(E& economy) {
  using real = typename E::real;
  const auto& p = economy.parameters;

  economy.money.attacker += p.attack.budget_tao;
  economy.money.entered += p.attack.budget_tao;
  if (!economy.clock.fresh) return;
  const auto interval = effective_lock_interval(
      static_cast<std::uint64_t>(p.protocol.lock_interval * blocks_per_day),
      static_cast<std::uint64_t>(block_emission(economy.money.issuance) * 1e9));
  const double lock =
      lock_cost(p.protocol.last_lock_tao, p.protocol.minimum_lock_tao,
                static_cast<std::uint64_t>(economy.clock.since_registration), interval);
  const PoolSeed seed = pool_seed(p.protocol.minimum_lock_tao);
  economy.attack.spent += lock;
  economy.money.entered += lock;
  economy.money.left += lock - seed.tao;
  economy.money.issuance -= lock - seed.tao;
  TAOSWEEP_UNROLL
  for (int j = 0; j < E::packs; ++j) {
    const auto pack = economy.pack(j);
    open_slots(pack, pack.is_target() > real(0.0), seed.tao, economy.clock.attack);
  }
}

/// Attention [1] that arrives at once with the shock, and its price in TAO, which leaves the
/// economy. None for an attacker that has begun to leave.
template <class E>
TAOSWEEP_HD double attention_shock(E& economy, int block) {
  const auto& p = economy.parameters;

  if (!economy.under_attack(block) || economy.attack.marketing == 1 ||
      economy.attack.exit_block >= 0 ||
      block < economy.clock.attack + p.attack.shock_day * blocks_per_day) {
    return 0;
  }
  // Rounding may have left its cash a last digit below 0.
  const double paid =
      max(0.0, min(p.attack.marketing_share * p.attack.budget_tao, economy.money.attacker));
  economy.attack.marketing = 1;
  economy.attack.spent += paid;
  economy.money.attacker -= paid;
  economy.money.left += paid;
  return p.attack.shock + p.attack.marketing_gain * sqrt(paid);
}

/// Once a day and at the action: whether the attacker begins to sell.
template <class E>
TAOSWEEP_HD void decide_exit(E& economy, int block, double spot_share, double price) {
  const auto& p = economy.parameters;

  if (!economy.under_attack(block) || economy.attack.exit_block >= 0) return;
  const bool rich =
      economy.attack.spent > 0 && economy.attack.held * price + economy.attack.received >
                                      p.attack.exit_profit * economy.attack.spent;
  const bool late = block >= economy.clock.attack + p.attack.exit_after * blocks_per_day;
  const bool caught = p.attack.exit_on_action && economy.foundation.acted == 1 && p.foundation.acts;
  if (rich || late || caught || (p.attack.exit_share < 1 && spot_share >= p.attack.exit_share)) {
    economy.attack.exit_block = block;
  }
}

/// The attacker's orders of a tick: even buying over buy_days, even selling over exit_days.
template <class E>
TAOSWEEP_HD AttackerFlow attacker_flow(const E& economy, int block, int blocks) {
  const auto& p = economy.parameters;
  AttackerFlow flow{0, 0};
  if (!economy.under_attack(block)) return flow;
  if (economy.attack.exit_block >= 0) {
    const double left = economy.attack.exit_block + p.attack.exit_days * blocks_per_day - block;
    flow.sell = economy.attack.held / (left > blocks ? left : blocks);
    return flow;
  }
  const double left = economy.clock.attack + p.attack.buy_days * blocks_per_day - block;
  const double for_orders =
      economy.attack.marketing == 1
          ? economy.money.attacker
          : economy.money.attacker - p.attack.marketing_share * p.attack.budget_tao;
  if (for_orders > 0 && left > 0) flow.buy = for_orders / (left > blocks ? left : blocks);
  return flow;
}

}  // namespace taosweep
