// Buys the votes of root's validators for its subnet, where emission follows votes: evenly over
// attack.buy_days, each day those that cost least per TAO of stake, as far as the day's money goes.
// A vote is bought whole or not at all, and what a day leaves over is left for the next. Those of
// day 0 are cast before it can pay.
#pragma once

#include "kernels/players/attack/mode.hpp"

namespace taosweep {

struct BoughtVotes {
  std::uint64_t voters;  ///< a bit for each
  double paid;           ///< [TAO]
};

/// The cheapest of `offers` that `money` [TAO] pays for, for one day.
TAOSWEEP_HD BoughtVotes cheapest_votes(const VoteOffers& offers, double money) {
  BoughtVotes bought{0, 0};
  std::uint64_t asked = 0;
  for (int n = 0; n < offers.count; ++n) {
    int cheapest = -1;
    for (int v = 0; v < offers.count; ++v) {
      if (asked >> v & 1u) continue;
      if (cheapest < 0 || offers.per_stake[v] < offers.per_stake[cheapest]) cheapest = v;
    }
    asked |= std::uint64_t{1} << cheapest;
    if (!(bought.paid + offers.per_day[cheapest] <= money)) continue;
    bought.voters |= std::uint64_t{1} << cheapest;
    bought.paid += offers.per_day[cheapest];
  }
  return bought;
}

struct BuyVotes : Mode {
  template <class E>
  TAOSWEEP_HD static std::uint64_t buy_votes(E& economy, AttackState& own, int block,
                                             const VoteOffers& offers) {
    constexpr int day = static_cast<int>(blocks_per_day);
    const double money = day * even_buying(economy, own, own.cash, block, day);
    if (!(money > 0)) return 0;
    const BoughtVotes bought = cheapest_votes(offers, money);
    pay(economy, own, bought.paid);
    economy.money.voters += bought.paid;
    return bought.voters;
  }
};

}  // namespace taosweep
