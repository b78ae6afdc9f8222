// The foundation: sees an attacked subnet, waits, and scores its sellers.
#pragma once

#include "kernels/math/exp.hpp"
#include "kernels/math/undefined.hpp"
#include "kernels/players/choice.hpp"
#include "kernels/players/contests.hpp"
#include "kernels/players/player.hpp"
#include "kernels/random/draw.hpp"

namespace taosweep {

struct Foundation : Player {
  struct Tick {
    double panic = 0;                 ///< extra hazard of selling [1/d]
    double false_panic = 0;           ///< the same on the honest subnet that it errs about
    double panic_of[most_attackers];  ///< of each after the first, where it acts on all

    TAOSWEEP_HD Tick() {}  // leaves panic_of to plan
  };

  TAOSWEEP_HD static void launch(const Clock& clock, Scalars& q) {
    q.foundation.action_block = q.foundation.alarm = q.foundation.alarm_block = -1;
    q.foundation.phi_needed = q.foundation.phi_needed_opposed = undefined;
    q.foundation.at_hand = clock.chooses == 1 ? -1 : 0;
    q.foundation.subnet = clock.chooses == 1 ? -1 : clock.target;
    q.foundation.from = clock.attack;
  }

  /// Acts on those after the first.
  template <class E>
  TAOSWEEP_HD static void start(E& economy, int block) {
    TAOSWEEP_ROLLED
    for (int i = 1; i < economy.clock.attackers; ++i) {
      AttackState& own = economy.attacker(i);
      if (own.due != block || own.gone == 1) continue;
      E::Group::sync();
      const double prices =
          economy.sum([](const auto& pack) { return pack.price() * pack.alive(); });
      begin_action(economy, own, block, coalition_on_site(economy, own),
                   sight_of(economy, own, prices).spot_share);
    }
  }

  /// While it controls, holders panic:  panic_rate exp(-t / panic_days), t since the action; and
  /// likewise while it errs.
  template <class E>
  TAOSWEEP_HD static void plan(E& economy, int block, int, Tick& tick) {
    const auto& f = economy.foundation;
    const auto panic_after = [&](double begin) {
      const double since = (block - begin) / blocks_per_day;
      return economy.parameters.foundation.panic_rate *
             exp_of(-since / economy.parameters.foundation.panic_days);
    };
    if (f.controls == 1) tick.panic = panic_after(economy.at_hand().acted_on);
    TAOSWEEP_ROLLED
    for (int i = 1; i < economy.clock.attackers && economy.clock.acts_on_all == 1; ++i) {
      const AttackState& own = economy.attacker(i);
      tick.panic_of[i] = own.controls == 1 ? panic_after(own.acted_on) : 0.0;
    }
    end_alarm(economy, block);
    if (f.alarm >= 0) tick.false_panic = panic_after(f.alarm_block);
  }

  /// It has seen its error after the time that it takes to act.
  template <class E>
  TAOSWEEP_HD static void end_alarm(E& economy, int block) {
    auto& f = economy.foundation;
    const double delay = economy.parameters.foundation.delay_days * blocks_per_day;
    if (f.alarm >= 0 && block >= f.alarm_block + delay) f.alarm = -1;
  }

  template <class E>
  TAOSWEEP_HD static bool is_attacked(const E& economy, int subnet, int block) {
    bool found = false;
    TAOSWEEP_ROLLED
    for (int i = 1; i < economy.clock.attackers; ++i) {
      const AttackState& other = economy.attacker(i);
      found |= other.subnet == subnet && attacks(other, block);
    }
    return found;
  }

