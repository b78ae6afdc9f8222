// Reciprocals: one division, or none where a near one is known.
#pragma once

#include "kernels/lanes/questions.hpp"

namespace taosweep {

/// 1/x for x > 0, else 0.
template <class R>
TAOSWEEP_HD R reciprocal(const R& x) {
  R r = R(1.0) / x;
  const auto some = x > R(0.0);
  if (!all(some)) [[unlikely]]
    r = select(some, r, R(0.0));
  return r;
}
/// The same where it is rare: see TAOSWEEP_RARE.
template <class R>
TAOSWEEP_RARE R reciprocal_by_division(R x) {
  return reciprocal(x);
}

//   r <- r (1 + e + e^2 + e^3),   e = 1 - x r       short of 1/x by e^4 of itself
//
/// e up to which the series is good to the last place: e^4 = 2^-52.
inline constexpr double near_enough = 0x1p-13;

/// 1/x from a number near to it; where it is not near, by division as above.
template <class R>
TAOSWEEP_HD R reciprocal_near(const R& guess, const R& x) {
  const R e = fnma(x, guess, R(1.0));
  R r = fma(guess, fma(fma(e, e, e), e, e), guess);
  if (any_beyond(e, near_enough)) [[unlikely]]
    r = select(abs(e) <= R(near_enough), r, reciprocal_by_division(x));
  return r;
}

}  // namespace taosweep
