// The emission gate: shares below a bar are pressed towards 0.
#pragma once

#include "kernels/chain/block_time.hpp"
#include "kernels/lanes/operations.hpp"
#include "kernels/math/power.hpp"
#include "kernels/portable.hpp"

namespace taosweep {

//   s = w / sum w        g = s / (1 + (theta/s)^h)        share = g / sum g
//
//   w      weights of the share rule, after its factors
//   theta  bar [1]: EmissionBarMass q, the s at which the running sum, from the largest s down,
//          reaches q; or EmissionBarRank N, the Nth largest positive s (the smallest where there
//          are fewer)
//   h      steepness, a whole number of 1 to 8; 3 on the chain
//
// theta is looked up anew in blocks that 360 divides, and where it is 0; in between shares move and
// it stands. Subnets that root has switched off still take ranks: they are left out afterwards.
// Source: subtensor spec 440 and 441, coinbase/subnet_emissions.rs.

/// Blocks between two looks at the bar.
inline constexpr int bar_blocks = 360;

/// Whether a block of the step [block, block + k) is one in which the bar is looked up.
TAOSWEEP_HD bool bar_due(int block, int k) {
  return (block + bar_blocks - 1) / bar_blocks * bar_blocks < block + k;
}

/// Weight behind the gate, for a bar in units of the weights: theta sum w.
template <class R>
TAOSWEEP_HD R gated(R weight, R bar, unsigned steepness) {
  const auto some = weight > R(0.0);
  const R over = bar / select(some, weight, R(1.0));
  return select(some, weight / (R(1.0) + power(over, steepness)), R(0.0));
}

}  // namespace taosweep