  //   P(alarm in a day) = 1 - exp(-rate)
  //
  /// Once a day, while it does not err, it may take an honest subnet for a bad one: any of the
  /// first ones but the attacked, each as likely. One that does not live raises none, nor does one
  /// that somebody else attacks.
  template <class E>
  TAOSWEEP_HD static void err(E& economy, int block) {
    const auto& p = economy.parameters;
    auto& f = economy.foundation;
    const bool day = block % static_cast<int>(blocks_per_day) == 0;
    const bool may = p.foundation.acts && p.foundation.false_alarm_rate > 0;
    if (!may || !day || block <= economy.clock.launch || f.alarm_block == block) return;
    end_alarm(economy, block);
    const auto words = economy.draw_now(Purpose::false_alarm, std::uint32_t{whole_economy},
                                        static_cast<std::uint32_t>(block));
    const double chance = -expm1_of(-p.foundation.false_alarm_rate);
    if (f.alarm >= 0 || !(uniform_real(words.w[0], words.w[1]) < chance)) return;
    const int target = economy.clock.fresh == 1 ? -1 : economy.clock.target;
    const int honest = economy.clock.subnets - (target >= 0 ? 1 : 0);
    int subnet = static_cast<int>(to_real(words.w[2]) * 0x1p-32 * honest);
    if (target >= 0 && subnet >= target) ++subnet;
    const double lives = economy.pick(subnet, [](const auto& pack) { return pack.alive(); });
    if (honest < 1 || !(lives > 0) || is_attacked(economy, subnet, block)) return;
    f.alarm = subnet;
    f.alarm_block = block;
    f.false_alarms += 1;
  }

  /// Starts the clock of the delay when the spot share has stood for long enough. The clock runs in
  /// every arm, so that arms share their steps; whether the foundation then acts is another matter.
  template <class E>
  TAOSWEEP_HD static void decide(E& economy, int block, const Standing& seen) {
    err(economy, block);
    if (economy.clock.chooses == 1) return choose_attacker(economy, block, seen);
    if (economy.clock.acts_on_all == 1) look_at_further(economy, block, seen);
    if (economy.foundation.action_block >= 0) return;
    if (meets_trigger(economy, economy.attack, block, [&] { return seen.spot_share; }))
      economy.foundation.action_block = action_on(economy, economy.attack, block);
  }

  template <class E>
  TAOSWEEP_HD static bool acts_at(const E& economy, int block) {
    return economy.foundation.acted != 1 && economy.foundation.action_block == block &&
           economy.attack.gone == 0;
  }

  /// On the first attacker: notes who would control, and with what at stake.
  template <class E>
  TAOSWEEP_HD static void act(E& economy, const Standing& seen) {
    const auto& p = economy.parameters;
    auto& f = economy.foundation;
    f.acted = 1;
    f.held = held_on_site(economy, economy.attack);
    f.pool_tao = seen.tao;
    f.pool_alpha = seen.alpha;
    f.pool_weight = seen.tao_weight;
    f.share = coalition_on_site(economy, economy.attack);
    const double staked = f.held * p.validators.alpha_staked;
    f.root_stake = economy.root_stake();
    if (f.root_stake > 0 && economy.rules->tao_weight > 0) {
      const auto needed = [&](double abstain) {
        return taosweep::phi_needed(deciding_share_now(economy), economy.rules->tao_weight,
                                    f.root_stake, p.foundation.alpha_share, staked, abstain);
      };
      f.phi_needed = needed(p.foundation.abstain_share);
      f.phi_needed_opposed = needed(0);
      // Beyond all of root there is no rest that could abstain.
      if (f.phi_needed > 1) f.phi_needed = max(1.0, f.phi_needed_opposed);
    }
    begin_action(economy, economy.attack, f.action_block, f.share, seen.spot_share);
  }

