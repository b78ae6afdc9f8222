// The foundation: sees the attacked subnet, waits, and scores its sellers.
#pragma once

#include "kernels/economy/contest.hpp"

namespace taosweep {

/// Once a day: starts the clock of the delay when the spot share has stood for
/// long enough. The clock runs in every arm, so that arms share their steps;
/// whether the foundation then acts is another matter.
template <class E>
TAOSWEEP_HD void watch_target(E& economy, int block, double spot_share) {
  const auto& p = economy.parameters;
  auto& f = economy.foundation;
  if (!economy.under_attack(block) || f.action_block >= 0) return;
  const bool stands = p.foundation.trigger_share == 0 || (price_tells(economy.clock, block) &&
                                                          spot_share >= p.foundation.trigger_share);
  f.run_days = stands ? f.run_days + 1 : 0;
  if (f.run_days <= p.foundation.trigger_days) return;
  f.action_block = action_after(p, economy.clock, block);
}

/// At the action: notes who would control, and with what at stake.
template <class E>
TAOSWEEP_HD void act(E& economy, double pool_tao, double pool_alpha) {
  const auto& p = economy.parameters;
  auto& f = economy.foundation;
  f.acted = 1;
  f.held = target_held(economy);
  f.pool_tao = pool_tao;
  f.pool_alpha = pool_alpha;
  f.share = target_consensus_share(economy);
  const double staked = f.held * p.validators.alpha_staked;
  f.root_stake = economy.root_stake();
  if (f.root_stake > 0 && p.protocol.tao_weight > 0) {
    const auto needed = [&](double abstain) {
      return phi_needed(p.protocol.kappa, p.protocol.tao_weight, f.root_stake,
                        p.foundation.alpha_share, staked, abstain);
    };
    f.phi_needed = needed(p.foundation.abstain_share);
    f.phi_needed_opposed = needed(0);
    // Beyond all of root there is no rest that could abstain.
    if (f.phi_needed > 1) f.phi_needed = max(1.0, f.phi_needed_opposed);
  }
  f.controls = p.foundation.acts && f.share >= p.protocol.kappa ? 1.0 : 0.0;
  economy.track.price_at_action = pool_tao / pool_alpha;
  economy.track.lowest_12h = economy.track.lowest_48h = economy.track.last_ratio = 1;
}

}  // namespace taosweep
