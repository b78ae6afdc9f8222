// Owners of subnets: sell the owner's cut at a constant hazard, or by a plan; and may leave.
#pragma once

#include "kernels/cohorts/cohort.hpp"
#include "kernels/math/log.hpp"

namespace taosweep {

/// Hazard with which an owner leaves [1/d]:  l (1 + g [ln(p/V)]+)
///   l  owners.exit_rate,   g  owners.exit_overpriced,   p/V  price over worth to value stakers
template <class R>
TAOSWEEP_HD R exit_hazard(double rate, double overpriced, const R& log_over_worth) {
  return R(rate) * fma(R(overpriced), max(log_over_worth, R(0.0)), R(1.0));
}

/// Hazard at which one who leaves sells [1/d]:  -ln(1 - f)/D, at most 13/D: f of its holding is
/// sold after D, and all but 2e-6 of it where f is 1.
TAOSWEEP_HD double leaving_hazard(double sold, double days) {
  return min(-log_of(max(1 - sold, 1e-300)), 13.0) / days;
}

/// Part of a holding that one who has left for `since` [d] as a tick of dt starts sells in it.
template <class R>
TAOSWEEP_HD R part_sold_leaving(double hazard, double days, const R& since, double dt) {
  const R left = max(min(R(days) - since, R(dt)), R(0.0));
  return -expm1_of(-(left * R(hazard)));
}

struct Owners {
  static constexpr const char* name = "owners";
  static constexpr Trades trades = Trades::only_sells;
  static constexpr bool earns_dividends = true;

  TAOSWEEP_HD static double hazard(const Parameters& p) { return p.owners.sell; }
  TAOSWEEP_HD static double held_part(const Parameters& p) { return p.network.held_owners; }
  template <class R>
  TAOSWEEP_HD static R sold(const Market<R>& market, const R& held, double part) {
    const R usual = held * R(part) * market.owner_sells;
    return fma(held - usual, market.owner_leaves, usual);
  }
};

}  // namespace taosweep
