// One epoch of Yuma consensus with classic bonds, for any number of validators and miners.
#pragma once

#include "kernels/chain/consensus/bonds.hpp"
#include "kernels/chain/consensus/liquid_alpha.hpp"
#include "kernels/chain/consensus/payout.hpp"
#include "kernels/chain/consensus/yuma.hpp"
#include "kernels/portable.hpp"

namespace taosweep {

/// Constants of an epoch, all [1].
struct YumaRules {
  double kappa = 32767.0 / 65535.0;
  double bonds_penalty = 0;
  double bonds_moving_average = 0.9;
  bool liquid_alpha = false;
  double alpha_low = 0.7, alpha_high = 0.9;
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

/// Weights a_j of new bonds for each miner; `ascending` holds K + M doubles. Where the quartiles of
/// consensus coincide there is no curve, and the plain moving average holds.
TAOSWEEP_HD void bond_weights(const YumaRules& rules, int validators, int miners,
                              const double* consensus, double* ascending, double* weights) {
  for (int j = 0; j < miners; ++j) weights[j] = 1 - rules.bonds_moving_average;
  if (!rules.liquid_alpha) return;
  const int uids = validators + miners;
  for (int i = 0; i < validators; ++i) ascending[i] = 0;
  for (int j = 0; j < miners; ++j) ascending[validators + j] = consensus[j];
  sort_ascending(uids, ascending);
  const double low = quantile_linear(uids, ascending, 0.25);
  const double high = quantile_linear(uids, ascending, 0.75);
  if (!(high > low)) return;
  const LogisticCurve curve = logistic_through(rules.alpha_low, rules.alpha_high, low, high);
  for (int j = 0; j < miners; ++j)
    weights[j] = clamp_alpha(liquid_alpha(curve, consensus[j]), rules.alpha_low, rules.alpha_high);
}

/// Runs one epoch. `stake` [K] in any unit is the active stake: 0 for validators without permit or
/// idle. `weights` [K][M] in any unit, rows of zeros = no weights set. `bonds` [K][M] is read in
/// any scale of its columns and left with column maximum 1; zeros before the first epoch, and for a
/// miner that is new.
/// Source: subtensor v2.0.1 epoch/run_epoch.rs.
TAOSWEEP_HD void yuma_epoch(const YumaRules& rules, int validators, int miners, const double* stake,
                            const double* weights, double* bonds, const YumaResult& result,
                            double* workspace) {
  const int cells = validators * miners;
  double* w = workspace;
  double* fresh = w + cells;
  double* ascending = fresh + cells;
  for (int c = 0; c < cells; ++c) w[c] = weights[c];
  normalise_rows(validators, miners, w);
  weighted_median_columns(validators, miners, stake, w, rules.kappa, result.consensus);

  //   Tv_i = sum_j min(W_ij, C_j)       I_j = sum_i sigma_i min(W_ij, C_j), normalised
  for (int j = 0; j < miners; ++j) result.incentive[j] = 0;
  for (int i = 0; i < validators; ++i) {
    result.validator_trust[i] = 0;
    for (int j = 0; j < miners; ++j) {
      const double c = clipped(w[i * miners + j], result.consensus[j]);
      result.validator_trust[i] += c;
      result.incentive[j] += stake[i] * c;
    }
  }
  normalise(miners, result.incentive);

  new_bonds(validators, miners, stake, w, result.consensus, rules.bonds_penalty, fresh);
  normalise_columns(validators, miners, bonds);
  bond_weights(rules, validators, miners, result.consensus, ascending, result.miner_share);
  for (int c = 0; c < cells; ++c)
    bonds[c] = bond_average(fresh[c], bonds[c], result.miner_share[c % miners]);
  normalise_columns(validators, miners, bonds);
  dividends_of_bonds(validators, miners, bonds, result.incentive, result.dividends);
  normalise(validators, result.dividends);
  upscale_columns(validators, miners, bonds);

  epoch_shares(validators, miners, stake, result.incentive, result.dividends, result.miner_share,
               result.validator_share);
}

}  // namespace taosweep
