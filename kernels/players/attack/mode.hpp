// What a way to attack may answer. A mode hides what it does otherwise; what it does not say, it
// does not do. How an attacker registers a subnet, sells and leaves is the same in all
// (attacker.hpp).
#pragma once

#include "kernels/chain/block_time.hpp"
#include "kernels/players/voters.hpp"
#include "kernels/state/economy.hpp"

namespace taosweep {

struct Mode {
  /// Part of the miners' half that is paid to holders [1].
  TAOSWEEP_HD static double holder_pay(const Parameters&) { return 0; }
  /// Factor on the base rate of attention events [1].
  TAOSWEEP_HD static double event_factor(const Parameters&) { return 1; }
  /// Factor on the worth to value stakers [1].
  TAOSWEEP_HD static double worth_factor(const Parameters&) { return 1; }
  /// Attention that arrives at once in the tick that starts at `block` [1]; pays for it.
  template <class E>
  TAOSWEEP_HD static double attention_shock(E&, int) {
    return 0;
  }
  /// Bits of the validators whose votes of the day that starts at `block` it buys; pays for them.
  template <class E>
  TAOSWEEP_HD static std::uint64_t buy_votes(E&, int, const VoteOffers&) {
    return 0;
  }
  /// Orders of a tick of `blocks` until it leaves [TAO/block].
  template <class E>
  TAOSWEEP_HD static double buying(const E&, int, int) {
    return 0;
  }
};

/// Even buying [TAO/block] with `cash` [TAO] over what is left of attack.buy_days.
template <class E>
TAOSWEEP_HD double even_buying(const E& economy, double cash, int block, int blocks) {
  const double left =
      economy.clock.attack + economy.parameters.attack.buy_days * blocks_per_day - block;
  return cash > 0 && left > 0 ? cash / (left > blocks ? left : blocks) : 0.0;
}

}  // namespace taosweep
