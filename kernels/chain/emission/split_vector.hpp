// What a subnet makes of its alpha: its own vector, and what its owner may choose.
#pragma once

#include "kernels/lanes/operations.hpp"
#include "kernels/portable.hpp"

namespace taosweep {

//   [burn 0, recycle 0, owner o, validators V, miners m],   o + V + m = 1   parts of A_i [1]
//
//   o <= 0.33,   m >= 0.33,   V <= 0.50,   V > r when it is set,   one change per 50,400 blocks
//   r = V0 x/(x + X)   root's part; it gets min(V, r) of it
//
// Source: specs 480 and 481, bittensor SDK 11.3 emission_weights.py. Of leased subnets, whose
// owners keep 0.18, there are none; nobody burns or recycles.
inline constexpr double most_of_owner = 0.33, least_of_miners = 0.33, most_of_validators = 0.5;
inline constexpr double blocks_between_splits = 50400;

template <class R>
struct SplitVector {
  R owner, validators, miners;
};

/// Whether a vector may be set while root's part is `root_part` [1].
template <class R>
TAOSWEEP_HD auto may_be_set(const SplitVector<R>& v, const R& root_part) {
  return (v.owner <= R(most_of_owner)) & (v.miners >= R(least_of_miners)) &
         (v.validators <= R(most_of_validators)) & (v.validators > root_part);
}

/// The most that an owner may take: miners get the least, validators what is left, and at least
/// one unit of the chain's (1/65535) more than root.
template <class R>
TAOSWEEP_HD SplitVector<R> most_for_owner(const R& root_part) {
  const R validators = max(R(1 - most_of_owner - least_of_miners), root_part + R(1.0 / 65535));
  return {min(R(1 - least_of_miners) - validators, R(most_of_owner)), validators,
          R(least_of_miners)};
}

/// The most that an owner may leave to validators; it keeps what the least of miners leaves it.
template <class R>
TAOSWEEP_HD SplitVector<R> most_for_validators() {
  return {R(1 - most_of_validators - least_of_miners), R(most_of_validators), R(least_of_miners)};
}

}  // namespace taosweep
