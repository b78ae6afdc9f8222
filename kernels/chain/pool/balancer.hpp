// The weighted pool that took the place of the constant product in June 2026.
#pragma once

#include "kernels/lanes/operations.hpp"
#include "kernels/math/exp.hpp"
#include "kernels/math/log.hpp"
#include "kernels/portable.hpp"

namespace taosweep {

//   x^w1 y^w2 = constant in a swap,   w1 + w2 = 1        p = (w1 y)/(w2 x)
//
//   x, y    reserves [alpha, TAO],   p  price [TAO/alpha]
//   w1, w2  weights of alpha and of TAO [1]; at 1/2 each it is the constant product
//
//   buy  dy:  dx = x (1 - (y/(y + dy))^(w2/w1))      sell dx:  dy = y (1 - (x/(x + dx))^(w1/w2))
//
// Both are x (1 - e^-z) with z = (w2/w1) ln(1 + dy/y): by expm1 and log1p an order keeps its digits
// however small it is against the pool.
// Source: subtensor 14bc6f9f9 pallets/swap/src/pallet/balancer.rs and swap_step.rs, live from block
// 8,486,593. The chain truncates to rao and to 18 digits of the power.

/// Reserves and weight of a pool.
template <class R>
struct WeightedPool {
  R tao, alpha;  ///< y, x [TAO, alpha]
  R tao_weight;  ///< w2 [1]

  TAOSWEEP_HD R alpha_weight() const { return R(1.0) - tao_weight; }
};

/// w1/w2 of a weight w2: what y/x is to be multiplied with for a price [1].
template <class R>
TAOSWEEP_HD R weight_ratio(R tao_weight) {
  return (R(1.0) - tao_weight) / tao_weight;
}

/// Price [TAO/alpha]; 0 without alpha.
template <class R>
TAOSWEEP_HD R balancer_price(const WeightedPool<R>& pool) {
  const auto priced = pool.alpha > R(0.0);
  const R quotient = pool.tao / select(priced, pool.alpha, R(1.0));
  return select(priced, weight_ratio(pool.tao_weight) * quotient, R(0.0));
}

/// What leaves reserve `out` while `paid` joins reserve `in`: out (1 - (in/(in + paid))^ratio). An
/// empty pool pays nothing.
template <class R>
TAOSWEEP_HD R balancer_paid_out(R out, R in, R paid, R ratio) {
  const auto open = in > R(0.0);
  const R grown = log1p_of(paid / select(open, in, R(1.0)));
  return select(open, -out * expm1_of(-ratio * grown), R(0.0));
}

/// Alpha bought with `tao_paid` [TAO] after the fee.
template <class R>
TAOSWEEP_HD R balancer_buy(const WeightedPool<R>& pool, R tao_paid) {
  return balancer_paid_out(pool.alpha, pool.tao, tao_paid, pool.tao_weight / pool.alpha_weight());
}

/// TAO received for `alpha_sold` [alpha] after the fee.
template <class R>
TAOSWEEP_HD R balancer_sell(const WeightedPool<R>& pool, R alpha_sold) {
  return balancer_paid_out(pool.tao, pool.alpha, alpha_sold, pool.alpha_weight() / pool.tao_weight);
}

//   alpha to be sold for dy:   dx = x ((y/(y - dy))^(w2/w1) - 1)

/// Alpha [alpha] that must be sold to receive `tao_out` [TAO]; 0 where the pool has no more TAO
/// than that.
template <class R>
TAOSWEEP_HD R balancer_alpha_needed(const WeightedPool<R>& pool, R tao_out) {
  const auto there = pool.tao > tao_out;
  const R left = log1p_of(-tao_out / select(there, pool.tao, R(2.0) * tao_out + R(1.0)));
  const R ratio = pool.tao_weight / pool.alpha_weight();
  return select(there, pool.alpha * expm1_of(-ratio * left), R(0.0));
}

//   p'/p = (A/(A + H))^(1/w2)   after a sale of H [alpha], A = x

/// Fall [1] of the price when all of `held` [alpha] is sold: the deepest crash that holders can
/// cause.
template <class R>
TAOSWEEP_HD R balancer_exit_floor(const WeightedPool<R>& pool, R held) {
  return -expm1_of(-log1p_of(held / pool.alpha) / pool.tao_weight);
}

//   to reach p' > p:  buy dy = y ((p'/p)^w1 - 1)
//   to reach p' < p:  sell dx = x ((p/p')^w2 - 1)
//
// With p'/p = 1 + (p' - p)/p a limit close to the price keeps its digits.

/// TAO after the fee [TAO] that a buy order may spend until the price reaches `limit` [TAO/alpha];
/// 0 where that is not above the price.
template <class R>
TAOSWEEP_HD R balancer_buy_to_price(const WeightedPool<R>& pool, R price, R limit) {
  const auto beyond = (limit > price) & (price > R(0.0));
  const R rise = select(beyond, (limit - price) / select(beyond, price, R(1.0)), R(0.0));
  return pool.tao * expm1_of(pool.alpha_weight() * log1p_of(rise));
}

/// Alpha after the fee [alpha] that a sell order may sell until the price reaches `limit`
/// [TAO/alpha]; 0 where that is not below the price, infinite at limit 0.
template <class R>
TAOSWEEP_HD R balancer_sell_to_price(const WeightedPool<R>& pool, R price, R limit) {
  const auto beyond = limit < price;
  const auto bounded = limit > R(0.0);
  const R fall = select(beyond & bounded, (price - limit) / select(bounded, limit, R(1.0)), R(0.0));
  const R most = pool.alpha * expm1_of(pool.tao_weight * log1p_of(fall));
  return select(bounded, most, select(beyond, R(__builtin_huge_val()), R(0.0)));
}

}  // namespace taosweep
