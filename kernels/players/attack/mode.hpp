// What a way to attack may answer. A mode hides what it does otherwise; what it does not say, it
// does not do. How an attacker registers a subnet, sells and leaves is the same in all
// (attacker.hpp).
#pragma once

#include "kernels/chain/block_time.hpp"
#include "kernels/players/voters.hpp"
#include "kernels/state/economy.hpp"

namespace taosweep {

struct Mode {
  /// Whether the owner of the subnet is the attacker, whose its cut and its holding then are.
  static constexpr bool owns = false;
  /// Whether it burns all of its miners' pay.
  static constexpr bool burns_pay = false;
  /// Whether it claims revenue.
  static constexpr bool claims = false;
  /// Part of the miners' half that is paid to holders [1].
  TAOSWEEP_HD static double holder_pay(const Parameters&) { return 0; }
  /// Factor on the base rate of attention events [1].
  TAOSWEEP_HD static double event_factor(const Parameters&) { return 1; }
  /// Factor on the worth to value stakers [1].
  TAOSWEEP_HD static double worth_factor(const Parameters&) { return 1; }
  /// Income of its miners from elsewhere, over their cost [1].
  TAOSWEEP_HD static double outside_income(const Parameters&) { return 0; }
  // What follows is of one of its attackers, `own`.
  /// Attention that arrives at once in the tick that starts at `block` [1]; pays for it.
  template <class E>
  TAOSWEEP_HD static double attention_shock(E&, AttackState& /*own*/, int) {
    return 0;
  }
  /// Bits of the validators whose votes of the day that starts at `block` it buys; pays for them.
  template <class E>
  TAOSWEEP_HD static std::uint64_t buy_votes(E&, AttackState&, int, const VoteOffers&) {
    return 0;
  }
  /// Orders of a tick of `blocks` until it leaves [TAO/block].
  template <class E>
  TAOSWEEP_HD static double buying(const E&, const AttackState&, int, int) {
    return 0;
  }
  /// The same of its sales [alpha/block].
  template <class E>
  TAOSWEEP_HD static double selling(const E&, const AttackState&, int, int) {
    return 0;
  }
  /// Revenue that it claims in such a tick, beside what it has [1]; pays for it.
  template <class E>
  TAOSWEEP_HD static double claimed_revenue(E&, AttackState&, int) {
    return 0;
  }
};

/// A flow over a tick of `blocks` that brings `amount` evenly over `left` blocks; nothing once they
/// are over.
TAOSWEEP_HD double evenly(double amount, double left, int blocks) {
  return amount > 0 && left > 0 ? amount / (left > blocks ? left : blocks) : 0.0;
}

/// An attacker pays so much for other things than alpha [TAO].
template <class E>
TAOSWEEP_HD void pay(E& economy, AttackState& own, double paid) {
  own.spent += paid;
  own.cash -= paid;
  economy.money.attacker -= paid;
}

/// Even buying [TAO/block] with `cash` [TAO] over what is left of attack.buy_days.
template <class E>
TAOSWEEP_HD double even_buying(const E& economy, const AttackState& own, double cash, int block,
                               int blocks) {
  const double left = own.start + economy.parameters.attack.buy_days * blocks_per_day - block;
  return evenly(cash, left, blocks);
}

/// Sales [alpha/block] of what it has earned so far, in the tick at hand.
TAOSWEEP_HD double selling_earned(const AttackState& own, int blocks) {
  return evenly(own.held - own.principal, blocks, blocks);
}

}  // namespace taosweep
