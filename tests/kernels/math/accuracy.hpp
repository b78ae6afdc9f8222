// Largest errors of a function over many arguments, against long double.
#pragma once

#include <cmath>
#include <cstdint>
#include <random>

namespace taosweep::math_test {

/// Largest relative error of f against reference at n arguments drawn by draw(uniform in [0, 1)).
template <class T, class F, class Reference, class Draw>
long double largest_relative_error(int n, F f, Reference reference, Draw draw) {
  std::mt19937_64 bits(77);
  long double largest = 0;
  for (int i = 0; i < n; ++i) {
    const T x = static_cast<T>(draw(static_cast<double>(bits() >> 11) * 0x1p-53));
    const long double exact = reference(static_cast<long double>(x));
    if (exact == 0) continue;
    const long double error = std::fabs((static_cast<long double>(f(x)) - exact) / exact);
    if (!(error <= largest)) largest = error;  // a NaN counts as the largest
  }
  return largest;
}

inline auto between(double low, double high) {
  return [=](double u) { return low + (high - low) * u; };
}

/// Both signs, sizes from `small` to `large`, each decade as often.
inline auto all_sizes(double small, double large) {
  return [=](double u) {
    const double v = std::fabs(2 * u - 1);
    return std::copysign(std::exp(std::log(small) + v * (std::log(large) - std::log(small))),
                         2 * u - 1);
  };
}

}  // namespace taosweep::math_test
