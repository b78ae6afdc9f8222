// Capital entry: cash that reaches the cohorts around launch and after.
#pragma once

#include "kernels/agents/hazard.hpp"
#include "kernels/parameters.hpp"

namespace taosweep {

/// Cash that has entered by day t [TAO]: burst (1 - exp(-t/tau)) + drip tau' (1 - exp(-t/tau')).
TAOSWEEP_HD double capital_entered(const Parameters& p, double day) {
  return p.capital_burst_tao * -expm1_of(-day / p.capital_burst_days) +
         p.capital_drip_tao_per_day * p.capital_drip_days * -expm1_of(-day / p.capital_drip_days);
}

/// Factor on all trading clocks: 1 + rush exp(-t/tau).
TAOSWEEP_HD double rush_at(const Parameters& p, double day) {
  return 1 + p.capital_rush_factor * exp_of(-day / p.capital_rush_days);
}

}  // namespace taosweep
