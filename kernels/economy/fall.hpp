// The price of the attacked subnet after the action, step by step.
#pragma once

#include "kernels/economy/context.hpp"
#include "kernels/math/log.hpp"

namespace taosweep {

inline constexpr int blocks_per_hour = 300;

/// Hours from the action to the moment within the last step at which the ratio crossed `level`, its
/// logarithm taken as linear in time; `found` stays what it is once it is defined.
TAOSWEEP_HD void see_crossing(double level, double before, double now, double hours, double step,
                              double& found) {
  if (now > level || found >= 0) return;
  found = hours - step * (1 - log_of(before / level) / log_of(before / now));
}

/// After each step from the action on: lowest price, hours to fall, and the series since the
/// action.
template <class C>
TAOSWEEP_HD void track_fall(C& c, int block, int k) {
  using G = typename C::G;
  auto& t = c.q.track;
  if (c.q.foundation.acted != 1) return;
  const int since = block + k - static_cast<int>(c.q.foundation.action_block);
  const double price = G::pick(c.hot.tao, c.clock.target) / G::pick(c.hot.alpha, c.clock.target);
  const double ratio = price / t.price_at_action;
  const double hours = static_cast<double>(since) / blocks_per_hour;
  if (hours <= 12) t.lowest_12h = min(t.lowest_12h, ratio);
  if (hours <= 48) t.lowest_48h = min(t.lowest_48h, ratio);
  const double step = static_cast<double>(k) / blocks_per_hour;
  see_crossing(0.50, t.last_ratio, ratio, hours, step, t.hours_50);
  see_crossing(0.10, t.last_ratio, ratio, hours, step, t.hours_90);
  see_crossing(0.02, t.last_ratio, ratio, hours, step, t.hours_98);
  t.last_ratio = ratio;
  if (!G::leader()) return;
  float* fall = c.record.since_action();
  for (int i = (since - k) / fall_interval + 1; i * fall_interval <= since; ++i) {
    if (i < fall_times) fall[i] = static_cast<float>(ratio);
  }
}

}  // namespace taosweep
