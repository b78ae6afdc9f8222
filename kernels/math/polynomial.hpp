// Horner's rule with fused steps.
#pragma once

#include "kernels/lanes/operations.hpp"

namespace taosweep {

/// c[0] + c[1] x + .. + c[N-1] x^(N-1), coefficients in order of rising power.
template <class R, class T, int N>
TAOSWEEP_HD R polynomial(const R& x, const T (&c)[N]) {
  R sum(c[N - 1]);
  TAOSWEEP_UNROLL
  for (int i = N - 2; i >= 0; --i) sum = fma(sum, x, R(c[i]));
  return sum;
}

}  // namespace taosweep
