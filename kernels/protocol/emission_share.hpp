// Which part of the block's TAO a subnet gets.
#pragma once

#include "kernels/lanes/operations.hpp"
#include "kernels/portable.hpp"

namespace taosweep {

//   t_i = E * m_i / M          t_i = 0 where M = 0
//
//   E  block emission [TAO/block],   m_i  price average of subnet i [TAO/alpha],   M = sum of m
//
// Source: subtensor v2.0.1 run_coinbase.rs, step "tao_in".
// Averages are those stored before this block.

/// TAO that the block sends towards a subnet [TAO/block].
template <class R>
TAOSWEEP_HD R tao_share(R emission, R ema, R ema_sum) {
  const auto defined = ema_sum > R(0.0);
  return select(defined, emission * ema / select(defined, ema_sum, R(1.0)), R(0.0));
}

}  // namespace taosweep
