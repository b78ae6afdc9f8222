// What the chain has done for pools so far: by injection and by buying alpha itself.
#pragma once

#include "kernels/chain/needs.hpp"
#include "kernels/math/undefined.hpp"
#include "kernels/state/view.hpp"

namespace taosweep {

//   minted = added + bought + parked            since pools opened
//
/// TAO that joined pools beside alpha, and that bought alpha of the chain's own accord [TAO].
struct SpentOnPools {
  double added, bought;
};

/// Of what was minted, while `parked` waits beside weighted pools. Nothing before pools open.
TAOSWEEP_HD SpentOnPools spent_on_pools(double minted, double outside_pools, double bought,
                                        double parked) {
  return {minted - outside_pools - bought - parked, bought};
}

template <class E>
TAOSWEEP_HD SpentOnPools spent_on_pools(const E& economy) {
  if (without_pools(economy)) return {0, 0};
  double bought = 0, parked = 0;
  if constexpr (has<E>(need_claims)) {
    bought = economy.lifecycle.bought_tao +
             economy.sum([](const auto& pack) { return pack.bought_tao(); });
    parked = economy.lifecycle.parked_tao +
             economy.sum([](const auto& pack) { return pack.parked_tao(); });
  }
  return spent_on_pools(economy.money.minted, economy.track.minted_outside_pools, bought, parked);
}

/// What was spent a day since the last row of the series [TAO/d]; undefined at the first.
template <class E>
TAOSWEEP_HD SpentOnPools spent_since_last_row(E& economy, int block) {
  const SpentOnPools now = spent_on_pools(economy);
  auto& t = economy.track;
  const double days = economy.clock.series_blocks / blocks_per_day;
  const SpentOnPools rate{(now.added - t.row_added) / days, (now.bought - t.row_bought) / days};
  t.row_added = now.added;
  t.row_bought = now.bought;
  if (block == 0) return {undefined, undefined};
  return rate;
}

}  // namespace taosweep
