// The contests of an economy: where the foundation looks, and on the subnets of all attackers where
// it acts on all. Root's stake votes on every subnet in full: nothing is divided among them.
#pragma once

#include "kernels/chain/consensus/tempo.hpp"
#include "kernels/players/contest.hpp"

namespace taosweep {

/// Whether the epoch of a subnet runs in a step of k blocks that begins at `phase`.
template <class E>
TAOSWEEP_HD bool epoch_is_due(const E& economy, double subnet, double phase, int k) {
  return epoch_offset_at(phase, subnet, economy.rules->tempo) < k;
}

/// Changes the contest of the attacker of number i, after the first, by f(contest).
template <class E, class F>
TAOSWEEP_HD void change_contest(E& economy, int i, const F& f) {
  Contest contest = economy.stored.contests[i - 1];
  E::Group::sync();  // all have read it
  f(contest);
  if (E::Group::leader()) economy.stored.contests[i - 1] = contest;
  E::Group::sync();
}

/// Before a step in which epochs are due: marks those where the foundation looks. -> whether there
/// is one.
template <class E>
TAOSWEEP_HD bool mark_due_contests(E& economy, double phase, int block, int k) {
  const auto& f = economy.foundation;
  bool any = economy.is_looked_at(block) && epoch_is_due(economy, f.subnet, phase, k);
  economy.split.due = any ? 1.0 : 0.0;
  if (economy.clock.acts_on_all == 0) return any;
  TAOSWEEP_ROLLED
  for (int i = 1; i < economy.clock.attackers; ++i) {
    const AttackState& own = economy.attacker(i);
    if (!attacks(own, block) || !epoch_is_due(economy, own.subnet, phase, k)) continue;
    change_contest(economy, i, [](Contest& contest) { contest.split.due = 1; });
    any = true;
  }
  return any;
}

/// Calls f(attacker, contest) for each after the first whose epoch is marked.
template <class E, class F>
TAOSWEEP_HD void for_each_due(E& economy, const F& f) {
  if (economy.clock.acts_on_all == 0) return;
  TAOSWEEP_ROLLED
  for (int i = 1; i < economy.clock.attackers; ++i) {
    if (economy.stored.contests[i - 1].split.due == 0) continue;
    change_contest(economy, i, [&](Contest& contest) { f(economy.attacker(i), contest); });
  }
}

/// Settles consensus on the subnets whose epochs are marked, where the foundation scores them.
template <class E>
TAOSWEEP_CALLED void begin_contests(E& economy) {
  const auto& p = economy.parameters.foundation;
  if (!p.acts || p.by != FoundationBy::consensus) return;
  const AttackState& own = economy.at_hand();
  if (economy.split.due == 1 && own.acted_on >= 0) {
    economy.foundation.controls = contested_epoch(economy, own, economy.contest, economy.split);
  }
  for_each_due(economy, [&](AttackState& other, Contest& contest) {
    if (other.acted_on >= 0)
      other.controls = contested_epoch(economy, other, contest.state, contest.split);
  });
}

/// On each subnet of a pack what `of` says of the split of an epoch of this step, where that is
/// contested; `elsewhere` where it is not.
template <class P, class F>
TAOSWEEP_HD typename P::real on_contested(const P& pack, const F& of,
                                          const typename P::real& elsewhere) {
  using real = typename P::real;
  const auto& economy = pack.economy;
  const ContestSplit& split = economy.split;
  const auto here = is_at_hand(pack) & (real(split.active) > real(0.0));
  real value = select(here, real(of(split)), elsewhere);
  if (economy.clock.acts_on_all == 0) return value;
  TAOSWEEP_ROLLED
  for (int i = 1; i < economy.clock.attackers; ++i) {
    const ContestSplit& other = economy.stored.contests[i - 1].split;
    if (other.active == 0) continue;
    const auto site = pack.number() == real(economy.attacker(i).subnet);
    value = select(site, real(of(other)), value);
  }
  return value;
}

/// Notes who has sold for how much, in a tick that began at `block`, where the foundation looks.
template <class E>
TAOSWEEP_HD void see_sales(E& economy, int block) {
  if (economy.is_looked_at(block))
    add_sales(economy, static_cast<int>(economy.foundation.subnet), economy.contest);
  for (int i = 1; i < economy.clock.attackers && economy.clock.acts_on_all == 1; ++i) {
    const AttackState& own = economy.attacker(i);
    if (!attacks(own, block)) continue;
    change_contest(economy, i, [&](Contest& contest) {
      add_sales(economy, static_cast<int>(own.subnet), contest.state);
    });
  }
  E::Group::sync();  // their lanes write them anew in the next tick
}
/// The same of an attacker's own sales, by its number [TAO].
template <class E>
TAOSWEEP_HD void see_sales_of_attacker(E& economy, int i, double received) {
  if (i == economy.foundation.at_hand) economy.contest.sold_now[cohort_count] += received;
  if (economy.clock.acts_on_all == 0 || i == 0) return;
  change_contest(economy, i,
                 [&](Contest& contest) { contest.state.sold_now[cohort_count] += received; });
}

/// After the step in which they ran.
template <class E>
TAOSWEEP_HD void end_contests(E& economy) {
  if (economy.split.due == 1) next_tempo(economy.contest, economy.split);
  for_each_due(economy,
               [](AttackState&, Contest& contest) { next_tempo(contest.state, contest.split); });
}

}  // namespace taosweep
