// What share of emission attackers have kept, not only touched.
#pragma once

#include "kernels/lanes/operations.hpp"
#include "kernels/state/scalars.hpp"

namespace taosweep {

//   m = min of the last seven looks,   share_held = max m,   takeover at x: the first m >= x
//
/// A daily look after the start at the share of emission of all attacked subnets together.
TAOSWEEP_HD void follow_takeover(Track& t, double share) {
  constexpr double levels[takeover_levels] = {0.05, 0.10, 0.20, 0.33, 0.50};
  t.attackers_looks += 1;
  double least = share;
  for (int i = 0; i + 1 < takeover_looks; ++i) {
    t.attackers_share[i] = t.attackers_share[i + 1];
    least = min(least, t.attackers_share[i]);
  }
  t.attackers_share[takeover_looks - 1] = share;
  if (t.attackers_looks < takeover_looks) return;
  if (!(t.share_held >= least)) t.share_held = least;
  for (int i = 0; i < takeover_levels; ++i) {
    if (least >= levels[i] && !(t.takeover_days[i] >= 0))
      t.takeover_days[i] = t.attackers_looks;
  }
}

}  // namespace taosweep
