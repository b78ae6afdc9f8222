// Two standard normals from two uniform numbers.
#pragma once

#include "kernels/lanes/operations.hpp"
#include "kernels/math/log.hpp"
#include "kernels/math/polynomial.hpp"

namespace taosweep {

/// Two standard normals that are independent of each other.
template <class R>
struct NormalPair {
  R first, second;
};

//   r = sqrt(-2 ln u),   first = r cos(pi y),   second = r sin(pi y)
//
//   u  uniform in (0, 1),   y  uniform in [-1, 1]
//
// by the half of the angle, for which a polynomial serves on the whole circle:
//   s = sin(pi y/2),  c = cos(pi y/2):   cos(pi y) = 1 - 2 s^2,   sin(pi y) = 2 s c
// s and c are minimax fits, y times a polynomial in y^2 and a polynomial in y^2 (Remez exchange);
// with coefficients in FP32 they are 5e-8 and 8e-8 off at most.
// Source: Box, Muller (1958), "A note on the generation of random normal deviates".

/// FP32; largest error met in tests 7.5e-7 of the pair's radius.
template <class R>
TAOSWEEP_HD NormalPair<R> normal_pair(const R& u, const R& y) {
  static constexpr float sine[] = {1.57079629f, -0.645963361f, 0.0796884847f, -0.00467223292f,
                                   0.000150822639f};
  static constexpr float cosine[] = {0.999999953f, -1.23369821f, 0.253650745f, -0.0208106275f,
                                     0.00085819062f};
  const R radius = sqrt(R(-2.0f) * log_positive(u));
  const R square = y * y;
  const R s = y * polynomial(square, sine), c = polynomial(square, cosine);
  const R chord = (radius + radius) * s;
  return {fnma(chord, s, radius), chord * c};
}

}  // namespace taosweep
