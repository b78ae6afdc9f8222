// Liquid alpha of Yuma 3: a bond moves the faster the farther its validator goes beyond consensus,
// or away from what it held.
#pragma once

#include "kernels/chain/consensus/liquid_alpha.hpp"
#include "kernels/math/exp.hpp"
#include "kernels/portable.hpp"

namespace taosweep {

//   a_ij = clamp(lo + (hi - lo)/(1 + exp(-k (x_ij - 1/2))), lo, hi)
//   x_ij = clamp(Wb_ij - C_j, 0, 1)    where the bond grows, Wb_ij >= B_ij
//        = clamp(B_ij - Wb_ij, 0, 1)   where it shrinks
//
//   Wb  weight of validator i for miner j that bonds follow [1],   B  bond before the epoch [1]
//   C_j consensus [1],   lo, hi  least and largest weight of a new bond [1]
//   k   steepness [1], AlphaSigmoidSteepness/100: 10 by default
//
// Without any consensus there is none: the plain moving average holds.
// Source: subtensor 14bc6f9f9 epoch/run_epoch.rs alpha_sigmoid, compute_bonds.

/// Weight [1] of a pair's new bond.
TAOSWEEP_HD double liquid_alpha_of_pair(double weight, double bond, double consensus,
                                        double alpha_low, double alpha_high, double steepness) {
  const double apart = clamp_alpha(weight >= bond ? weight - consensus : bond - weight, 0, 1);
  const double reached = 1 / (1 + exp_of(-steepness * (apart - 0.5)));
  return clamp_alpha(alpha_low + (alpha_high - alpha_low) * reached, alpha_low, alpha_high);
}

}  // namespace taosweep
