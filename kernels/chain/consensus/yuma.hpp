// Yuma consensus: the score that enough stake stands behind, and scores clipped to it.
#pragma once

#include "kernels/lanes/operations.hpp"
#include "kernels/portable.hpp"

namespace taosweep {

// Matrices of this and the other yuma headers are row-major, [validator][miner]; K validators, M
// miners. Rows with equal weights and bonds can be merged by adding stake, columns with equal
// weights by adding weights, without changing any result: a few cohorts stand for all uids.

//   C_j = max{ q in {W_ij} : sum of sigma_i over W_ij >= q is at least kappa }
//       = max{ q in {W_ij} : sum of sigma_i over W_ij <  q is at most 1 - kappa }
//
//   W_ij  weight of validator i for miner j [1],   sigma_i  share of i in the stake [1]
//   kappa  majority [1]
//
// Exactly kappa counts as support. Validators without stake have no say; without any stake C = 0.
// Source: subtensor v2.0.1 epoch/math.rs weighted_median_col; kappa = 32767/65535.

/// Weighted median [1] of `count` scores, `stride` apart,
/// at majority `kappa` of their stake (any unit).
TAOSWEEP_HD double weighted_median(int count, const double* stake, const double* score, int stride,
                                   double kappa) {
  double total = 0;
  for (int i = 0; i < count; ++i) total += stake[i];
  const double minority = (1 - kappa) * total;
  double median = 0;
  for (int i = 0; i < count; ++i) {
    const double candidate = score[i * stride];
    if (!(stake[i] > 0) || !(candidate > median)) continue;
    double below = 0;
    for (int k = 0; k < count; ++k)
      if (score[k * stride] < candidate) below += stake[k];
    if (below <= minority) median = candidate;
  }
  return median;
}

/// Consensus C of each miner [1] from weights [validator][miner].
TAOSWEEP_HD void weighted_median_columns(int validators, int miners, const double* stake,
                                         const double* weights, double kappa, double* consensus) {
  for (int j = 0; j < miners; ++j)
    consensus[j] = weighted_median(validators, stake, weights + j, miners, kappa);
}

/// A weight after clipping, min(W_ij, C_j) [1]: what goes beyond consensus does not count.
TAOSWEEP_HD double clipped(double weight, double consensus) {
  return weight < consensus ? weight : consensus;
}

/// Divides each row by its sum; rows of zeros stay.
TAOSWEEP_HD void normalise_rows(int rows, int columns, double* matrix) {
  for (int i = 0; i < rows; ++i) {
    double sum = 0;
    for (int j = 0; j < columns; ++j) sum += matrix[i * columns + j];
    if (!(sum > 0)) continue;
    for (int j = 0; j < columns; ++j) matrix[i * columns + j] /= sum;
  }
}

}  // namespace taosweep
