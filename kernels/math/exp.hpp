// e^x and e^x - 1, for FP64 and FP32, one lane or a pack.
#pragma once

#include "kernels/lanes/operations.hpp"
#include "kernels/math/polynomial.hpp"

namespace taosweep {

/// Constants of exp_of. Polynomials are minimax fits of (e^r - 1 - r) / r^2 on |r| <= ln(2)/2,
/// weight r (Remez exchange at 40 digits); ln(2) stands in two parts.
template <class T>
struct ExpConstants;

template <>
struct ExpConstants<double> {
  static constexpr double low = -708, high = 709;
  static constexpr double to_nearest = 0x1.8p52;  // adding it rounds to a whole number
  static constexpr double per_ln2 = 1.4426950408889634;
  static constexpr double ln2_high = 0x1.62e42fefa39efp-1, ln2_low = 0x1.abc9e3b39803fp-56;
  TAOSWEEP_HD static auto& fit() {
    static constexpr double c[] = {0.5,
                                   0.16666666666666677,
                                   0.0416666666666667,
                                   0.008333333333321638,
                                   0.001388888888886688,
                                   0.00019841269886112763,
                                   2.4801587360497372e-05,
                                   2.755724421915008e-06,
                                   2.755724279618907e-07,
                                   2.51090344564984e-08,
                                   2.092443511730896e-09};
    return c;
  }
};

template <>
struct ExpConstants<float> {
  static constexpr float low = -87, high = 88;
  static constexpr float to_nearest = 0x1.8p23f;
  static constexpr float per_ln2 = 1.44269504f;
  static constexpr float ln2_high = 0x1.62e430p-1f, ln2_low = -0x1.05c610p-29f;
  TAOSWEEP_HD static auto& fit() {
    static constexpr float c[] = {0.5f, 0.166665435f, 0.0416662805f, 0.00836657826f,
                                  0.00139464391f};
    return c;
  }
};

/// x = n ln(2) + r with whole n and |r| <= ln(2)/2. Returns e^r - 1 = r + r^2 fit(r).
template <class R>
TAOSWEEP_HD R reduced_expm1(const R& x, R& n) {
  using C = ExpConstants<typename NumberTraits<R>::one_lane>;
  n = fma(x, R(C::per_ln2), R(C::to_nearest)) - R(C::to_nearest);
  const R r = fma(n, R(-C::ln2_low), fma(n, R(-C::ln2_high), x));
  return fma(r * r, polynomial(r, C::fit()), r);
}

/// e^x; largest relative error met in tests 1.5e-16 (FP32 8.4e-8). x is first brought into [-708,
/// 709] (FP32: [-87, 88]), so the result is never 0 and never infinite; NaN stays NaN.
template <class R>
TAOSWEEP_HD R exp_of(const R& x) {
  using T = typename NumberTraits<R>::one_lane;
  using C = ExpConstants<T>;
  R n;
  const R p = reduced_expm1(min(R(C::high), max(R(C::low), x)), n);
  return (p + R(T(1))) * power_of_two(n);
}

/// e^x - 1 = 2^n (e^r - 1) + (2^n - 1), without the loss of digits
/// near x = 0; x is brought into the same range.
template <class R>
TAOSWEEP_HD R expm1_of(const R& x) {
  using T = typename NumberTraits<R>::one_lane;
  using C = ExpConstants<T>;
  R n;
  const R p = reduced_expm1(min(R(C::high), max(R(C::low), x)), n);
  const R scale = power_of_two(n);
  return fma(scale, p, scale - R(T(1)));
}

}  // namespace taosweep
