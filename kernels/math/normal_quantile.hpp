// The quantile function of the standard normal
// distribution: turns a uniform number into a normal one.
#pragma once

#include "kernels/lanes/operations.hpp"
#include "kernels/math/log.hpp"
#include "kernels/math/polynomial.hpp"

namespace taosweep {

/// FP64: z with Phi(z) = u. Rational fits of Wichura (1988), algorithm AS 241, PPND16:
///   |q| <= 0.425:  z = q A(r)/B(r),           q = u - 1/2,  r = 0.425^2 - q^2
///   t <= 5:        |z| = C(t-1.6)/D(t-1.6),   t = sqrt(-ln(min(u, 1-u)))
///   beyond:        |z| = E(t-5)/F(t-5)
/// Largest relative error met in tests 5.5e-16. u outside (0, 1) is read as the nearest number
/// inside whose distance to the edge is 2.2e-308.
template <class R>
TAOSWEEP_HD R normal_quantile(const R& u, double) {
  static constexpr double a[] = {3.3871328727963666080e0, 1.3314166789178437745e2,
                                 1.9715909503065514427e3, 1.3731693765509461125e4,
                                 4.5921953931549871457e4, 6.7265770927008700853e4,
                                 3.3430575583588128105e4, 2.5090809287301226727e3};
  static constexpr double b[] = {1.0,
                                 4.2313330701600911252e1,
                                 6.8718700749205790830e2,
                                 5.3941960214247511077e3,
                                 2.1213794301586595867e4,
                                 3.9307895800092710610e4,
                                 2.8729085735721942674e4,
                                 5.2264952788528545610e3};
  const R q = u - R(0.5);
  const R r = fma(-q, q, R(0.180625));
  R z = q * (polynomial(r, a) / polynomial(r, b));

  const auto tail = R(0.425) < abs(q);
  if (!any(tail)) return z;
  static constexpr double c[] = {1.42343711074968357734e0,  4.63033784615654529590e0,
                                 5.76949722146069140550e0,  3.64784832476320460504e0,
                                 1.27045825245236838258e0,  2.41780725177450611770e-1,
                                 2.27238449892691845833e-2, 7.74545014278341407640e-4};
  static constexpr double d[] = {1.0,
                                 2.05319162663775882187e0,
                                 1.67638483018380384940e0,
                                 6.89767334985100004550e-1,
                                 1.48103976427480074590e-1,
                                 1.51986665636164571966e-2,
                                 5.47593808499534494600e-4,
                                 1.05075007164441684324e-9};
  const R t = sqrt(-log_of(min(R(1.0) - u, u)));
  R distance = polynomial(t - R(1.6), c) / polynomial(t - R(1.6), d);

  const auto far = R(5.0) < t;
  if (any(far)) {
    static constexpr double e[] = {6.65790464350110377720e0,  5.46378491116411436990e0,
                                   1.78482653991729133580e0,  2.96560571828504891230e-1,
                                   2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                   2.71155556874348757815e-5, 2.01033439929228813265e-7};
    static constexpr double f[] = {1.0,
                                   5.99832206555887937690e-1,
                                   1.36929880922735805310e-1,
                                   1.48753612908506148525e-2,
                                   7.86869131145613259100e-4,
                                   1.84631831751005468180e-5,
                                   1.42151175831644588870e-7,
                                   2.04426310338993978564e-15};
    distance = select(far, polynomial(t - R(5.0), e) / polynomial(t - R(5.0), f), distance);
  }
  return select(tail, select(q < R(0.0), -distance, distance), z);
}

/// FP32, for u in [2^-24, 1 - 2^-24], which holds every uniform_fast. After Giles (2011,
/// "Approximating the erfinv function"): with x = 2u - 1 and w = -ln(1 - x^2) = -ln(4u(1-u)), z/x
/// is a smooth function of w alone. One minimax fit of degree 14 (relative weight, Remez exchange
/// at 30 digits) covers 0 <= w <= 15.26: no branch, no division.
/// Largest error met in tests 6.8e-7 in the tails, 3.2e-7 for 0.02 < u < 0.98.
template <class R>
TAOSWEEP_HD R normal_quantile(const R& u, float) {
  static constexpr float c[] = {
      3.67016578f,      0.254865885f,    -0.00754683977f,  0.000365018757f,  -1.07153764e-05f,
      -1.32818309e-06f, 3.08935256e-07f, -3.61148977e-08f, 3.75348019e-09f,  -2.82981694e-10f,
      -2.6992018e-11f,  7.65051651e-12f, -2.8454043e-13f,  -3.53205217e-14f, 2.27355925e-15f};
  constexpr float middle = 7.6284313f;
  const R x = fma(u, R(2.0f), R(-1.0f));
  const R w = -log_positive(R(4.0f) * u * (R(1.0f) - u));
  return x * polynomial(w - R(middle), c);
}

template <class R>
TAOSWEEP_HD R normal_quantile(const R& u) {
  return normal_quantile(u, typename NumberTraits<R>::one_lane());
}

}  // namespace taosweep
