// Weights of a weighted pool: where they begin, and how the protocol adds TAO and alpha in any
// proportion without moving the price.
#pragma once

#include "kernels/chain/pool/balancer.hpp"
#include "kernels/lanes/operations.hpp"
#include "kernels/portable.hpp"

namespace taosweep {

/// Neither weight may be less [1]. Source: subtensor 14bc6f9f9 balancer.rs MIN_WEIGHT; the comment
/// there says 0.1.
inline constexpr double least_weight = 0.01;

/// A weight, and whether the pool may have it.
template <class R>
struct NewWeight {
  R tao_weight;  ///< w2 [1]
  R allowed;     ///< 1 where both weights are at least the least, else 0
};

/// w2 = a/(a + b) where that is allowed; 1/2 where there is neither.
template <class R>
TAOSWEEP_HD NewWeight<R> weight_between(R a, R b) {
  const R sum = a + b;
  const auto defined = sum > R(0.0);
  const R weight = select(defined, a / select(defined, sum, R(1.0)), R(0.5));
  const auto low = weight < R(least_weight), high = R(1.0) - weight < R(least_weight);
  return {weight, select(low | high, R(0.0), R(1.0))};
}

//   w2 = y/(p x + y)
//
/// The weight with which reserves x, y have price p [TAO/alpha].
/// Source: subtensor 14bc6f9f9 balancer.rs, "initialize weights".
template <class R>
TAOSWEEP_HD NewWeight<R> weight_of_price(R tao, R alpha, R price) {
  return weight_between(tao, price * alpha);
}

//   w2' = w2 x (y + dy) / (w1 y (x + dx) + w2 x (y + dy))
//
/// The weight that keeps the price when the protocol adds `tao_added` and `alpha_added`. A pool
/// with an empty side has no price to keep and begins at 1/2. Where the weight is not allowed the
/// addition is refused; since spec 432 it is parked in reservoirs.
/// Source: subtensor 14bc6f9f9 balancer.rs update_weights_for_added_liquidity.
template <class R>
TAOSWEEP_HD NewWeight<R> weight_after_addition(const WeightedPool<R>& pool, R tao_added,
                                               R alpha_added) {
  const auto open = min(pool.tao, pool.alpha) > R(0.0);
  const R tao_side = pool.tao_weight * pool.alpha * (pool.tao + tao_added);
  const R alpha_side = pool.alpha_weight() * pool.tao * (pool.alpha + alpha_added);
  return weight_between(select(open, tao_side, R(0.0)), select(open, alpha_side, R(0.0)));
}

}  // namespace taosweep