  /// It acts on an attacker, by its scores or root's switch; the coalition's share of consensus on
  /// that subnet, and the subnet's of prices, at this block.
  template <class E>
  TAOSWEEP_HD static void begin_action(E& economy, AttackState& own, double block, double coalition,
                                       double share) {
    const auto& p = economy.parameters;
    const bool decides = coalition >= deciding_share_now(economy);
    own.acted_on = block;
    own.decided = decides ? 1.0 : 0.0;
    own.share_then = share;
    if (p.foundation.by == FoundationBy::emission_switch) {
      if constexpr (has<E>(need_claims)) {
        if (p.foundation.acts) switch_off(economy, own);
      }
      return;
    }
    double& controls = &own == &economy.at_hand() ? economy.foundation.controls : own.controls;
    controls = p.foundation.acts && decides ? 1.0 : 0.0;
  }

  /// From now on the subnet gets no TAO.
  template <class E>
  TAOSWEEP_HD static void switch_off(E& economy, const AttackState& own) {
    using real = typename E::real;
    TAOSWEEP_UNROLL
    for (int j = 0; j < E::packs; ++j) {
      const auto pack = economy.pack(j);
      const auto site = pack.number() == real(own.subnet);
      pack.set_switched(select(site, real(1.0), pack.switched()));
    }
    E::Group::sync();
    economy.emission.named_off = 1;
  }

  /// `first` where it looks; on the subnets of the other attackers, where it acts on all, what `of`
  /// says of each by number.
  template <class P, class F>
  TAOSWEEP_HD static typename P::real on_further(const P& pack, typename P::real first,
                                                 const F& of) {
    using real = typename P::real;
    if (pack.economy.clock.acts_on_all == 0) return first;
    TAOSWEEP_ROLLED
    for (int i = 1; i < pack.economy.clock.attackers; ++i)
      first = select(pack.number() == real(pack.economy.attacker(i).subnet), real(of(i)), first);
    return first;
  }
  /// Where a subnet is dissolved nothing is left to look at.
  template <class E>
  TAOSWEEP_HD static void dissolve(E& economy, int subnet, double /*per_alpha*/) {
    if (economy.foundation.subnet == subnet) economy.foundation.from = undefined;
  }

  template <class P>
  TAOSWEEP_HD static typename P::real panic(const P& pack, const Tick& tick) {
    using real = typename P::real;
    const real right = on_further(pack, select(is_at_hand(pack), real(tick.panic), real(0.0)),
                                  [&](int i) { return tick.panic_of[i]; });
    if (!(tick.false_panic > 0)) return right;
    return right + is_alarmed(pack) * real(tick.false_panic);
  }
  /// All of root until the attack; then not those who abstain, on every subnet that the foundation
  /// may act on.
  template <class P>
  TAOSWEEP_HD static typename P::real validating_root(const P& pack, int block) {
    using real = typename P::real;
    const auto& economy = pack.economy;
    const auto& p = economy.parameters.foundation;
    real validates(1.0);
    const int sites = p.targets == FoundationTargets::first ? 1 : economy.clock.attackers;
    TAOSWEEP_ROLLED
    for (int i = 0; i < sites; ++i) {
      const AttackState& own = economy.attacker(i);
      if (!attacks(own, block)) continue;
      validates = select(pack.number() == real(own.subnet),
                         real(active_root(p.coalition_share, p.abstain_share)), validates);
    }
    return validates;
  }
  /// 1 on the honest subnet that it errs about, else 0.
  template <class P>
  TAOSWEEP_HD static typename P::real is_alarmed(const P& pack) {
    using real = typename P::real;
    return select(pack.number() == real(pack.economy.foundation.alarm), real(1.0), real(0.0));
  }
  /// Holders expect nothing while it controls, or errs.
  template <class P>
  TAOSWEEP_HD static typename P::real headline_open(const P& pack) {
    using real = typename P::real;
    const auto& f = pack.economy.foundation;
    const real controls = on_further(pack, select(is_at_hand(pack), real(f.controls), real(0.0)),
                                     [&](int i) { return pack.economy.attacker(i).controls; });
    const real open = real(1.0) - controls;
    return f.alarm >= 0 ? open - is_alarmed(pack) : open;
  }
};

}  // namespace taosweep
