// Share by what a subnet earns outside: what no chain can read, as a yardstick.
#pragma once

#include "kernels/math/exp.hpp"
#include "kernels/portable.hpp"

namespace taosweep {

/// w = Q + C [1], Q the worth of a subnet that value stakers see with an error, here without one,
/// and C what it claims to earn besides and does not. An objective function of the kind that a
/// chain would need an oracle for, which can be fooled. No chain ran it.
struct RevenueShare {
  static constexpr const char* name = "revenue";
  static constexpr unsigned needs = 0;

  template <class P>
  TAOSWEEP_HD static typename P::real weight(const P& pack) {
    return (exp_of(pack.log_worth()) + pack.claimed()) * pack.alive();
  }
};

}  // namespace taosweep
