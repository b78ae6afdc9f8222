// How an epoch's alpha is shared between miners and validators.
#pragma once

#include "kernels/portable.hpp"

namespace taosweep {

//   miner j: I_j / (sum I + sum D)        validator i: D_i / (sum I + sum D)
//   all zero (no weights, or no majority on anything): validator i gets sigma_i
//
//   I  incentive, D  dividends, each of sum 1 or 0 [1],   sigma  share of stake [1]
//
// So each side gets half, unless one side is empty.
// Source: subtensor v2.0.1 epoch/run_epoch.rs, "Emission".

/// Divides by the sum; zeros stay.
TAOSWEEP_HD void normalise(int count, double* values) {
  double sum = 0;
  for (int i = 0; i < count; ++i) sum += values[i];
  if (!(sum > 0)) return;
  for (int i = 0; i < count; ++i) values[i] /= sum;
}

/// Shares of the epoch's alpha [1] of each miner and validator.
TAOSWEEP_HD void epoch_shares(int validators, int miners, const double* stake,
                              const double* incentive, const double* dividends, double* miner_share,
                              double* validator_share) {
  double sum = 0;
  for (int j = 0; j < miners; ++j) sum += incentive[j];
  for (int i = 0; i < validators; ++i) sum += dividends[i];
  const bool paid = sum > 0;
  for (int j = 0; j < miners; ++j) miner_share[j] = paid ? incentive[j] / sum : 0;
  for (int i = 0; i < validators; ++i) validator_share[i] = paid ? dividends[i] / sum : stake[i];
  if (!paid) normalise(validators, validator_share);
}

}  // namespace taosweep
