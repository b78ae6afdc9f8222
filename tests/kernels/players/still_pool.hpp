// An economy in which nothing moves but the attacker, whose orders can be followed by hand.
#pragma once

#include "tests/kernels/economy_fixture.hpp"

namespace taosweep {

inline constexpr int target = 27;
inline constexpr double all_alpha = 2.1e7;
inline constexpr double at_first = 1 / all_alpha;  ///< [TAO/alpha]

/// All TAO and all alpha is issued and nobody else has cash; orders cost no fee. 3 TAO to be spent
/// in a day.
inline Parameters buyer() {
  Parameters p = small_economy();
  p.network.issuance_tao = 2.1e7;
  p.protocol.tao_weight = p.protocol.stake_fee_tao = 0;
  p.capital.burst_tao = p.capital.drip_tao_per_day = p.root.rate = 0;
  p.attack.mode = AttackMode::pump_for_share;
  p.attack.budget_tao = 3;
  p.attack.buy_days = 1;
  p.foundation.acts = false;
  return p;
}

/// Every pool holds 1 TAO and all the alpha.
struct StillPool : Simulation<1> {
  explicit StillPool(const Parameters& parameters, Isa back_end = reference_isa)
      : Simulation<1>(parameters, {1, 0, 0}, back_end) {
    for (int i = 0; i < 30; ++i) s().alpha[i] = s().issued[i] = all_alpha;
  }
  double tao() { return s().tao[target]; }
  double alpha() { return s().alpha[target]; }
  const AttackState& attack() { return scalars().attack; }
  double cash() { return scalars().money.attacker; }
};

}  // namespace taosweep
