// Owns its subnet and burns all of its miners' pay, so that nobody sells and the price stays where
// the chain buys; sells to those buys what it earns as owner and holder, and keeps what it bought.
// Source: subtensor PR 2327 (December 2025), "chain-buy harvesting".
#pragma once

#include "kernels/players/attack/mode.hpp"

namespace taosweep {

struct ChainbuyHarvest : Mode {
  static constexpr bool owns = true, burns_pay = true;

  template <class E>
  TAOSWEEP_HD static double buying(const E& economy, int block, int blocks) {
    return even_buying(economy, economy.money.attacker, block, blocks);
  }
  template <class E>
  TAOSWEEP_HD static double selling(const E& economy, int, int blocks) {
    return selling_earned(economy, blocks);
  }
};

}  // namespace taosweep
