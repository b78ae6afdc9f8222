// Consensus on an attacked subnet once the foundation scores sellers
// and the rest scores the subnet's own miners.
#pragma once

#include "kernels/chain/consensus/coalition.hpp"
#include "kernels/chain/consensus/epoch.hpp"
#include "kernels/state/economy.hpp"

namespace taosweep {

/// Alpha held outside the pool of an attacker's subnet.
template <class E>
TAOSWEEP_HD double held_on_site(const E& economy, const AttackState& own) {
  double sum = own.held;
  const int subnet = static_cast<int>(own.subnet);
  for (int i = 0; i < cohort_count; ++i) sum += economy.stored.held[i][subnet];
  return sum;
}

/// The coalition's consensus share there with the stake of this moment.
template <class E>
TAOSWEEP_HD double coalition_on_site(const E& economy, const AttackState& own) {
  const auto& p = economy.parameters;
  const double phi = p.foundation.coalition_share;
  return consensus_share(phi, economy.rules->tao_weight, economy.root_stake(),
                         p.foundation.alpha_share,
                         held_on_site(economy, own) * p.validators.alpha_staked,
                         active_root(phi, p.foundation.abstain_share));
}

/// Share of a subnet's consensus with which the coalition decides.
template <class E>
TAOSWEEP_HD double deciding_share_now(const E& economy) {
  return deciding_share(economy.rules->consensus, economy.rules->kappa);
}
template <class E>
TAOSWEEP_HD bool coalition_decides(const E& economy, const AttackState& own) {
  return coalition_on_site(economy, own) >= deciding_share_now(economy);
}

/// Where the foundation looks.
template <class P>
TAOSWEEP_HD auto is_at_hand(const P& pack) {
  return pack.number() == typename P::real(pack.economy.foundation.subnet);
}

/// What the rules in force say of an epoch.
TAOSWEEP_HD YumaRules epoch_rules(const Rules& rules) {
  YumaRules r;
  r.consensus = rules.consensus;
  r.liquid_alpha = rules.liquid_alpha;
  r.kappa = rules.kappa;
  r.bonds_penalty = rules.bonds_penalty;
  r.bonds_moving_average = rules.bonds_moving_average;
  r.alpha_low = rules.liquid_alpha_low;
  r.alpha_high = rules.liquid_alpha_high;
  r.alpha_steepness = rules.liquid_alpha_steepness;
  return r;
}

/// Bonds before the first contested epoch, when everybody scored both columns alike: classic ones
/// are in proportion to stake, those of Yuma 3 have come to the score, half for each column;
/// without consensus there are none.
TAOSWEEP_HD void bonds_before_contest(ConsensusRule rule, const double (&stake)[2],
                                      double (&bonds)[4]) {
  if (rule == ConsensusRule::null) return;
  for (int v = 0; v < 2; ++v)
    bonds[2 * v] = bonds[2 * v + 1] = rule == ConsensusRule::yuma3 ? 0.5 : stake[v];
}

/// One full epoch of two validator cohorts and two miner columns. The coalition scores
/// those who sold in the tempo before (nobody sold: it sets no weights), the rest
/// scores the subnet's own miners. -> 1 where the coalition decides, else 0.
template <class E>
TAOSWEEP_HD double contested_epoch(const E& economy, const AttackState& own, ContestState& contest,
                                   ContestSplit& split) {
  const auto& p = economy.parameters;
  const double phi = p.foundation.coalition_share;
  const double root = economy.rules->tao_weight * economy.root_stake();
  const double alpha = held_on_site(economy, own) * p.validators.alpha_staked;
  split.active = 1;
  split.rest_of_root = active_root(phi, p.foundation.abstain_share) - phi;

  double sold = 0;
  for (int i = 0; i < seller_count; ++i) sold += contest.sold_before[i];
  for (int i = 0; i < seller_count; ++i) {
    split.seller_share[i] = sold > 0 ? contest.sold_before[i] / sold : 0.0;
  }
  const double stake[2] = {phi * root + p.foundation.alpha_share * alpha,
                           split.rest_of_root * root + (1 - p.foundation.alpha_share) * alpha};
  const double weights[4] = {0, sold > 0 ? 1.0 : 0.0, 1, 0};
  double bonds[4];  // a copy, see portable.hpp
  for (int i = 0; i < 4; ++i) bonds[i] = contest.bonds[i];
  if (bonds[0] + bonds[1] + bonds[2] + bonds[3] == 0)
    bonds_before_contest(economy.rules->consensus, stake, bonds);
  double consensus[2], incentive[2], dividends[2], trust[2];
  double miner_share[2] = {}, validator_share[2] = {};
  double workspace[12];
  yuma_epoch(epoch_rules(*economy.rules), 2, 2, stake, weights, bonds,
             {consensus, incentive, dividends, trust, miner_share, validator_share}, workspace);
  for (int i = 0; i < 4; ++i) contest.bonds[i] = bonds[i];
  split.own_miners = miner_share[0];
  split.sellers = miner_share[1];
  split.coalition = validator_share[0];
  split.rest = validator_share[1];
  split.nobody = stake[0] + stake[1] > 0 ? 0.0 : 1.0;
  return coalition_decides(economy, own) ? 1.0 : 0.0;
}

/// Parts that follow the coalition: of root stake, and of staked alpha [1].
template <class E>
TAOSWEEP_HD double coalition_of_root(const E& economy) {
  return economy.parameters.foundation.coalition_share;
}
template <class E>
TAOSWEEP_HD double coalition_of_alpha(const E& economy) {
  return economy.parameters.foundation.alpha_share;
}

/// Notes what each cohort has got for its sales on a subnet in a tick [TAO].
template <class E>
TAOSWEEP_HD void add_sales(const E& economy, int subnet, ContestState& contest) {
  const auto& flows = economy.flows;
  for (int i = 0; i < cohort_count; ++i) {
    contest.sold_now[i] += i == cohort_noise
                               ? flows.noise_proceeds[subnet]
                               : economy.stored.sell_of[i][subnet] * flows.seller_fill[subnet];
  }
}

/// After the step in which the epoch ran: scores agree again, and the next tempo's count of sales
/// starts.
TAOSWEEP_HD void next_tempo(ContestState& contest, ContestSplit& split) {
  split = ContestSplit{};
  for (int i = 0; i < seller_count; ++i) {
    contest.sold_before[i] = contest.sold_now[i];
    contest.sold_now[i] = 0;
  }
}

}  // namespace taosweep
