// What the rules say of a pool, whose reserves may have weights: its price, and one order there.
#pragma once

#include "kernels/chain/needs.hpp"
#include "kernels/chain/pool/balancer.hpp"
#include "kernels/chain/pool/constant_product.hpp"
#include "kernels/register/choices.hpp"

namespace taosweep {

/// Whether the pools of the economy are weighted.
template <class P>
TAOSWEEP_HD bool has_weights(const P& pack) {
  if constexpr (has<P>(need_claims)) return pack.economy.rules->pool_kind == PoolKind::balancer;
  return false;
}

/// Whether 1/T of the pack is carried from step to step.
template <class P>
TAOSWEEP_HD bool carries_reciprocals(const P& pack) {
  if constexpr (P::carries) return !has_weights(pack);
  return false;
}

/// The pool that orders of a step meet: that of the pack, or where it is weighted the constant
/// product of the same price and depth, which is the pool itself at equal weights. A single order
/// of a part z of the reserve gets (1/12)(1 - 2 w1)/w1^2 z^2 of itself more or less than on the
/// chain.
///   T_v = 2 w1 T      A_v = 2 w2 A      T_v/A_v = p,   dp/p = dT/(w1 T) = 2 dT/T_v
template <class R>
struct MetReserves {
  R tao, alpha;
};
template <class P>
TAOSWEEP_HD MetReserves<typename P::real> met_reserves(const P& pack) {
  using real = typename P::real;
  if (!has_weights(pack)) return {pack.tao(), pack.alpha()};
  const real lean = real(1.0) - real(2.0) * pack.tao_weight();  // 2 w1 - 1
  return {pack.tao() + lean * pack.tao(), pack.alpha() - lean * pack.alpha()};
}

/// The price that a quotient of TAO and alpha in the pool stands for [TAO/alpha].
template <class P>
TAOSWEEP_HD typename P::real priced(const P& pack, const typename P::real& quotient) {
  return has_weights(pack) ? quotient * weight_ratio(pack.tao_weight()) : quotient;
}

template <class P>
TAOSWEEP_HD WeightedPool<typename P::real> weighted_pool(const P& pack) {
  return {pack.tao(), pack.alpha(), pack.tao_weight()};
}

/// [TAO/alpha]
template <class P>
TAOSWEEP_HD typename P::real pool_price(const P& pack) {
  if (has_weights(pack)) return balancer_price(weighted_pool(pack));
  return pack.tao() / pack.alpha();
}

/// Alpha for one order of `paid` [TAO], without a fee [alpha].
template <class P>
TAOSWEEP_HD typename P::real bought_for(const P& pack, const typename P::real& paid) {
  if (has_weights(pack)) return balancer_buy(weighted_pool(pack), paid);
  return buy_out(pack.tao(), pack.alpha(), paid);
}

/// TAO for one order of `sold` [alpha], without a fee [TAO].
template <class P>
TAOSWEEP_HD typename P::real received_for(const P& pack, const typename P::real& sold) {
  if (has_weights(pack)) return balancer_sell(weighted_pool(pack), sold);
  return sell_out(pack.tao(), pack.alpha(), sold);
}

/// TAO that one order with a limit price [TAO/alpha] may spend [TAO].
template <class P>
TAOSWEEP_HD typename P::real most_to_buy(const P& pack, const typename P::real& limit) {
  if (has_weights(pack)) return balancer_buy_to_price(weighted_pool(pack), pack.price(), limit);
  return max_buy_at_limit(pack.tao(), pack.alpha(), limit);
}

/// Alpha that one order with a limit price [TAO/alpha] may sell [alpha].
template <class P>
TAOSWEEP_HD typename P::real most_to_sell(const P& pack, const typename P::real& limit) {
  if (has_weights(pack)) return balancer_sell_to_price(weighted_pool(pack), pack.price(), limit);
  return max_sell_at_limit(pack.tao(), pack.alpha(), limit);
}

}  // namespace taosweep
