// Share by what a subnet earns outside: what no chain can read, as a yardstick.
#pragma once

#include "kernels/portable.hpp"

namespace taosweep {

/// w = Q + C [1], Q what a subnet reports (cohorts/revenue.hpp), and C what somebody claims there
/// besides and does not have. An objective function of the kind that a chain would need an oracle
/// for, which can be fooled. No chain ran it.
struct RevenueShare {
  static constexpr const char* name = "revenue";
  static constexpr unsigned needs = 0;

  template <class P>
  TAOSWEEP_HD static typename P::real weight(const P& pack) {
    return (pack.reported() + pack.claimed()) * pack.alive();
  }
};

}  // namespace taosweep
