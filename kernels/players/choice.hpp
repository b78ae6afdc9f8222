// Whom the foundation acts on, where it looks at all of several attackers: on one at a time, or on
// each.
#pragma once

#include "kernels/math/undefined.hpp"
#include "kernels/players/contest.hpp"
#include "kernels/players/player.hpp"
#include "kernels/state/pools.hpp"
#include "kernels/state/view.hpp"

namespace taosweep {

/// What is seen of an attacker's subnet; undefined without pools.
struct Sight {
  double price;       ///< [TAO/alpha]
  double spot_share;  ///< of prices [1]
};
/// Among prices that sum to `price_sum` [TAO/alpha].
template <class E>
TAOSWEEP_HD Sight sight_of(const E& economy, const AttackState& own, double price_sum) {
  if (without_pools(economy)) return {undefined, undefined};
  const double seen = economy.pick(static_cast<int>(own.subnet),
                                   [](const auto& pack) { return pack.price() * pack.alive(); });
  return {seen, seen / price_sum};
}

/// Whether an attacker has begun for those who look once a day. One after the first that registers
/// a subnet may yet be turned away on the day on which it would begin.
template <class E>
TAOSWEEP_HD bool is_seen(const E& economy, const AttackState& own, int block) {
  const bool registers = economy.clock.fresh == 1 && &own != &economy.attack;
  return attacks(own, block) && (!registers || block > own.start);
}

//   p/sum p >= trigger_share on more than trigger_days looks in a row, one a day; it acts
//   delay_days after the first look at which that is so
//
/// The daily look at an attacker, whose share of prices is share(): whether its subnet has met the
/// trigger for long enough. A trigger of 0 is met from the start on, seen or not.
template <class E, class Share>
TAOSWEEP_HD bool meets_trigger(const E& economy, AttackState& own, int block, const Share& share) {
  const auto& p = economy.parameters.foundation;
  if (!is_seen(economy, own, block)) return false;
  const bool at_once = p.trigger_share == 0;
  const auto unseen = static_cast<int>((block - own.start) / blocks_per_day);
  if (at_once && own.run_days == 0) own.run_days = unseen;
  const bool stands =
      at_once || (price_tells(economy.clock, own.start, block) && share() >= p.trigger_share);
  own.run_days = stands ? own.run_days + 1 : 0.0;
  return own.run_days > p.trigger_days;
}

/// Block of the action on one that meets the trigger at the look at `block`, at the earliest: its
/// delay counts from the day on which it did.
template <class E>
TAOSWEEP_HD double action_on(const E& economy, const AttackState& own, int block) {
  const auto& p = economy.parameters;
  const int days = static_cast<int>(own.run_days) - 1 - static_cast<int>(p.foundation.trigger_days);
  const int met = block - days * static_cast<int>(blocks_per_day);
  return max(action_after(p, economy.clock, met), static_cast<double>(block));
}

/// It has looked on this day already, and acts on the first attacker just now.
template <class E>
TAOSWEEP_HD bool has_looked(const E& economy, int block) {
  return economy.foundation.acted == 1 && economy.foundation.action_block == block;
}

/// The daily look at those after the first where it acts on all: starts the clock of the delay.
template <class E>
TAOSWEEP_HD void look_at_further(E& economy, int block, const Standing& seen) {
  if (has_looked(economy, block)) return;
  TAOSWEEP_ROLLED
  for (int i = 1; i < economy.clock.attackers; ++i) {
    AttackState& own = economy.attacker(i);
    const auto share = [&] { return sight_of(economy, own, seen.price_sum).spot_share; };
    if (own.due < 0 && meets_trigger(economy, own, block, share))
      own.due = action_on(economy, own, block);
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
TAOSWEEP_HD void choose_attacker(E& economy, int block, const Standing& seen) {
  if (has_looked(economy, block)) return;
  int worst = -1;
  double most = -1;
  TAOSWEEP_ROLLED
  for (int i = 0; i < economy.clock.attackers; ++i) {
    AttackState& own = economy.attacker(i);
    const auto share = [&] { return sight_of(economy, own, seen.price_sum).spot_share; };
    if (!meets_trigger(economy, own, block, share) || own.acted_on >= 0) continue;
    const double weight = economy.pick(static_cast<int>(own.subnet),
                                       [&](const auto& pack) { return share_weight(pack, block); });
    if (!(weight > most)) continue;
    most = weight;
    worst = i;
  }
  if (worst >= 0 && may_turn(economy)) turn_to(economy, worst, block);
}

}  // namespace taosweep
