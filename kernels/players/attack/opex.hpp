// Miners who live on income from elsewhere: that of their machines pays attack.outside_income of
// their cost, so that they sell so much less, and more of them come. The attacker buys besides.
// Source: TaoHash, SN14, 2025: miners keep the bitcoin that they mine.
#pragma once

#include "kernels/players/attack/mode.hpp"

namespace taosweep {

struct Opex : Mode {
  TAOSWEEP_HD static double outside_income(const Parameters& p) { return p.attack.outside_income; }
  template <class E>
  TAOSWEEP_HD static double buying(const E& economy, const AttackState& own, int block,
                                   int blocks) {
    return even_buying(economy, own, own.cash, block, blocks);
  }
};

}  // namespace taosweep
