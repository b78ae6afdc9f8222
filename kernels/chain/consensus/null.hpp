// No consensus: the largest validator alone scores miners, and stake alone is paid dividends.
#pragma once

#include "kernels/portable.hpp"
#include "kernels/register/choices.hpp"

namespace taosweep {

//   D_i = sigma_i / sum sigma        I_j = W_mj / sum_j W_mj,   m the validator of most stake
//
//   sigma_i  stake of validator i [1],   W_ij  its weight for miner j [1]
//   D  dividends, I  incentive, each of sum 1 or 0 [1]: half of the epoch's alpha each
//
// A largest validator without weights leaves all to dividends, as an epoch without incentive does.
// Of equals the first counts. Bonds are not asked and not touched.
// Source: subtensor spec 474 and 475, October 2026: an option that none of 128 subnets used. What a
// tie or an empty row does is not said there.

/// The validator of most stake; 0 without validators.
TAOSWEEP_HD int largest_validator(int validators, const double* stake) {
  int largest = 0;
  for (int i = 1; i < validators; ++i)
    if (stake[i] > stake[largest]) largest = i;
  return largest;
}

/// Share of stake [1] with which a coalition against one other validator decides on scores: kappa
/// of it, or as much as the other where the largest decides alone.
TAOSWEEP_HD double deciding_share(ConsensusRule rule, double kappa) {
  return rule == ConsensusRule::null ? 0.5 : kappa;
}

}  // namespace taosweep
