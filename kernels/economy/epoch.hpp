// Epochs of a step: who gets the alpha that has waited since the last one.
#pragma once

#include "kernels/chain/consensus/dividends.hpp"
#include "kernels/chain/consensus/tempo.hpp"
#include "kernels/players/holdings.hpp"
#include "kernels/state/recycle.hpp"
#include "kernels/state/view.hpp"

namespace taosweep {

/// Blocks from the first of the step to the epoch of each subnet of a pack.
template <class P>
TAOSWEEP_HD typename P::real epoch_offset_of(const P& pack, const EpochStep& e) {
  return epoch_offset_at(e.phase, pack.number(), pack.economy.rules->tempo);
}

/// Whether an epoch of pack j is due in a step of k blocks, were all its subnets alive.
template <class E>
TAOSWEEP_HD bool has_due_epoch(const E& economy, int j, int k) {
  constexpr int width = 32 / E::Group::packs_per_slot;
  const double first = j * width;
  return any_epoch_due(epoch_offset_at(economy.epochs.phase, first, economy.rules->tempo), width,
                       k);
}

/// Whether `due`, as begin_epochs says, has the slot of pack j.
template <class Group>
TAOSWEEP_HD bool slot_is_due(std::uint32_t due, int j) {
  return due >> j / Group::packs_per_slot & 1u;
}

/// Before a step of k blocks in which epochs are due. -> which, as begin_epochs says.
template <class E>
TAOSWEEP_CALLED std::uint32_t begin_due_epochs(E& economy, double root_stake, int block, int k) {
  using Group = typename E::Group;
  const auto tempo = static_cast<std::uint32_t>(economy.rules->tempo);
  EpochStep& e = economy.epochs;
  e.block = block;
  e.phase = epoch_phase(static_cast<std::uint32_t>(block), tempo);
  e.root_stake = root_stake;
  for (int j = 0; j < E::packs; ++j)
    economy.paid.root_tao[j] = economy.paid.players_alpha[j] = typename E::real(0.0);
  e.contest_due = mark_due_contests(economy, e.phase, block, k);
  std::uint32_t due = 1u << Group::slots;
  for (int j = 0; j < economy.used(); ++j)
    if (has_due_epoch(economy, j, k)) due |= 1u << j / Group::packs_per_slot;
  return due;
}

/// Looks at the calendar, and settles consensus where it is contested. Notes 0 where no epoch is
/// due, else a bit for each slot of subnets in which one runs, and one more. What they share lies
/// in the economy, so that steps without epochs hold none of it.
template <class S>
TAOSWEEP_HD void begin_epochs(S& steps, int block, int k) {
  const double tempo = steps.rules->tempo;
  const double phase =
      epoch_phase(static_cast<std::uint32_t>(block), static_cast<std::uint32_t>(tempo));
  if (!any_epoch_due(tempo - phase, S::Group::subnets, k)) {
    steps.note_epochs_due(0);
    return;
  }
  const double root_stake = steps.money.root + steps.money.unbooked_root;
  steps.set_aside();
  const std::uint32_t due = begin_due_epochs(steps.whole, root_stake, block, k);
  if (steps.whole.epochs.contest_due) {
    steps.put_rest();
    begin_contests(steps.whole);
  }
  steps.take_back();
  steps.note_epochs_due(due);  // its barriers also stand behind what contests wrote
}

/// What each side of an epoch gets over a half [1], for a miners' part [1].
template <class R>
struct SidesOfEpoch {
  R miners, validators;
};
template <class R>
TAOSWEEP_HD SidesOfEpoch<R> sides_of(const R& miners_part) {
  return {R(2.0) * miners_part, R(2.0) * (R(1.0) - miners_part)};
}

/// Miners' part of an epoch's alpha `total`: what is owed since their part has changed is in it.
template <class P>
TAOSWEEP_HD typename P::real miners_part_of_epoch(const P& pack, const typename P::real& total) {
  using real = typename P::real;
  const real part = miners_part_of(pack), owed = pack.owed_miners(), zero(0.0);
  const auto some = (abs(owed) > zero) & (total > zero);
  return select(some, part + owed / select(some, total, real(1.0)), part);
}

/// Alpha of root's that stops to wait where an epoch is due: `part` of the step's, `keep` 0 there.
template <class P>
TAOSWEEP_HD Take<typename P::real> release_to_root(const P& pack, const typename P::real& for_root,
                                                   const typename P::real& part,
                                                   const typename P::real& keep) {
  using real = typename P::real;
  const real waited = pack.pending_root(), one(1.0);
  pack.set_pending_root(fma(keep, waited, for_root * (one - part)));
  return delegate_take((one - keep) * fma(part, for_root, waited),
                       real(pack.economy.rules->validator_take));
}

/// Runs the epochs of a pack that fall due in a step of k blocks, each on the part of the pendings
/// up to its own block. What must be booked for the whole economy is noted there.
template <class P>
TAOSWEEP_HD void pay_epochs(const P& pack, const EpochStep& e, int k,
                            const Accrued<typename P::real>& step) {
  using real = typename P::real;
  auto& economy = pack.economy;
  const real offset = epoch_offset_of(pack, e);
  const DividendRule rule = economy.rules->dividends;
  const real &accrued = step.alpha, &swapped = step.swapped, &root_tao = step.root_tao;
  const auto due = (offset < real(static_cast<double>(k))) & (pack.alive() > real(0.0));
  const real part = select(due, (offset + real(1.0)) * real(1.0 / k), real(0.0));
  const real keep = select(due, real(0.0), real(1.0));
  const real zero(0.0), half(0.5);
  const real alpha = select(due, fma(part, accrued, pack.pending_alpha()), zero);
  const real sold = select(due, fma(part, swapped, pack.pending_swapped()), zero);
  const real root_paid = select(due, fma(part, root_tao, pack.pending_tao()), zero);
  pack.set_pending_alpha(fma(keep, pack.pending_alpha(), accrued * (real(1.0) - part)));
  pack.set_pending_swapped(fma(keep, pack.pending_swapped(), swapped * (real(1.0) - part)));
  pack.set_pending_tao(fma(keep, pack.pending_tao(), root_tao * (real(1.0) - part)));

  // The epoch runs on P + s. Unanimous scores: half to miners, half to validators by stake.
  const real total = alpha + sold;
  using Split = const ContestSplit&;
  const auto split = [&](const auto& of, const real& elsewhere) {
    return on_contested(pack, of, elsewhere);
  };
  const auto contested = split([](Split s) { return s.active; }, zero) > zero;
  real miners_half = split([](Split s) { return s.own_miners; }, half) * total;
  real sellers_part = split([](Split s) { return s.sellers; }, zero) * total;
  real followers = split([](Split s) { return s.rest; }, half) * total;
  real coalition = split([](Split s) { return s.coalition; }, zero) * total;
  const auto incentive = miners_half + sellers_part > zero;
  real validators_part(0.5);
  Take<real> root_take{zero, zero};
  if constexpr (has<P>(need_claims)) {
    const SidesOfEpoch<real> sides = sides_of(miners_part_of_epoch(pack, total));
    const auto divided =  // else validators have it all
        split([](Split s) { return s.own_miners + s.sellers; }, real(1.0)) > zero;
    const real miners = select(divided, sides.miners, real(1.0));
    const real validators = select(divided, sides.validators, real(1.0));
    validators_part = half * validators;
    sellers_part = sellers_part * miners;
    followers = followers * validators;
    coalition = coalition * validators;
    miners_half = miners_half * miners;
    const real burned = miners_half * (real(1.0) - burn_factor(pack.burned()));
    if (economy.parameters.miners.burned_to == BurnedTo::recycled) {
      recycle_alpha(pack, burned);
    } else {
      pack.set_unallocated(pack.unallocated() + burned);
    }
    miners_half = miners_half - burned;
    root_take = release_to_root(pack, step.for_root, part, keep);
  }

  const HeldAlpha<real> held = alpha_held_on(pack);
  const real staked = held.all * real(economy.parameters.validators.alpha_staked);
  const real holder_pay = Players::holder_pay(pack, e.block) * miners_half;
  const real tao_weight(economy.rules->tao_weight), root(e.root_stake);
  const real rest_root =
      root * split([](Split s) { return s.rest_of_root; }, Players::validating_root(pack, e.block));
  const real rest_alpha = select(contested, staked * real(1 - coalition_of_alpha(economy)), staked);
  const real rest_part = root_part_of_dividend(followers, rest_root, tao_weight, rest_alpha);
  const real coalition_part =
      root_part_of_dividend(coalition, root * real(coalition_of_root(economy)), tao_weight,
                            staked * real(coalition_of_alpha(economy)));
  real dividend = alpha_dividend(rule, followers, rest_part);
  real to_coalition = alpha_dividend(rule, coalition, coalition_part);
  real unpaid(0.0);
  if (rule == DividendRule::balanced) {
    const real whole = balanced_alpha(alpha, sold, incentive, validators_part),
               sum = dividend + to_coalition;
    const auto shared = sum > zero;
    const real scale = select(shared, whole / select(shared, sum, real(1.0)), zero);
    unpaid = select(shared, zero, whole);
    dividend = dividend * scale;
    to_coalition = to_coalition * scale;
  }
  const Take<real> take = delegate_take(dividend, real(economy.rules->validator_take));

  const real& eligible = held.earning;
  const auto someone = eligible > zero;
  const real to_holders = take.nominators + holder_pay;
  const real rate = select(someone, to_holders / select(someone, eligible, real(1.0)), zero);
  real owner = owner_cut_beside(pack, total);
  if constexpr (has<P>(need_claims)) {
    owner = select(due, owner, zero);
    pack.set_owed_owner(keep * pack.owed_owner());
    pack.set_owed_miners(keep * pack.owed_miners());
  }

  const real own_cut = Players::owns(pack, e.block) * owner;
  const real to_treasury = (owner - own_cut) * real(economy.parameters.owners.treasury_share);
  pack.set_treasury(pack.treasury() + to_treasury);
  pack.set_owner_income(fma(owner - to_treasury, pack.price(), pack.owner_income()));

  for (int i = 0; i < cohort_count; ++i) {
    real q = pack.held(i);
    if (earns(economy.parameters, i)) q = fma(q, rate, q);
    if (i == cohort_miners) q = q + miners_half - holder_pay;
    if (i == cohort_owners) q = q + (owner - own_cut - to_treasury);
    if (i == cohort_validators) {
      q = q + take.validator + to_coalition + select(someone, zero, to_holders);
      if constexpr (has<P>(need_claims)) q = q + root_take.validator;
    }
    q = fma(sellers_part, split([i](Split s) { return s.seller_share[i]; }, zero), q);
    pack.set_held(i, q);
  }
  if constexpr (has<P>(need_claims)) {  // what is staked for root until it is claimed earns too
    const real before = pack.claimable();
    if (economy.rules->root_pay == RootPay::basket)
      pack.set_claimable(fma(pack.claimable(), rate, pack.claimable()));
    pack.set_claimable(pack.claimable() + root_take.nominators);
    const real booked = economy.rules->root_booked ? root_paid : zero;
    pack.set_root_income(pack.root_income() + fma(pack.claimable() - before, pack.price(), booked));
  }
  // Quirks of the era: what was sold for root is credited once more, or root's part by stake is
  // left out although less was sold; the balanced rule leaves out what no alpha is staked for.
  const bool over_issues = rule == DividendRule::over_issued;
  const bool balances = rule == DividendRule::balanced;
  const auto nobody = split([](Split s) { return s.nobody; }, zero) > zero;
  if (over_issues) {
    pack.set_over_issued(pack.over_issued() + select(nobody, zero, sold));
  } else {
    pack.set_unallocated(pack.unallocated() +
                         (balances ? unpaid : rest_part + coalition_part - sold));
  }
  if (any(nobody) && !balances) {  // all of it is outstanding, and nobody's
    const real lost = select(nobody, over_issues ? alpha : total, zero);
    pack.set_unallocated(pack.unallocated() + lost);
  }
  economy.paid.root_tao[pack.j] = root_paid;
  const real share = split([](Split s) { return s.seller_share[cohort_count]; }, zero);
  economy.paid.players_alpha[pack.j] = Players::earned(pack, share, rate, sellers_part) + own_cut;
}

/// Books what a step accrued on a pack where no epoch runs.
template <class P>
TAOSWEEP_HD void book_accrued(const P& pack, const Accrued<typename P::real>& step) {
  pack.set_pending_alpha(pack.pending_alpha() + step.alpha);
  pack.set_pending_swapped(pack.pending_swapped() + step.swapped);
  pack.set_pending_tao(pack.pending_tao() + step.root_tao);
  if constexpr (has<P>(need_claims)) pack.set_pending_root(pack.pending_root() + step.for_root);
}
/// What was claimed [alpha] leaves what may be claimed, after the epoch.
template <class P>
TAOSWEEP_HD void book_claimed(const P& pack, const typename P::real& claimed) {
  if constexpr (has<P>(need_claims)) pack.set_claimable(pack.claimable() - claimed);
}

/// Keeps what a step accrued on pack j, or what was claimed, until all have gone through it.
template <class E>
TAOSWEEP_RARE void keep_accrued(E& economy, int j, Accrued<typename E::real> step) {
  economy.accrued[j] = step;
}
template <class E>
TAOSWEEP_RARE void keep_claimed(E& economy, int j, typename E::real claimed) {
  economy.accrued[j].claimed = claimed;
}

/// Books what a step accrued on a pack, but for what is claimed; where epochs are due in its slot
/// (`due` as begin_epochs says) that waits for end_epochs: subnets do not meet in a step, and so
/// all are paid by one call.
template <class P>
TAOSWEEP_HD void accrue(const P& pack, std::uint32_t due, const Accrued<typename P::real>& step) {
  if (slot_is_due<typename P::Group>(due, pack.j)) [[unlikely]] {
    keep_accrued(pack.economy.whole, pack.j, step);
  } else {
    book_accrued(pack, step);
  }
}
/// The same of what was claimed in the step, after `accrue`.
template <class P>
TAOSWEEP_HD void claim(const P& pack, std::uint32_t due, const typename P::real& claimed) {
  if (slot_is_due<typename P::Group>(due, pack.j)) [[unlikely]] {
    keep_claimed(pack.economy.whole, pack.j, claimed);
  } else {
    book_claimed(pack, claimed);
  }
}

/// Books what a step of k blocks accrued on the slots that `due` has, and pays it where an epoch
/// falls due. What epochs paid to players is booked, and where scores differed the next tempo's
/// count of sales begins. -> what they paid to root [TAO].
template <class E>
TAOSWEEP_CALLED double pay_due_epochs(E& economy, std::uint32_t due, int k) {
  using Group = typename E::Group;
  TAOSWEEP_ROLLED
  for (int j = 0; j < economy.used(); ++j) {
    if (!slot_is_due<Group>(due, j)) continue;
    const Pack<E, SetAside> pack{economy, j};
    const Accrued<typename E::real> step = economy.accrued[j];
    if (Group::packs_per_slot == 1 || has_due_epoch(economy, j, k)) {
      pack.set_held(cohort_noise, pack.noise_held());
      pay_epochs(pack, economy.epochs, k, step);
      pack.set_noise_held(pack.held(cohort_noise));
    } else {
      book_accrued(pack, step);
    }
    book_claimed(pack, step.claimed);
  }
  Players::earn(economy, economy.paid.players_alpha);
  if (economy.epochs.contest_due) end_contests(economy);
  return Group::sum(economy.paid.root_tao);
}

/// After all stages of a step of k blocks.
template <class S>
TAOSWEEP_HD void end_epochs(S& steps, int k) {
  if (steps.epochs_due == 0) return;
  steps.set_aside();
  const double paid = pay_due_epochs(steps.whole, steps.epochs_due, k);
  steps.take_back();
  bool booked = false;
  if constexpr (has<S>(need_claims)) booked = steps.rules->root_booked;
  steps.change_money(
      [&](StepMoney& money) { (booked ? money.root : money.unbooked_root) += paid; });
}

}  // namespace taosweep
