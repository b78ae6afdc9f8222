// Capital entry: cash that reaches the cohorts around launch and after.
#pragma once

#include "kernels/cohorts/hazard.hpp"
#include "kernels/register/parameters.hpp"

namespace taosweep {

/// Cash that has entered by day t [TAO]: burst (1 - exp(-t/tau)) + drip tau' (1 - exp(-t/tau')).
TAOSWEEP_HD double capital_entered(const Parameters& p, double day) {
  return p.capital.burst_tao * -expm1_of(-day / p.capital.burst_days) +
         p.capital.drip_tao_per_day * p.capital.drip_days * -expm1_of(-day / p.capital.drip_days);
}

/// Factor on all trading clocks: 1 + rush exp(-t/tau).
TAOSWEEP_HD double rush_at(const Parameters& p, double day) {
  return 1 + p.capital.rush_factor * exp_of(-day / p.capital.rush_days);
}

}  // namespace taosweep
