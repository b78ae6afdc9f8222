// Value stakers: buy below a perceived value, sell above it.
#pragma once

#include "kernels/agents/hazard.hpp"

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

}  // namespace taosweep
