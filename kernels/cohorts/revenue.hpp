// What a subnet earns outside the chain, and how that answers to emission.
#pragma once

#include "kernels/math/exp.hpp"
#include "kernels/math/log.hpp"

namespace taosweep {

/// Revenue of a subnet [TAO/d]:
///   R = F q (e/(m q))^eta
///   F    revenue.total_tao,   eta  revenue.elasticity
///   q    its part of the worth of all subnets that earn [1]
///   m    the part of the subnets that earn, by number [1]
///   e    its share of emission [1]
/// F q is what it earns at the share m q: those that earn are emitted what as many subnets are on
/// average, each by its worth. So eta is d ln R/d ln e at every share, nothing earns nothing where
/// nothing is emitted to it (but for eta = 0, where R = F q), no reference has to be kept of each
/// subnet, and a newcomer has one from its first day. For eta <= 1 the sum is at most
/// F (sum e/m)^eta, of those that earn, and so much only where emission goes by worth among them
/// (Hoelder).
template <class R>
TAOSWEEP_HD R revenue_of(double total, double elasticity, R of_earners, R fair, R share) {
  const R at_worth = R(total) * of_earners, nothing(0.0);
  if (!(elasticity > 0)) return at_worth;
  const R least(1e-300);
  const R log_ratio = log_of(max(share, least)) - log_of(max(fair, least));
  const auto some = (share > nothing) & (fair > nothing);
  return select(some, at_worth * exp_of(R(elasticity) * log_ratio), nothing);
}

//   Q = R e^(s z)/(F/n)
//
//   R  what a subnet and its miners earn [TAO/d],   s  revenue.report_ln_sd,   z  standard normal
//   F  revenue.total_tao,   n  the subnets of day 0
//
/// What a subnet reports that it earns, in multiples of F/n, as what is claimed besides.
template <class R>
TAOSWEEP_HD R reported_of(const R& earned, double ln_sd, const R& z, double average) {
  return earned * exp_of(R(ln_sd) * z) * R(1 / average);
}

/// What a subnet and its miners earn from outside [TAO/d].
template <class P>
TAOSWEEP_HD typename P::real earned_outside(const P& pack) {
  return pack.revenue() + pack.earned_elsewhere();
}

}  // namespace taosweep
