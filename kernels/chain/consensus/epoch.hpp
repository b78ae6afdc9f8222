// One epoch of consensus, for any number of validators and miners.
#pragma once

#include "kernels/chain/consensus/bonds.hpp"
#include "kernels/chain/consensus/liquid_alpha.hpp"
#include "kernels/chain/consensus/liquid_alpha_v2.hpp"
#include "kernels/chain/consensus/null.hpp"
#include "kernels/chain/consensus/payout.hpp"
#include "kernels/chain/consensus/yuma.hpp"
#include "kernels/chain/consensus/yuma3.hpp"
#include "kernels/portable.hpp"
#include "kernels/register/choices.hpp"

namespace taosweep {

/// Rules of an epoch; constants are [1].
struct YumaRules {
  ConsensusRule consensus = ConsensusRule::yuma_classic;
  LiquidAlpha liquid_alpha = LiquidAlpha::off;
  double kappa = 32767.0 / 65535.0;
  double bonds_penalty = 0;
  double bonds_moving_average = 0.9;
  double alpha_low = 0.7, alpha_high = 0.9, alpha_steepness = 10;
};

/// What an epoch leaves; the caller owns the arrays, K of validators, M of miners. All [1].
struct YumaResult {
  double* consensus;        ///< [M]
  double* incentive;        ///< [M], sum 1 or 0
  double* dividends;        ///< [K], sum 1 or 0
  double* validator_trust;  ///< [K], sum of clipped weights
  double* miner_share;      ///< [M], part of the epoch's alpha
  double* validator_share;  ///< [K], part of the epoch's alpha
};

/// Doubles of workspace that an epoch needs.
TAOSWEEP_HD int yuma_workspace(int validators, int miners) {
  return 2 * validators * miners + validators + miners;
}

/// Weights a_j of new bonds for each miner; `ascending` holds K + M doubles.
TAOSWEEP_HD void bond_weights(const YumaRules& rules, int validators, int miners,
                              const double* consensus, double* ascending, double* weights) {
  for (int j = 0; j < miners; ++j) weights[j] = 1 - rules.bonds_moving_average;
  if (rules.liquid_alpha == LiquidAlpha::v1)
    liquid_alpha_of_miners(validators, miners, consensus, rules.alpha_low, rules.alpha_high,
                           ascending, weights);
}

/// Classic bonds of the epoch, and dividends from them; `fresh` holds K * M doubles, `a` is the
/// weights of new bonds.
TAOSWEEP_HD void classic_dividends(const YumaRules& rules, int validators, int miners,
                                   const double* stake, const double* w, const double* a,
                                   double* bonds, const YumaResult& result, double* fresh) {
  new_bonds(validators, miners, stake, w, result.consensus, rules.bonds_penalty, fresh);
  normalise_columns(validators, miners, bonds);
  for (int c = 0; c < validators * miners; ++c)
    bonds[c] = bond_average(fresh[c], bonds[c], a[c % miners]);
  normalise_columns(validators, miners, bonds);
  dividends_of_bonds(validators, miners, bonds, result.incentive, result.dividends);
  upscale_columns(validators, miners, bonds);
}

/// The same of Yuma 3. Liquid alpha v2 speaks where there is any consensus.
TAOSWEEP_HD void yuma3_dividends(const YumaRules& rules, int validators, int miners,
                                 const double* stake, const double* w, const double* a,
                                 double* bonds, const YumaResult& result) {
  bool by_pair = false;
  for (int j = 0; j < miners; ++j) by_pair = by_pair || result.consensus[j] > 0;
  by_pair = by_pair && rules.liquid_alpha == LiquidAlpha::v2;
  for (int c = 0; c < validators * miners; ++c) {
    const int j = c % miners;
    const double weight = weight_of_bonds(w[c], result.consensus[j], rules.bonds_penalty);
    bonds[c] = bond_average_clamped(
        weight, bonds[c],
        by_pair ? liquid_alpha_of_pair(weight, bonds[c], result.consensus[j], rules.alpha_low,
                                       rules.alpha_high, rules.alpha_steepness)
                : a[j]);
  }
  dividends_of_pairs(validators, miners, stake, bonds, result.incentive, result.dividends);
}

/// Runs one epoch. `stake` [K] in any unit is the active stake: 0 for validators without permit or
/// idle. `weights` [K][M] in any unit, rows of zeros = no weights set. `bonds` [K][M] carry over
/// from epoch to epoch, zeros before the first and for a miner that is new. Classic ones are read
/// in any scale of their columns and left with column maximum 1, those of Yuma 3 are shares of 1; a
/// subnet that changes from one to the other keeps the numbers, as on the chain.
/// Source: subtensor v2.0.1 and 14bc6f9f9 epoch/run_epoch.rs.
TAOSWEEP_RARE void yuma_epoch(const YumaRules& rules, int validators, int miners,
                              const double* stake, const double* weights, double* bonds,
                              const YumaResult& result, double* workspace) {
  const int cells = validators * miners;
  double* w = workspace;
  double* fresh = w + cells;
  double* ascending = fresh + cells;
  const bool null = rules.consensus == ConsensusRule::null;
  for (int c = 0; c < cells; ++c) w[c] = weights[c];
  normalise_rows(validators, miners, w);
  if (null) {
    const double* row = w + largest_validator(validators, stake) * miners;
    for (int j = 0; j < miners; ++j) result.consensus[j] = row[j];
  } else {
    weighted_median_columns(validators, miners, stake, w, rules.kappa, result.consensus);
  }

  //   Tv_i = sum_j min(W_ij, C_j)       I_j = sum_i sigma_i min(W_ij, C_j), normalised
  for (int j = 0; j < miners; ++j) result.incentive[j] = null ? result.consensus[j] : 0;
  for (int i = 0; i < validators; ++i) {
    result.validator_trust[i] = 0;
    for (int j = 0; j < miners; ++j) {
      const double c = clipped(w[i * miners + j], result.consensus[j]);
      result.validator_trust[i] += c;
      if (!null) result.incentive[j] += stake[i] * c;
    }
  }
  normalise(miners, result.incentive);

  if (null) {
    for (int i = 0; i < validators; ++i) result.dividends[i] = stake[i];
  } else {
    double* a = result.miner_share;  // room until the payout
    bond_weights(rules, validators, miners, result.consensus, ascending, a);
    if (rules.consensus == ConsensusRule::yuma3)
      yuma3_dividends(rules, validators, miners, stake, w, a, bonds, result);
    else
      classic_dividends(rules, validators, miners, stake, w, a, bonds, result, fresh);
  }
  normalise(validators, result.dividends);

  epoch_shares(validators, miners, stake, result.incentive, result.dividends, result.miner_share,
               result.validator_share);
}

}  // namespace taosweep
