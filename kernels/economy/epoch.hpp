// Epochs of a step: who gets the alpha that has waited since the last one.
#pragma once

#include "kernels/economy/contest.hpp"
#include "kernels/economy/context.hpp"
#include "kernels/protocol/coalition.hpp"
#include "kernels/protocol/dividends.hpp"
#include "kernels/protocol/root_dividend.hpp"
#include "kernels/protocol/tempo.hpp"

namespace taosweep {

/// Cohorts whose alpha is staked to validators and earns
/// dividends; what miners hold sits on their own keys.
TAOSWEEP_HD constexpr bool earns_dividends(int cohort) {
  return cohort != cohort_miners;
}

/// The rule of the day: alpha dividends are over-issued until the fix.
TAOSWEEP_HD DividendRule dividend_rule(const Parameters& p, int block) {
  const bool bug =
      p.protocol_dividend_bug == 1 && block < p.protocol_dividend_fix_day * blocks_per_day;
  return bug ? DividendRule::over_issued : DividendRule::reduced;
}

/// What all subnets share of a step's epochs.
struct EpochStep {
  int block;
  DividendRule rule;
  bool any_due;          ///< some subnet's epoch runs in this step
  bool target_due;       ///< the attacked subnet's epoch runs in this step
  ContestSplit contest;  ///< how it splits, once the foundation has acted
  double target_root;    ///< part of root that validates on the attacked subnet
  double holder_pay;  ///< part of the attacked subnet's miners' half paid to holders, 0 before the
                      ///< attack
};

/// What one pack's epochs paid: root's TAO, the attacker's alpha.
template <class R>
struct EpochPayout {
  R root_tao, attacker_alpha;
};

/// Looks at the calendar, and settles consensus on the attacked subnet where its epoch is due.
template <class C>
TAOSWEEP_HD EpochStep begin_epochs(C& c, int block, int k) {
  EpochStep e{};
  e.block = block;
  e.rule = dividend_rule(c.p, block);
  e.any_due = any_epoch_due(static_cast<std::uint64_t>(block), C::G::subnets,
                            static_cast<std::uint64_t>(c.p.protocol_tempo), k);
  e.target_root = c.target_root(block);
  if (!c.under_attack(block)) return e;
  e.holder_pay = c.p.attack_holder_pay;
  const double offset =
      epoch_offset(static_cast<std::uint64_t>(block), static_cast<double>(c.clock.target),
                   static_cast<std::uint64_t>(c.p.protocol_tempo));
  e.target_due = offset < k;
  if (e.target_due && c.q.foundation.acted == 1 && c.p.foundation_acts == 1) {
    C::G::sync();
    e.contest = contested_epoch(c);
  }
  return e;
}

/// Alpha on pack j that earns dividends, the attacker's included.
template <class C>
TAOSWEEP_HD typename C::real earning_on(const C& c, int j) {
  using real = typename C::real;
  real sum(0.0);
  for (int i = 0; i < cohort_count; ++i) {
    if (earns_dividends(i)) sum = sum + C::G::load(c.s.held[i], j);
  }
  if (!c.attacked()) return sum;
  return fma(c.target_mask(j), real(c.q.attack.held), sum);
}

/// Alpha held outside the pool on pack j, by all cohorts and the attacker.
template <class C>
TAOSWEEP_HD typename C::real held_on(const C& c, int j) {
  return earning_on(c, j) + C::G::load(c.s.held[cohort_miners], j);
}

/// Books what a step of k blocks accrued on pack j (alpha for participants, alpha sold for root and
/// its proceeds), and runs the epochs that fall due in it, each on the part of the pendings up to
/// its own block. Gives back what must be booked for the whole economy.
template <class C>
TAOSWEEP_HD EpochPayout<typename C::real> run_epochs(C& c, const EpochStep& e, int j, int k,
                                                     typename C::real accrued,
                                                     typename C::real swapped,
                                                     typename C::real root_tao) {
  using real = typename C::real;
  using G = typename C::G;
  auto& h = c.hot;
  const auto wait = [&] {
    h.pending_alpha[j] = h.pending_alpha[j] + accrued;
    h.pending_swapped[j] = h.pending_swapped[j] + swapped;
    h.pending_tao[j] = h.pending_tao[j] + root_tao;
    return EpochPayout<real>{real(0.0), real(0.0)};
  };
  if (!e.any_due) return wait();
  const real subnet = G::index_real(j);
  const real offset = epoch_offset(static_cast<std::uint64_t>(e.block), subnet,
                                   static_cast<std::uint64_t>(c.p.protocol_tempo));
  const auto due = (offset < real(static_cast<double>(k))) & (G::load(c.s.alive, j) > real(0.0));
  if (!any(due)) return wait();
  const real part = select(due, (offset + real(1.0)) * real(1.0 / k), real(0.0));
  const real keep = select(due, real(0.0), real(1.0));
  const real zero(0.0), half(0.5);
  const real alpha = select(due, fma(part, accrued, h.pending_alpha[j]), zero);
  const real sold = select(due, fma(part, swapped, h.pending_swapped[j]), zero);
  const real root_paid = select(due, fma(part, root_tao, h.pending_tao[j]), zero);
  h.pending_alpha[j] = fma(keep, h.pending_alpha[j], accrued * (real(1.0) - part));
  h.pending_swapped[j] = fma(keep, h.pending_swapped[j], swapped * (real(1.0) - part));
  h.pending_tao[j] = fma(keep, h.pending_tao[j], root_tao * (real(1.0) - part));

  // The epoch runs on P + s. Unanimous scores: half to miners, half to validators by stake.
  const real total = alpha + sold;
  const auto target = subnet == real(static_cast<double>(c.clock.target));
  const auto contested = target & (real(e.contest.active) > zero);
  const real miners_half = select(contested, real(e.contest.own_miners), half) * total;
  const real sellers_part = select(contested, real(e.contest.sellers), zero) * total;
  const real followers = select(contested, real(e.contest.rest), half) * total;
  const real coalition = select(contested, real(e.contest.coalition), zero) * total;

  const real held = held_on(c, j);
  const real staked = held * real(c.p.validators_alpha_staked);
  const real holder_pay = select(target, real(e.holder_pay), zero) * miners_half;
  const real tao_weight(c.p.protocol_tao_weight), root(c.root_stake());
  const real rest_root = root * select(contested, real(e.contest.rest_of_root),
                                       select(target, real(e.target_root), real(1.0)));
  const real rest_alpha = select(contested, staked * real(1 - c.p.foundation_alpha_share), staked);
  const real rest_part = root_part_of_dividend(followers, rest_root, tao_weight, rest_alpha);
  const real coalition_part =
      root_part_of_dividend(coalition, root * real(c.p.foundation_coalition_share), tao_weight,
                            staked * real(c.p.foundation_alpha_share));
  const real dividend = alpha_dividend(e.rule, followers, rest_part);
  const real to_coalition = alpha_dividend(e.rule, coalition, coalition_part);
  const Take<real> take = delegate_take(dividend, real(c.p.protocol_validator_take));

  const real eligible = earning_on(c, j);
  const auto someone = eligible > zero;
  const real to_holders = take.nominators + holder_pay;
  const real rate = select(someone, to_holders / select(someone, eligible, real(1.0)), zero);
  const real owner = total * real(c.p.protocol_owner_cut / (1 - c.p.protocol_owner_cut));

  for (int i = 0; i < cohort_count; ++i) {
    real q = G::load(c.s.held[i], j);
    if (earns_dividends(i)) q = fma(q, rate, q);
    if (i == cohort_miners) q = q + miners_half - holder_pay;
    if (i == cohort_owners) q = q + owner;
    if (i == cohort_validators) {
      q = q + take.validator + to_coalition + select(someone, zero, to_holders);
    }
    q = fma(sellers_part, real(e.contest.seller_share[i]), q);
    G::store(c.s.held[i], j, q);
  }
  // Quirks of the era: what was sold for root is credited once more, or root's part by stake is
  // left out although less was sold.
  const bool over_issues = e.rule == DividendRule::over_issued;
  const bool nobody = e.contest.nobody > 0;
  if (over_issues) {
    const real once_more = nobody ? select(contested, zero, sold) : sold;
    G::store(c.s.over_issued, j, G::load(c.s.over_issued, j) + once_more);
  } else {
    G::store(c.s.unallocated, j, G::load(c.s.unallocated, j) + (rest_part + coalition_part - sold));
  }
  if (nobody) {  // all of it is outstanding, and nobody's
    const real lost = select(contested, over_issues ? alpha : total, zero);
    G::store(c.s.unallocated, j, G::load(c.s.unallocated, j) + lost);
  }
  const real attacker =
      fma(real(c.q.attack.held), rate, sellers_part * real(e.contest.seller_share[cohort_count]));
  return {root_paid, select(target, attacker, zero)};
}

/// Books what a step's epochs paid to root [TAO] and to the attacker [alpha], and starts the next
/// tempo's count of sales on the attacked subnet.
template <class C>
TAOSWEEP_HD void end_epochs(C& c, const EpochStep& e, const typename C::real (&root_paid)[C::packs],
                            const typename C::real (&attacker_alpha)[C::packs]) {
  c.q.money.unbooked_root += C::G::sum(root_paid);
  if (!e.target_due) return;
  c.q.attack.held += C::G::sum(attacker_alpha);
  for (int i = 0; i < seller_count; ++i) {
    c.q.contest.sold_before[i] = c.q.contest.sold_now[i];
    c.q.contest.sold_now[i] = 0;
  }
}

}  // namespace taosweep
