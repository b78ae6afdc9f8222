// Claims revenue that nobody pays: its own money goes round, and a part of it is lost on the way.
// An objective function that reads reports takes it for revenue; value stakers do not.
//
//   paid = min(c C dt, cash)      claimed = C paid/(c C dt)
//
//   C  attack.claimed_revenue [1],   c  attack.claim_cost [TAO/d]
#pragma once

#include "kernels/players/attack/mode.hpp"

namespace taosweep {

struct FakeRevenue : Mode {
  static constexpr bool owns = true, claims = true;

  template <class E>
  TAOSWEEP_HD static double claimed_revenue(E& economy, AttackState& own, int blocks) {
    const auto& attack = economy.parameters.attack;
    const double due = attack.claim_cost * attack.claimed_revenue * (blocks / blocks_per_day);
    if (!(due > 0)) return attack.claimed_revenue;
    const double paid = max(0.0, min(due, own.cash));
    pay(economy, own, paid);
    economy.money.left += paid;
    return attack.claimed_revenue * (paid / due);
  }
  template <class E>
  TAOSWEEP_HD static double selling(const E&, const AttackState& own, int, int blocks) {
    return selling_earned(own, blocks);
  }
};

}  // namespace taosweep
