// The foundation: sees the attacked subnet, waits, and scores its sellers.
#pragma once

#include "kernels/math/exp.hpp"
#include "kernels/math/undefined.hpp"
#include "kernels/players/contest.hpp"
#include "kernels/players/player.hpp"

namespace taosweep {

struct Foundation : Player {
  struct Tick {
    double panic = 0;  ///< extra hazard of selling [1/d]
  };

  TAOSWEEP_HD static void launch(Scalars& q) {
    q.foundation.action_block = -1;
    q.foundation.phi_needed = q.foundation.phi_needed_opposed = undefined;
  }

  /// While it controls, holders panic:  panic_rate exp(-t / panic_days), t since the action.
  template <class E>
  TAOSWEEP_HD static void plan(E& economy, int block, int, Tick& tick) {
    if (economy.foundation.controls != 1) return;
    const double since = (block - economy.foundation.action_block) / blocks_per_day;
    tick.panic = economy.parameters.foundation.panic_rate *
                 exp_of(-since / economy.parameters.foundation.panic_days);
  }

  /// Starts the clock of the delay when the spot share has stood for long enough. The clock runs in
  /// every arm, so that arms share their steps; whether the foundation then acts is another matter.
  template <class E>
  TAOSWEEP_HD static void decide(E& economy, int block, const Standing& seen) {
    const auto& p = economy.parameters;
    auto& f = economy.foundation;
    if (!economy.under_attack(block) || f.action_block >= 0) return;
    const bool stands =
        p.foundation.trigger_share == 0 ||
        (price_tells(economy.clock, block) && seen.spot_share >= p.foundation.trigger_share);
    f.run_days = stands ? f.run_days + 1 : 0;
    if (f.run_days <= p.foundation.trigger_days) return;
    f.action_block = action_after(p, economy.clock, block);
  }

  template <class E>
  TAOSWEEP_HD static bool acts_at(const E& economy, int block) {
    return economy.foundation.acted != 1 && economy.foundation.action_block == block &&
           economy.attack.gone == 0;
  }

  /// Notes who would control, and with what at stake.
  template <class E>
  TAOSWEEP_HD static void act(E& economy, const Standing& seen) {
    const auto& p = economy.parameters;
    auto& f = economy.foundation;
    f.acted = 1;
    f.held = target_held(economy);
    f.pool_tao = seen.tao;
    f.pool_alpha = seen.alpha;
    f.pool_weight = seen.tao_weight;
    f.share = target_consensus_share(economy);
    const double staked = f.held * p.validators.alpha_staked;
    f.root_stake = economy.root_stake();
    if (f.root_stake > 0 && economy.rules->tao_weight > 0) {
      const auto needed = [&](double abstain) {
        return taosweep::phi_needed(target_deciding_share(economy), economy.rules->tao_weight,
                                    f.root_stake, p.foundation.alpha_share, staked, abstain);
      };
      f.phi_needed = needed(p.foundation.abstain_share);
      f.phi_needed_opposed = needed(0);
      // Beyond all of root there is no rest that could abstain.
      if (f.phi_needed > 1) f.phi_needed = max(1.0, f.phi_needed_opposed);
    }
    if (p.foundation.by == FoundationBy::emission_switch) {
      if constexpr (has<E>(need_claims)) {
        if (p.foundation.acts) switch_off(economy);
      }
      return;
    }
    f.controls = p.foundation.acts && f.share >= target_deciding_share(economy) ? 1.0 : 0.0;
  }

  /// From now on the subnet gets no TAO.
  template <class E>
  TAOSWEEP_HD static void switch_off(E& economy) {
    using real = typename E::real;
    TAOSWEEP_UNROLL
    for (int j = 0; j < E::packs; ++j) {
      const auto pack = economy.pack(j);
      pack.set_switched(select(pack.is_target() > real(0.0), real(1.0), pack.switched()));
    }
    E::Group::sync();
    economy.emission.named_off = 1;
  }

  template <class P>
  TAOSWEEP_HD static typename P::real panic(const P& pack, const Tick& tick) {
    return pack.is_target() * typename P::real(tick.panic);
  }
  /// All of root until the attack; then not those who abstain.
  template <class P>
  TAOSWEEP_HD static typename P::real validating_root(const P& pack, int block) {
    using real = typename P::real;
    const real all(1.0);
    if (!pack.economy.under_attack(block)) return all;
    const auto& foundation = pack.economy.parameters.foundation;
    return select(pack.is_target() > real(0.0),
                  real(active_root(foundation.coalition_share, foundation.abstain_share)), all);
  }
  /// Holders expect nothing while it controls.
  template <class P>
  TAOSWEEP_HD static typename P::real headline_open(const P& pack) {
    using real = typename P::real;
    return real(1.0) - pack.is_target() * real(pack.economy.foundation.controls);
  }
};

}  // namespace taosweep
