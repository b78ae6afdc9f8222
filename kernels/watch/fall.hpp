// The price of the attacked subnet after the action, step by step.
#pragma once

#include "kernels/math/log.hpp"
#include "kernels/watch/observe.hpp"

namespace taosweep {

/// At the action: what later prices are compared with.
template <class E>
TAOSWEEP_HD void begin_fall(E& economy, const Observation& seen) {
  economy.track.price_at_action = seen.chosen.price;
  economy.track.rest_at_action = price_of_rest(seen);
  economy.track.share_at_action = seen.chosen.spot_share;
  economy.track.minted_at_look = economy.money.minted;
  economy.track.lowest_12h = economy.track.lowest_48h = economy.track.last_ratio = 1;
  if (E::Group::leader()) *economy.record.since_action() = 1.0f;
}

/// Hours after the action at which the ratio of prices fell to each of fall_levels, where it did in
/// this step: its logarithm counts as linear in time within the step. What is defined stays.
template <class E>
TAOSWEEP_HD void see_crossings(E& economy, double ratio, double hours, double step) {
  constexpr double levels[fall_levels] = {0.50, 0.10, 0.02};
  auto& t = economy.track;
  for (int i = 0; i < fall_levels; ++i) {
    if (ratio > levels[i] || t.hours_fell[i] >= 0) continue;
    const double part = log_of(t.last_ratio / levels[i]) / log_of(t.last_ratio / ratio);
    t.hours_fell[i] = hours - step * (1 - part);
  }
  t.last_ratio = ratio;
}

/// Whether the action has been, and the price that it may make fall.
template <class E>
TAOSWEEP_HD bool price_may_fall(const E& economy) {
  return economy.foundation.acted == 1 && economy.attack.gone == 0;
}
template <class S>
TAOSWEEP_HD double price_that_falls(S& steps) {
  return steps.pick(steps.clock.target, [](const auto& pack) { return pack.price(); });
}

/// After each step from the action on, by the `price` of the attacked subnet: lowest price, hours
/// to fall, and the series since the action.
template <class E>
TAOSWEEP_CALLED void track_fall(E& economy, double price, int block, int k) {
  using Group = typename E::Group;
  auto& t = economy.track;
  const int since = block + k - static_cast<int>(economy.foundation.action_block);
  const double ratio = price / t.price_at_action;
  const double hours = static_cast<double>(since) / blocks_per_hour;
  if (hours <= 12) t.lowest_12h = min(t.lowest_12h, ratio);
  if (hours <= 48) t.lowest_48h = min(t.lowest_48h, ratio);
  see_crossings(economy, ratio, hours, static_cast<double>(k) / blocks_per_hour);
  if (!Group::leader()) return;
  float* fall = economy.record.since_action();
  for (int i = (since - k) / fall_interval + 1; i * fall_interval <= since; ++i) {
    if (i < fall_times) fall[i] = static_cast<float>(ratio);
  }
}

}  // namespace taosweep
