// What alpha that is held has cost, where one is like the other.
//
//   B' = (B + P) q/(q + s)
//
//   B  cost basis [TAO], to which alpha that is earned adds nothing    P  paid in a tick, with fees
//   q  held after the tick [alpha]                                     s  sold in it [alpha]
//
// Average cost over a period, which is a tick: of what there was, and all that came in it. What was
// got for s, less (B + P) s/(q + s), is realised; what q brings at a price, less B', is not.
// Source: IAS 2, paragraph 27.
#pragma once

#include "kernels/lanes/operations.hpp"

namespace taosweep {

/// Part of what there was that stays, where `left` is there after `sold` has gone: both in alpha,
/// or in any other unit.
template <class R>
TAOSWEEP_HD R part_left(const R& left, const R& sold) {
  const R nothing(0.0), one(1.0), stays = max(left, nothing);
  const auto some = sold > nothing;
  return select(some, stays / select(some, stays + sold, one), one);
}

}  // namespace taosweep
