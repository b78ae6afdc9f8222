// Pays holders: the miners' half goes to whoever holds the subnet's alpha, marketing draws
// attention to it, and value stakers think little of it. Source: SN28, February 2025.
#pragma once

#include "kernels/players/attack/mode.hpp"

namespace taosweep {

struct MemeHolders : Mode {
  TAOSWEEP_HD static double holder_pay(const Parameters& p) { return p.attack.holder_pay; }
  TAOSWEEP_HD static double event_factor(const Parameters& p) { return p.attack.event_factor; }
  TAOSWEEP_HD static double worth_factor(const Parameters& p) { return p.value.meme_factor; }

  /// Once, on attack.shock_day:  shock + gain sqrt(TAO paid), which leaves the economy. None once
  /// it has begun to leave.
  template <class E>
  TAOSWEEP_HD static double attention_shock(E& economy, AttackState& own, int block) {
    const auto& p = economy.parameters;
    if (own.marketing == 1 || own.exit_block >= 0 ||
        block < own.start + p.attack.shock_day * blocks_per_day) {
      return 0;
    }
    // Rounding may have left its cash a last digit below 0.
    const double paid = max(0.0, min(p.attack.marketing_share * own.budget, own.cash));
    own.marketing = 1;
    pay(economy, own, paid);
    economy.money.left += paid;
    return p.attack.shock + p.attack.marketing_gain * sqrt(paid);
  }

  /// What marketing will cost is kept until then.
  template <class E>
  TAOSWEEP_HD static double buying(const E& economy, const AttackState& own, int block,
                                   int blocks) {
    const double marketing = economy.parameters.attack.marketing_share * own.budget;
    const double cash = own.marketing == 1 ? own.cash : own.cash - marketing;
    return even_buying(economy, own, cash, block, blocks);
  }
};

}  // namespace taosweep
