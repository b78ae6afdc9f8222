// Buys, holds, sells, and begins again with the money that it got: capital that goes round. Where
// shares follow flows it is paid for buying, and again for buying back what it sold.
//
//   | buy_days: buys evenly | cycle_days: holds | exit_days: sells evenly |   and so on
//
// Source: subtensor PR 2704 (June 2026), "capital recycling".
#pragma once

#include "kernels/players/attack/mode.hpp"

namespace taosweep {

struct Recycle : Mode {
  /// Where a block lies in its cycle, in blocks: since that began, and until its last sale.
  struct Place {
    double since, left;
  };
  template <class E>
  TAOSWEEP_HD static Place place(const E& economy, const AttackState& own, int block) {
    const auto& attack = economy.parameters.attack;
    const double cycle = (attack.buy_days + attack.cycle_days + attack.exit_days) * blocks_per_day;
    const double since = block - own.start;
    const double in_it = since - cycle * static_cast<double>(static_cast<long long>(since / cycle));
    return {in_it, cycle - in_it};
  }

  template <class E>
  TAOSWEEP_HD static double buying(const E& economy, const AttackState& own, int block,
                                   int blocks) {
    const double all = economy.parameters.attack.buy_days * blocks_per_day;
    return evenly(own.cash, all - place(economy, own, block).since, blocks);
  }
  template <class E>
  TAOSWEEP_HD static double selling(const E& economy, const AttackState& own, int block,
                                    int blocks) {
    const double left = place(economy, own, block).left;
    const bool sells = left <= economy.parameters.attack.exit_days * blocks_per_day;
    return sells ? evenly(own.held, left, blocks) : 0.0;
  }
};

}  // namespace taosweep
