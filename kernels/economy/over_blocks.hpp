// What goes on for each block of a step.
#pragma once

#include "kernels/lanes/operations.hpp"

namespace taosweep {

//   k x,   k x + y        k  blocks of the step: where it is known to be one, nothing is multiplied
//
// The same bits either way; additions have units of their own on a processor, and multiplications
// are what a step waits for.

/// What x [1/block] comes to over k blocks.
template <class P>
TAOSWEEP_HD typename P::real over_blocks(const P&, int k, const typename P::real& x) {
  if constexpr (P::one_block) return x;
  return typename P::real(static_cast<double>(k)) * x;
}
/// The same on top of y.
template <class P>
TAOSWEEP_HD typename P::real over_blocks(const P&, int k, const typename P::real& x,
                                         const typename P::real& y) {
  if constexpr (P::one_block) return x + y;
  return fma(typename P::real(static_cast<double>(k)), x, y);
}

}  // namespace taosweep
