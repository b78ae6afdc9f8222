// Owners of subnets: sell the owner's cut at a constant hazard.
#pragma once

#include "kernels/cohorts/cohort.hpp"

namespace taosweep {

struct Owners {
  static constexpr const char* name = "owners";
  static constexpr Trades trades = Trades::only_sells;
  static constexpr bool earns_dividends = true;

  TAOSWEEP_HD static double hazard(const Parameters& p) { return p.owners.sell; }
  TAOSWEEP_HD static double held_part(const Parameters& p) { return p.network.held_owners; }
  template <class R>
  TAOSWEEP_HD static R sold(const Market<R>&, const R& held, double part) {
    return held * R(part);
  }
};

}  // namespace taosweep
