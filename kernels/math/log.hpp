// The natural logarithm of x and of 1+x, for FP64 and FP32, one lane or a pack.
#pragma once

#include "kernels/lanes/operations.hpp"
#include "kernels/math/polynomial.hpp"

namespace taosweep {

/// ln(1+f) for 1+f in [sqrt(1/2), sqrt(2)), plus e ln(2). FP64: with s = f/(2+f) and z = s^2,
///   ln(1+f) = 2 atanh(s) = f - (f^2/2 - s (f^2/2 + z fit(z))),
/// fit(z) a minimax fit of (2 atanh(s)/s - 2)/z on z <= 0.0295 (Remez exchange at 40 digits).
template <class R>
TAOSWEEP_HD R log_near_one(const R& f, const R& e, double) {
  constexpr double ln2_high = 0x1.62e42feep-1,
                   ln2_low = 0x1.a39ef35793c76p-33;  // e * ln2_high is exact
  static constexpr double c[] = {0.6666666666666731,  0.39999999999433433, 0.2857142873902321,
                                 0.22222198861351972, 0.181835515742241,   0.15314331689456817,
                                 0.14793508997571628};
  const R s = f / (f + R(2.0));
  const R z = s * s;
  const R half = R(0.5) * f * f;
  const R correction = fma(s, fma(z, polynomial(z, c), half), e * R(ln2_low));
  return fma(e, R(ln2_high), f - (half - correction));
}

/// FP32: ln(1+f) = f - f^2/2 + f^3 fit(f), fit of degree 8, without a division.
template <class R>
TAOSWEEP_HD R log_near_one(const R& f, const R& e, float) {
  constexpr float ln2_high = 0x1.62ep-1f, ln2_low = 0x1.0bfbe8p-15f;  // e * ln2_high is exact
  static constexpr float c[] = {0.333333105f,  -0.249999866f, 0.20002161f,
                                -0.166692361f, 0.142196983f,  -0.123849995f,
                                0.118671916f,  -0.117850058f, 0.0692135841f};
  const R square = f * f;
  const R tail = fma(square * f, polynomial(f, c), e * R(ln2_low));
  return fma(e, R(ln2_high), f + fma(square, R(-0.5f), tail));
}

/// ln x for x that is known to be positive, normal and finite.
template <class R>
TAOSWEEP_HD R log_positive(const R& x) {
  using T = typename NumberTraits<R>::one_lane;
  R e;
  const R m = split_exponent(x, e);
  return log_near_one(m - R(T(1)), e, T());
}

/// ln x for any x; largest relative error met in tests 1.5e-16 (FP32 7.8e-8). What is below the
/// smallest normal number (2.2e-308; FP32: 1.2e-38), negative numbers included, is read as that
/// number; NaN and infinity give NaN.
template <class R>
TAOSWEEP_HD R log_of(const R& x) {
  using T = typename NumberTraits<R>::one_lane;
  constexpr T smallest = sizeof(T) == 8 ? T(0x1p-1022) : T(0x1p-126);
  return fma(x, R(T(0)), log_positive(max(R(smallest), x)));
}

//   ln(1+x) = ln u + c/u,   u = 1 + x rounded,   c = (1 + x) - u, what that rounding lost
//
// c is exact where |x| <= 1, the smaller summand being x. Beyond, the larger is x, and ln u is so
// far from 0 that a last place of c does not show.

/// ln(1+x), without the loss of digits near x = 0; largest relative error met in tests 2.5e-16. x
/// at or below -1 is read as in log_of.
template <class R>
TAOSWEEP_HD R log1p_of(const R& x) {
  using T = typename NumberTraits<R>::one_lane;
  const R one(T(1));
  const R u = one + x;
  const R lost = select(x > one, one - (u - x), x - (u - one));
  return log_of(u) + lost / max(R(T(0x1p-60)), u);
}

}  // namespace taosweep
