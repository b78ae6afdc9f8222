// Miners: sell what their costs force them to, and a little more; enter and leave with profit.
#pragma once

#include "kernels/cohorts/cohort.hpp"
#include "kernels/math/log.hpp"

namespace taosweep {

/// Alpha sold in dt: min(q, c dt / p) for costs c [TAO/d], and a part of the rest.
template <class R>
TAOSWEEP_HD R miner_sales(R held, R capacity, R price, double part, double dt) {
  const R forced = min(held, capacity * R(dt) / price) * R(1 - 1e-6);
  return fma(held - forced, R(part), forced);
}

/// Capacity after one day of free entry: dc/c = k clamp(ln(I / (c (1 + margin))), +-2), k by
/// direction. Source: Prat and Walter 2021 for the form.
template <class R>
TAOSWEEP_HD R capacity_after_day(R capacity, R income, double margin, double entry, double exit) {
  const R gap =
      clamp(log_of(max(income, R(1e-12)) / (max(capacity, R(1e-12)) * R(1 + margin))), 2.0);
  return capacity * exp_of(gap * select(gap > R(0.0), R(entry), R(exit)));
}

struct Miners {
  static constexpr const char* name = "miners";
  static constexpr Trades trades = Trades::only_sells;
  static constexpr bool earns_dividends = false;  // it sits on their own keys

  TAOSWEEP_HD static double hazard(const Parameters& p) { return p.miners.sell; }
  TAOSWEEP_HD static double held_part(const Parameters& p) { return p.network.held_miners; }
  template <class R>
  TAOSWEEP_HD static R sold(const Market<R>& market, const R& held, double part) {
    return miner_sales(held, market.capacity, market.price, part, market.dt);
  }
};

}  // namespace taosweep
