// Whole powers.
#pragma once

#include "kernels/lanes/operations.hpp"

namespace taosweep {

/// x^n for whole n >= 0, the same n in all lanes, by repeated squaring; x^0 = 1.
template <class R>
TAOSWEEP_HD R power(R x, unsigned n) {
  R result = n & 1u ? x : R(typename NumberTraits<R>::one_lane{1});
  for (n >>= 1; n; n >>= 1) {
    x = x * x;
    if (n & 1u) result = result * x;
  }
  return result;
}

}  // namespace taosweep
