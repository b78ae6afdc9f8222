// Value stakers: buy below a perceived value, sell above it.
#pragma once

#include "kernels/cohorts/cohort.hpp"
#include "kernels/math/log.hpp"

namespace taosweep {

/// Logarithm of perceived value over price, within +-3:  ln(V_i / p),  V_i = V_sum Q_i / sum Q *
/// exp(error).
template <class R>
TAOSWEEP_HD R mispricing(R log_worth, double log_unit, R error, R log_price) {
  return clamp(log_worth + R(log_unit) + error - log_price, 3.0);
}

/// Buying hazard [1/d]: rate w [g]+, w the subnet's part of all pools.
template <class R>
TAOSWEEP_HD R value_buy_rate(double rate, R weight, R gap) {
  return R(rate) * weight * max(gap, R(0.0));
}

/// Selling hazard [1/d]: s0 + rate [-g]+.
template <class R>
TAOSWEEP_HD R value_sell_rate(double rate, double base, R gap) {
  return fma(R(rate), max(-gap, R(0.0)), R(base));
}

/// Logarithms of worth stay within this, so that sums of worths are finite whatever is asked for.
inline constexpr double most_log_worth = 100;

/// Logarithm of worth after attention events of size `marks` together:  ln(Q (1 + news marks)).
template <class R>
TAOSWEEP_HD R worth_after_news(R log_worth, double news, R marks) {
  return clamp(log_worth + log_of(fma(R(news), marks, R(1.0))), most_log_worth);
}

/// Logarithm of worth after a day:  ln Q - m + (1 - e^-f) (ln p - ln V) + sd z,  V the value of one
/// alpha at worth Q, f how fast opinion follows the price [1/d], m the mean of ln Q over those who
/// live: worth is relative to theirs, and news that only raise it would else lift all for ever.
template <class R>
TAOSWEEP_HD R worth_after_day(R log_worth, R mean, double follows, R above_worth, double sd, R z) {
  const R moved = fma(R(-expm1_of(-follows)), above_worth, log_worth - mean);
  return clamp(fma(R(sd), z, moved), most_log_worth);
}

struct ValueStakers {
  static constexpr const char* name = "value";
  static constexpr Trades trades = Trades::by_hazards;
  static constexpr bool may_move = false;
  static constexpr bool earns_dividends = true;

  TAOSWEEP_HD static double cash_share(const Parameters& p) { return p.capital.value_share; }
  TAOSWEEP_HD static double held_part(const Parameters& p) { return p.network.held_value; }
  template <class R>
  TAOSWEEP_HD static Hazards<R> hazards(const Parameters& p, const Market<R>& market) {
    const R gap =
        mispricing(market.log_worth, market.log_unit, market.value_error, log_of(market.price));
    return {value_buy_rate(p.value.rate, market.weight, gap),
            value_sell_rate(p.value.rate, p.value.base_sell, gap)};
  }
};

}  // namespace taosweep
