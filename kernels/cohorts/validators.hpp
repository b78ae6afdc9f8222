// Validators: sell what they keep of dividends at a constant hazard.
#pragma once

#include "kernels/cohorts/cohort.hpp"

namespace taosweep {

struct Validators {
  static constexpr const char* name = "validators";
  static constexpr Trades trades = Trades::only_sells;
  static constexpr bool earns_dividends = true;

  TAOSWEEP_HD static double hazard(const Parameters& p) { return p.validators.sell; }
  TAOSWEEP_HD static double held_part(const Parameters& p) { return p.network.held_validators; }
  template <class R>
  TAOSWEEP_HD static R sold(const Market<R>&, const R& held, double part) {
    return held * R(part);
  }
};

}  // namespace taosweep
