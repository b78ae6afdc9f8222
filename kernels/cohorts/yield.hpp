// Yield chasers: move towards the highest headline yield, as published in alpha.
#pragma once

#include "kernels/cohorts/cohort.hpp"

namespace taosweep {

/// ln(1 + y): y headline yield a year, alpha paid to
/// holders in a day over alpha held; y at most 1e4.
template <class R>
TAOSWEEP_HD R log_yield(R paid_per_day, R held) {
  const R y = R(365.0) * paid_per_day / max(held, R(1e-9));
  return log_of(R(1.0) + min(y, R(1e4)));
}

/// Attraction U = ln(1+y) - mean ln(1+y) - (1 - psi) [-365 m]+, times the gain, within +-3.
template <class R>
TAOSWEEP_HD R yield_attraction(double gain, double naivety, R log_yield, double mean, R trend) {
  const R loss = R(365.0 * (1 - naivety)) * max(-trend, R(0.0));
  return clamp(R(gain) * (log_yield - R(mean) - loss), 3.0);
}

/// Hazards [1/d]: buying rate w exp(U), selling rate exp(-U).
template <class R>
TAOSWEEP_HD R yield_buy_rate(double rate, R weight, R exp_attraction) {
  return R(rate) * weight * exp_attraction;
}
template <class R>
TAOSWEEP_HD R yield_sell_rate(double rate, R exp_attraction) {
  return R(rate) / exp_attraction;
}

struct YieldChasers {
  static constexpr const char* name = "yield";
  static constexpr Trades trades = Trades::by_hazards;
  static constexpr bool may_move = true;
  static constexpr bool earns_dividends = true;

  TAOSWEEP_HD static double cash_share(const Parameters& p) { return p.capital.yield_share; }
  TAOSWEEP_HD static double held_part(const Parameters& p) { return p.network.held_yield; }
  TAOSWEEP_HD static double moved_part(const Parameters& p) { return p.yield.moves; }
  template <class Money>
  TAOSWEEP_HD static auto& in_transit(Money& money) {
    return money.yield_in_transit;
  }
  template <class R>
  TAOSWEEP_HD static Hazards<R> hazards(const Parameters& p, const Market<R>& market) {
    const R pull = exp_of(yield_attraction(p.yield.gain, p.yield.naivety, market.log_yield,
                                           market.yield_mean, market.trend));
    return {yield_buy_rate(p.yield.rate, market.weight, pull), yield_sell_rate(p.yield.rate, pull)};
  }
};

}  // namespace taosweep
