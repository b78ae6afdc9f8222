// Buys its subnet up to lift its price, and with the price its share of emission. It pays nobody,
// spends nothing on marketing, and draws no more attention than its price does.
//
//   T (sqrt(g) - 1) TAO lift the price of a pool of T TAO by a factor g, without fee and others'
//   orders; in the end N equal subnets give g/(g + N - 1) of all emission to the lifted one.
#pragma once

#include "kernels/players/attack/mode.hpp"

namespace taosweep {

struct PumpForShare : Mode {
  template <class E>
  TAOSWEEP_HD static double buying(const E& economy, const AttackState& own, int block,
                                   int blocks) {
    return even_buying(economy, own, own.cash, block, blocks);
  }
};

}  // namespace taosweep
