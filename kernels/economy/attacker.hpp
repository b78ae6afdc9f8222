// The attacker: opens or takes over a subnet, buys it up, draws attention to it, and leaves.
#pragma once

#include "kernels/economy/context.hpp"
#include "kernels/protocol/block_emission.hpp"
#include "kernels/protocol/lock_cost.hpp"

namespace taosweep {

/// Starts the attack at its block: a fresh subnet is registered and opens with the least lock as
/// its pool; the rest of the lock is burned. The lock cost is that of the date in the chain's
/// calendar of registrations.
template <class C>
TAOSWEEP_HD void start_attack(C& c) {
  using real = typename C::real;
  using G = typename C::G;
  const auto& p = c.p;
  auto& q = c.q;
  q.money.attacker += p.attack_budget_tao;
  q.money.entered += p.attack_budget_tao;
  if (!c.clock.fresh) return;
  const auto interval =
      effective_lock_interval(static_cast<std::uint64_t>(p.protocol_lock_interval * blocks_per_day),
                              static_cast<std::uint64_t>(block_emission(q.money.issuance) * 1e9));
  const double lock = lock_cost(p.protocol_last_lock_tao, p.protocol_minimum_lock_tao,
                                static_cast<std::uint64_t>(c.clock.since_registration), interval);
  const PoolSeed seed = pool_seed(p.protocol_minimum_lock_tao);
  q.attack.spent += lock;
  q.money.entered += lock;
  q.money.left += lock - seed.tao;
  q.money.issuance -= lock - seed.tao;
  TAOSWEEP_UNROLL
  for (int j = 0; j < C::packs; ++j) {
    const auto opens = c.target_mask(j) > real(0.0);
    c.hot.tao[j] = select(opens, real(seed.tao), c.hot.tao[j]);
    c.hot.alpha[j] = select(opens, real(seed.alpha), c.hot.alpha[j]);
    c.hot.issued[j] = select(opens, real(seed.alpha), c.hot.issued[j]);
    c.hot.price_ema[j] = select(opens, real(0.0), c.hot.price_ema[j]);
    G::store(c.s.alive, j, select(opens, real(1.0), G::load(c.s.alive, j)));
    G::store(c.s.registered, j,
             select(opens, real(static_cast<double>(c.clock.attack)), G::load(c.s.registered, j)));
  }
}

/// Attention [1] that arrives at once with the shock, and its price in TAO, which leaves the
/// economy. None for an attacker that has begun to leave.
template <class C>
TAOSWEEP_HD double attention_shock(C& c, int block) {
  const auto& p = c.p;
  auto& q = c.q;
  if (!c.under_attack(block) || q.attack.marketing == 1 || q.attack.exit_block >= 0 ||
      block < c.clock.attack + p.attack_shock_day * blocks_per_day) {
    return 0;
  }
  // Rounding may have left its cash a last digit below 0.
  const double paid =
      max(0.0, min(p.attack_marketing_share * p.attack_budget_tao, q.money.attacker));
  q.attack.marketing = 1;
  q.attack.spent += paid;
  q.money.attacker -= paid;
  q.money.left += paid;
  return p.attack_shock + p.attack_marketing_gain * sqrt(paid);
}

/// Once a day and at the action: whether the attacker begins to sell.
template <class C>
TAOSWEEP_HD void decide_exit(C& c, int block, double spot_share, double price) {
  const auto& p = c.p;
  auto& q = c.q;
  if (!c.under_attack(block) || q.attack.exit_block >= 0) return;
  const bool rich = q.attack.spent > 0 && q.attack.held * price + q.attack.received >
                                              p.attack_exit_profit * q.attack.spent;
  const bool late = block >= c.clock.attack + p.attack_exit_after * blocks_per_day;
  const bool caught =
      p.attack_exit_on_action == 1 && q.foundation.acted == 1 && p.foundation_acts == 1;
  if (rich || late || caught || (p.attack_exit_share < 1 && spot_share >= p.attack_exit_share)) {
    q.attack.exit_block = block;
  }
}

/// The attacker's orders of a tick: even buying over buy_days, even selling over exit_days.
template <class C>
TAOSWEEP_HD AttackerFlow attacker_flow(const C& c, int block, int blocks) {
  const auto& p = c.p;
  const auto& q = c.q;
  AttackerFlow flow{0, 0};
  if (!c.under_attack(block)) return flow;
  if (q.attack.exit_block >= 0) {
    const double left = q.attack.exit_block + p.attack_exit_days * blocks_per_day - block;
    flow.sell = q.attack.held / (left > blocks ? left : blocks);
    return flow;
  }
  const double left = c.clock.attack + p.attack_buy_days * blocks_per_day - block;
  const double for_orders = q.attack.marketing == 1
                                ? q.money.attacker
                                : q.money.attacker - p.attack_marketing_share * p.attack_budget_tao;
  if (for_orders > 0 && left > 0) flow.buy = for_orders / (left > blocks ? left : blocks);
  return flow;
}

}  // namespace taosweep
