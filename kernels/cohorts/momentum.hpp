// Momentum traders: buy what rises, sell what falls.
//
//   U = clamp(gain * 30 m, +-3)
//
//   m     trend of the logarithm of the price [1/d]
//   gain  response to the trend over a month [1]
//
// They buy at hazard rate w [U]+ and sell at base_sell + rate [-U]+ [1/d], w the subnet's part of
// all pools. Source: chartists of Lux and Marchesi 1999, trend followers of Brock and Hommes 1998.
#pragma once

#include "kernels/cohorts/cohort.hpp"

namespace taosweep {

/// Pull U [1] of a trend m [1/d].
template <class R>
TAOSWEEP_HD R momentum_pull(double gain, R trend) {
  return clamp(R(30 * gain) * trend, 3.0);
}

struct MomentumTraders {
  static constexpr const char* name = "momentum";
  static constexpr Trades trades = Trades::by_hazards;
  static constexpr bool may_move = true;
  static constexpr bool earns_dividends = true;

  TAOSWEEP_HD static double cash_share(const Parameters& p) { return p.momentum.cash_share; }
  TAOSWEEP_HD static double held_part(const Parameters& p) { return p.network.held_momentum; }
  TAOSWEEP_HD static double moved_part(const Parameters& p) { return p.momentum.moves; }
  template <class Money>
  TAOSWEEP_HD static auto& in_transit(Money& money) {
    return money.momentum_in_transit;
  }
  template <class R>
  TAOSWEEP_HD static Hazards<R> hazards(const Parameters& p, const Market<R>& market) {
    const R pull = momentum_pull(p.momentum.gain, market.trend), none(0.0);
    return {R(p.momentum.rate) * market.weight * max(pull, none),
            fma(R(p.momentum.rate), max(-pull, none), R(p.momentum.base_sell))};
  }
};

}  // namespace taosweep
