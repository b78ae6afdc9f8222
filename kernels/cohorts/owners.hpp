// Owners of subnets: sell the owner's cut at a constant hazard.
#pragma once

#include "kernels/cohorts/cohort.hpp"

namespace taosweep {

struct Owners {
  static constexpr const char* name = "owners";
  static constexpr Trades trades = Trades::only_sells;
  static constexpr bool earns_dividends = true;

  template <class R>
  TAOSWEEP_HD static R sold(const Parameters& p, const Market<R>& market, const R& held) {
    return held * hazard_part(R(p.owners.sell), market.dt);
  }
};

}  // namespace taosweep
