// Whom the foundation acts on, where it looks at all of several attackers: on one at a time, or on
// each.
#pragma once

#include "kernels/math/undefined.hpp"
#include "kernels/players/contest.hpp"
#include "kernels/state/pools.hpp"
#include "kernels/state/view.hpp"

namespace taosweep {

/// What is seen of an attacker's subnet; undefined without pools.
struct Sight {
  double price;       ///< [TAO/alpha]
  double spot_share;  ///< of prices [1]
};
template <class E>
TAOSWEEP_HD Sight sight_of(const E& economy, const AttackState& own) {
  if (without_pools(economy)) return {undefined, undefined};
  const auto price = [](const auto& pack) { return pack.price() * pack.alive(); };
  const double seen = economy.pick(static_cast<int>(own.subnet), price);
  return {seen, seen / economy.sum(price)};
}

/// The daily look at an attacker: whether its subnet has met the trigger for long enough.
template <class E>
TAOSWEEP_HD bool meets_trigger(const E& economy, AttackState& own, int block) {
  const auto& p = economy.parameters.foundation;
  const bool opened = economy.clock.fresh == 0 || block > own.start;
  if (!attacks(own, block) || !opened) return false;
  const double trigger = p.trigger_share;
  const bool tells = block > economy.clock.launch;  // at the launch itself all prices are 1
  const bool stands = trigger == 0 || (tells && sight_of(economy, own).spot_share >= trigger);
  own.run_days = stands ? own.run_days + 1 : 0.0;
  return own.run_days > p.trigger_days;
}

/// It has looked on this day already, and acts on the first attacker just now.
template <class E>
TAOSWEEP_HD bool has_looked(const E& economy, int block) {
  return economy.foundation.acted == 1 && economy.foundation.action_block == block;
}

/// The daily look at those after the first where it acts on all: starts the clock of the delay.
template <class E>
TAOSWEEP_HD void look_at_further(E& economy, int block) {
  if (has_looked(economy, block)) return;
  TAOSWEEP_ROLLED
  for (int i = 1; i < economy.clock.attackers; ++i) {
    AttackState& own = economy.attacker(i);
    if (own.due < 0 && meets_trigger(economy, own, block))
      own.due = action_after(economy.parameters, economy.clock, block);
  }
}

/// Whether it may turn to another: it has not chosen yet, or that one is gone, stopped or switched
/// off, or the coalition does not decide there. The same in arms in which it does not act.
template <class E>
TAOSWEEP_HD bool may_turn(E& economy) {
  if (economy.foundation.at_hand < 0) return true;
  const AttackState& own = economy.at_hand();
  if (own.gone == 1) return true;
  if (own.acted_on < 0) return false;
  return economy.parameters.foundation.by == FoundationBy::emission_switch || own.stopped == 1 ||
         !coalition_decides(economy, own);
}

/// From now on it follows who sells on that attacker's subnet, and acts there after its delay.
/// Where it looked before scores agree again.
template <class E>
TAOSWEEP_HD void turn_to(E& economy, int attacker, int block) {
  auto& f = economy.foundation;
  AttackState& own = economy.attacker(attacker);
  f.at_hand = attacker;
  f.subnet = own.subnet;
  f.from = block;
  f.controls = 0;
  (attacker == 0 ? f.action_block : own.due) =
      action_after(economy.parameters, economy.clock, block);
  economy.contest = ContestState{};
}

/// The daily look: of the attackers that meet the trigger, and that it has not acted on yet, it
/// turns to the one whose subnet has the highest share of emission, of equal ones to the first.
template <class E>
TAOSWEEP_HD void choose_attacker(E& economy, int block) {
  if (has_looked(economy, block)) return;
  int worst = -1;
  double most = -1;
  TAOSWEEP_ROLLED
  for (int i = 0; i < economy.clock.attackers; ++i) {
    AttackState& own = economy.attacker(i);
    if (!meets_trigger(economy, own, block) || own.acted_on >= 0) continue;
    const double weight = economy.pick(static_cast<int>(own.subnet),
                                       [&](const auto& pack) { return share_weight(pack, block); });
    if (!(weight > most)) continue;
    most = weight;
    worst = i;
  }
  if (worst >= 0 && may_turn(economy)) turn_to(economy, worst, block);
}

}  // namespace taosweep
