// Owns its subnet and burns all of its miners' pay, so that nobody sells and the price stays where
// the chain buys; sells to those buys what it earns as owner and holder, and keeps what it bought.
// Source: subtensor PR 2327 (December 2025), "chain-buy harvesting".
#pragma once

#include "kernels/players/attack/mode.hpp"

namespace taosweep {

struct ChainbuyHarvest : Mode {
  static constexpr bool owns = true, burns_pay = true;

  template <class E>
  TAOSWEEP_HD static double buying(const E& economy, const AttackState& own, int block,
                                   int blocks) {
    return even_buying(economy, own, own.cash, block, blocks);
  }
  template <class E>
  TAOSWEEP_HD static double selling(const E&, const AttackState& own, int, int blocks) {
    return selling_earned(own, blocks);
  }
};

}  // namespace taosweep
