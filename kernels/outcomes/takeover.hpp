// What the daily looks at attacked subnets have seen: how high they came, for how long, and how far
// they fell.
#pragma once

#include "kernels/chain/block_time.hpp"
#include "kernels/lanes/operations.hpp"
#include "kernels/register/registry.hpp"
#include "kernels/state/scalars.hpp"

namespace taosweep {

/// A time and, right after it, whether it was seen; `last` is when one last looked.
TAOSWEEP_HD void finish_time(double time, double last, Outcome which, double* out) {
  const bool seen = time >= 0;
  out[which] = seen ? time : last;
  out[which + 1] = seen ? 1 : 0;
}

/// `spent` [TAO] is the first attacker's at the end, less proceeds.
TAOSWEEP_HD void finish_takeover(const Track& t, double spent, double* out) {
  out[outcome_best_rank] = t.best_rank;
  out[outcome_best_emission_rank] = t.best_emission_rank;
  out[outcome_share_held_7d] = t.share_held;
  out[outcome_attack_at_risk] = max(t.at_risk, spent);
  if (t.attackers_looks > 0) {
    constexpr Outcome levels[takeover_levels] = {outcome_takeover_days_5, outcome_takeover_days_10,
                                                 outcome_takeover_days_20, outcome_takeover_days_33,
                                                 outcome_takeover_days_50};
    TAOSWEEP_ROLLED
    for (int i = 0; i < takeover_levels; ++i)
      finish_time(t.takeover_days[i], t.attackers_looks, levels[i], out);
  }
  if (!(t.top_price > 0)) return;
  const double since = (t.fall_block - t.top_block) / blocks_per_day;
  out[outcome_target_drawdown] = t.deepest_fall;
  finish_time(t.days_from_top[0], since, outcome_peak_fall_days_50, out);
  finish_time(t.days_from_top[1], since, outcome_peak_fall_days_80, out);
  finish_time(t.days_from_top[2], since, outcome_peak_fall_days_95, out);
}

}  // namespace taosweep
