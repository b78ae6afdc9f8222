// Validators: sell what they keep of dividends at a constant hazard.
#pragma once

#include "kernels/cohorts/cohort.hpp"

namespace taosweep {

struct Validators {
  static constexpr const char* name = "validators";
  static constexpr Trades trades = Trades::only_sells;
  static constexpr bool earns_dividends = true;

  template <class R>
  TAOSWEEP_HD static R sold(const Parameters& p, const Market<R>& market, const R& held) {
    return held * hazard_part(R(p.validators.sell), market.dt);
  }
};

}  // namespace taosweep
