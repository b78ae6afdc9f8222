// Share by what a subnet earns outside: what no chain can read, as a yardstick.
#pragma once

#include "kernels/math/exp.hpp"
#include "kernels/portable.hpp"

namespace taosweep {

/// w = Q [1], the worth of a subnet that value stakers see with an error, here without one. An
/// objective function of the kind that a chain would need an oracle for. No chain ran it.
struct RevenueShare {
  static constexpr const char* name = "revenue";
  static constexpr unsigned needs = 0;

  template <class P>
  TAOSWEEP_HD static typename P::real weight(const P& pack) {
    return exp_of(pack.log_worth()) * pack.alive();
  }
};

}  // namespace taosweep
