// Emission of one block, and its halvings: the chain's
// rule for TAO, and for the alpha of every subnet.
#pragma once

#include "kernels/lanes/questions.hpp"
#include "kernels/portable.hpp"

namespace taosweep {

/// Supply of TAO, and of the alpha of each subnet, that is never exceeded [TAO, alpha]; S below.
inline constexpr double total_supply = 21e6;

//   E(I) = 2^-h,   h = floor(log2(1 / (1 - I/S)));   0 where I >= S or 10^9 * 2^-h < 1 rao
//
//   I  issuance, S  total supply [TAO or alpha],   E  emission [TAO or alpha per block]
//
// The same as: E is the smallest power of two that is not below (S - I)/S, so E halves once for
// each of the thresholds S/2, S/4, ... that the remainder S - I has reached. All thresholds and,
// above S/2, the remainder are exact in doubles.
// Source: subtensor v2.0.1 block_emission.rs
// get_block_emission_for_issuance; the chain truncates E to rao.

/// Emission [TAO or alpha per block] at `issuance` [TAO or alpha]; 0 at and above the supply. What
/// is halved is `emission`: 0 where nothing is emitted.
template <class R>
TAOSWEEP_HD R block_emission(R issuance, R emission = R(1.0)) {
  constexpr double first_halving = total_supply / 2;
  constexpr int halvings_to_nothing = 30;                     // 10^9 rao / 2^30 < 1 rao
  constexpr double before_halving = first_halving - 0x1p-29;  // the next number below
  if (!any_above(issuance, before_halving)) return emission;

  const R left = R(total_supply) - issuance;
  double threshold = first_halving;
  for (int h = 1; h < halvings_to_nothing && any(left <= R(threshold)); ++h) {
    emission = select(left <= R(threshold), emission * R(0.5), emission);
    threshold *= 0.5;
  }
  constexpr double nothing_left = total_supply / (1 << halvings_to_nothing);
  return select(left <= R(nothing_left), R(0.0), emission);
}

//   I <- max(0, I - b)        b  TAO that ceases to exist
//
// Source: subtensor TotalIssuance, saturating_sub.
TAOSWEEP_HD double issuance_after_burn(double issuance, double burned) {
  return issuance > burned ? issuance - burned : 0.0;
}

}  // namespace taosweep
