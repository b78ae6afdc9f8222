// Classic bonds: what a validator has built up with a miner, and the dividends it draws from them.
#pragma once

#include "kernels/chain/consensus/yuma.hpp"
#include "kernels/portable.hpp"

namespace taosweep {

//   Wb_ij = (1 - beta) W_ij + beta min(W_ij, C_j)
//   dB_ij = sigma_i Wb_ij / sum_k sigma_k Wb_kj
//   B_ij <- a_j dB_ij + (1 - a_j) B_ij,  then columns to sum 1
//   D_i  = sum_j B_ij I_j
//
//   beta  bonds penalty [1],   sigma_i  stake [1]
//   a_j   1 - bonds moving average (0.1 by default), or liquid alpha [1]
//   B     bonds, columns of sum 1,   I_j  incentive [1],   D_i  dividends [1], not normalised yet
//
// Between epochs columns are stored with their largest
// entry at 1; the chain rounds that to 16 bits.
// Source: subtensor v2.0.1 epoch/run_epoch.rs, "Bonds and Dividends"; beta = 0 until 25 Mar 2025.

/// Divides each column by its sum; columns of zeros stay.
TAOSWEEP_HD void normalise_columns(int rows, int columns, double* matrix) {
  for (int j = 0; j < columns; ++j) {
    double sum = 0;
    for (int i = 0; i < rows; ++i) sum += matrix[i * columns + j];
    if (!(sum > 0)) continue;
    for (int i = 0; i < rows; ++i) matrix[i * columns + j] /= sum;
  }
}

/// Divides each column by its largest entry; columns of zeros stay.
TAOSWEEP_HD void upscale_columns(int rows, int columns, double* matrix) {
  for (int j = 0; j < columns; ++j) {
    double largest = 0;
    for (int i = 0; i < rows; ++i)
      if (matrix[i * columns + j] > largest) largest = matrix[i * columns + j];
    if (!(largest > 0)) continue;
    for (int i = 0; i < rows; ++i) matrix[i * columns + j] /= largest;
  }
}

/// Wb: a weight that bonds follow [1], between the one given and the one clipped.
TAOSWEEP_HD double weight_of_bonds(double weight, double consensus, double penalty) {
  return (1 - penalty) * weight + penalty * clipped(weight, consensus);
}

/// New bonds dB of an epoch, columns of sum 1, from row-normalised weights and any stake.
TAOSWEEP_HD void new_bonds(int validators, int miners, const double* stake, const double* weights,
                           const double* consensus, double penalty, double* bonds) {
  for (int i = 0; i < validators; ++i) {
    for (int j = 0; j < miners; ++j) {
      bonds[i * miners + j] =
          stake[i] * weight_of_bonds(weights[i * miners + j], consensus[j], penalty);
    }
  }
  normalise_columns(validators, miners, bonds);
}

/// One step of the moving average of a bond, a * fresh + (1 - a) * old [1].
TAOSWEEP_HD double bond_average(double fresh, double old, double a) {
  return a * fresh + (1 - a) * old;
}

/// The same held at 1 at most: bonds of later rules are shares that cannot exceed 1.
/// Source: subtensor epoch/math.rs mat_ema_alpha, 2025.
TAOSWEEP_HD double bond_average_clamped(double fresh, double old, double a) {
  const double average = bond_average(fresh, old, a);
  return average < 1 ? average : 1;
}

/// Dividends D of each validator [1], not normalised.
TAOSWEEP_HD void dividends_of_bonds(int validators, int miners, const double* bonds,
                                    const double* incentive, double* dividends) {
  for (int i = 0; i < validators; ++i) {
    dividends[i] = 0;
    for (int j = 0; j < miners; ++j) dividends[i] += bonds[i * miners + j] * incentive[j];
  }
}

}  // namespace taosweep
