// Bonds of Yuma 3: one for each pair, without stake inside.
#pragma once

#include "kernels/portable.hpp"

namespace taosweep {

//   B_ij <- min(1, a_ij Wb_ij + (1 - a_ij) B_ij)
//   D_i  = sigma_i sum_j (B_ij / sum_k B_kj) I_j
//
//   B_ij  bond of validator i with miner j, in [0, 1]: it follows the weight alone, so that a small
//         validator that is early draws more for each stake than a large one that is late
//   Wb    weight that bonds follow [1], see bonds.hpp;   a_ij  weight of what is new [1]
//   sigma_i  stake [1],   I_j  incentive [1],   D_i  dividends [1], not normalised yet
//
// Merging validators by adding stake stays exact where their bonds are equal. The average is
// bond_average_clamped of bonds.hpp.
// Source: subtensor 14bc6f9f9 epoch/run_epoch.rs, "yuma3"; a switch of each subnet since May 2025,
// on for new subnets since 27 Mar 2026.

/// Dividends D of each validator [1]; a miner with whom nobody has a bond pays none.
TAOSWEEP_HD void dividends_of_pairs(int validators, int miners, const double* stake,
                                    const double* bonds, const double* incentive,
                                    double* dividends) {
  for (int i = 0; i < validators; ++i) dividends[i] = 0;
  for (int j = 0; j < miners; ++j) {
    double sum = 0;
    for (int i = 0; i < validators; ++i) sum += bonds[i * miners + j];
    if (!(sum > 0)) continue;
    for (int i = 0; i < validators; ++i) dividends[i] += bonds[i * miners + j] / sum * incentive[j];
  }
  for (int i = 0; i < validators; ++i) dividends[i] *= stake[i];
}

}  // namespace taosweep
