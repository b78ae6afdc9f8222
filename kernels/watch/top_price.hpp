// How far the price of the attacked subnet falls below its highest, and whether the action keeps it
// down.
#pragma once

#include "kernels/chain/block_time.hpp"
#include "kernels/lanes/operations.hpp"
#include "kernels/math/undefined.hpp"
#include "kernels/state/scalars.hpp"

namespace taosweep {

/// A daily look at its price, at a block; 0 or undefined where there is none.
TAOSWEEP_HD void follow_top(Track& t, double price, double block) {
  constexpr double left[top_fall_levels] = {0.50, 0.20, 0.05};
  if (!(price > 0)) return;
  t.fall_block = block;
  if (price > t.top_price) {
    t.top_price = price;
    t.top_block = block;
    for (double& days : t.days_from_top) days = undefined;
    return;
  }
  t.deepest_fall = max(t.deepest_fall, 1 - price / t.top_price);
  for (int i = 0; i < top_fall_levels; ++i) {
    if (price <= left[i] * t.top_price && !(t.days_from_top[i] >= 0))
      t.days_from_top[i] = (block - t.top_block) / blocks_per_day;
  }
}

/// A subnet is stopped at this part of the share of prices that it had when the foundation acted.
inline constexpr double stopped_part = 0.5;

/// Days after the action by which its spot share must be below that, and for which it must stay.
inline constexpr double days_to_hold = 7, days_held = 30;

/// A daily look `since` days after the action, at its spot share.
TAOSWEEP_HD void follow_hold(Track& t, double share, double since) {
  const bool low = share < stopped_part * t.share_at_action;
  if (!low) t.low_since = undefined;
  if (low && since <= days_to_hold && !(t.low_since >= 0)) t.low_since = since;
  if (since - t.low_since >= days_held) t.holds = 1;
}

}  // namespace taosweep
