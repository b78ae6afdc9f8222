// The price average that emission follows.
#pragma once

#include "kernels/lanes/operations.hpp"
#include "kernels/portable.hpp"

namespace taosweep {

//   m <- a * min(p, c) + (1 - a) * m,   a = alpha * b / (b + h)
//
//   m  price average, p  spot price [TAO/alpha],   alpha  weight [1/block]
//   c  most that a price counts for, 1 since v2.0.1 [TAO/alpha]
//   b  age of the subnet, h  blocks at which the weight is half of alpha [block]; h = 0: no warm-up
//
// k blocks at one price weigh a_k = 1 - (1-a)^k. Weights compose as a_{i+j} = a_i + a_j - a_i a_j,
// which loses no digits at small a, unlike the power. The chain works with 32 fraction bits and
// truncates twice: each update loses up to 2^-31, so its average settles up to 2^-31/a low (1.6e-4
// at a = 3e-6). Doubles do not have that bias unless it is asked for: then a block truncates as the
// chain does, and k blocks lose what they lose on average, 2^-32 each.
// Source: subtensor v2.0.1 stake_utils.rs update_moving_price;
// warm-up v2.0.6, h = 201600 from v2.0.8.

/// Weight [1/block] of the current price at age `age_blocks` [block].
template <class R>
TAOSWEEP_HD R ema_weight(R alpha, R age_blocks, R warmup_blocks) {
  const auto warming = warmup_blocks > R(0.0);
  const R span = select(warming, age_blocks + warmup_blocks, R(1.0));
  return select(warming, alpha * age_blocks / span, alpha);
}

/// Weight of the current price over k >= 0 blocks, by squaring [1].
template <class R>
TAOSWEEP_HD R weight_of_steps(R weight, int k) {
  R total(0.0);
  R power = weight;  // weight of 1, 2, 4, ... blocks
  for (; k > 0; k >>= 1) {
    if (k & 1) total = total + power - total * power;
    power = power + power - power * power;
  }
  return total;
}

/// The average after one update with `weight` [1]; the price counts for at most `cap` [TAO/alpha].
template <class R>
TAOSWEEP_HD R price_ema(R ema, R price, R weight, R cap = R(1.0)) {
  return fma(weight, min(cap, price) - ema, ema);
}

inline constexpr double average_unit = 0x1p-32;

/// x >= 0 below 2^20, truncated to whole 2^-32.
template <class R>
TAOSWEEP_HD R truncated(R x) {
  const R near_whole(1.5 * 0x1p20);  // here the last place of a double is 2^-32
  const R rounded = (x + near_whole) - near_whole;
  return rounded - select(rounded > x, R(average_unit), R(0.0));
}

/// The average after one update as the chain computes it.
template <class R>
TAOSWEEP_HD R truncated_price_ema(R ema, R price, R weight, R cap = R(1.0)) {
  return truncated(weight * min(cap, price)) + truncated((R(1.0) - weight) * ema);
}

/// What k updates lose of `ema` on average, at the `weight` of one and that of all: at most itself.
template <class R>
TAOSWEEP_HD R truncation_loss(R ema, R weight, R weight_of_all) {
  return min(R(average_unit) * weight_of_all / max(weight, R(average_unit)), ema);
}

}  // namespace taosweep
