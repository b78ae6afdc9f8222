// What the stages ask of a pool whose reserves may have weights.
#pragma once

#include "kernels/chain/pool/balancer_weights.hpp"
#include "kernels/economy/orders.hpp"
#include "kernels/state/pools.hpp"

namespace taosweep {

//   T_v = 2 w1 T      A_v = 2 w2 A      T_v/A_v = p,   dp/p = dT/(w1 T) = 2 dT/T_v
//
/// Orders of a step at a weighted pool: cleared together at the constant product of the same price
/// and depth, which is the pool itself at equal weights. A single order of a part z of the
/// reserve gets (1/12)(1 - 2 w1)/w1^2 z^2 of itself more or less than on the chain.
template <class P>
TAOSWEEP_HD StepFills<typename P::real> clear_weighted(const P& pack, typename P::real& tao,
                                                       typename P::real& alpha,
                                                       const StepOrders<typename P::real>& orders,
                                                       double fee,
                                                       const Reserves<typename P::real>& least) {
  using real = typename P::real;
  const real lean = real(1.0) - real(2.0) * pack.tao_weight();  // 2 w1 - 1
  const Reserves<real> beside{lean * tao, -lean * alpha};
  tao = tao + beside.tao;
  alpha = alpha + beside.alpha;
  const auto fills =
      clear_step(tao, alpha, orders, fee, {least.tao + beside.tao, least.alpha + beside.alpha});
  tao = tao - beside.tao;
  alpha = alpha - beside.alpha;
  return fills;
}

/// What the chain adds to a weighted pool, with what is parked beside it: the weights move so that
/// the price stays. Where one of them would be too small all of it is parked instead.
/// -> what joins the reserves, after the chain's own buy.
/// Source: subtensor 14bc6f9f9 balancer.rs update_weights_for_added_liquidity; parked since spec
/// 432.
template <class P>
TAOSWEEP_HD Reserves<typename P::real> make_room(const P& pack, const typename P::real& tao,
                                                 const typename P::real& alpha) {
  using real = typename P::real;
  const real zero(0.0), all_tao = tao + pack.parked_tao(), all_alpha = alpha + pack.parked_alpha();
  const NewWeight<real> next = weight_after_addition(weighted_pool(pack), all_tao, all_alpha);
  const auto allowed = next.allowed > zero;
  pack.set_tao_weight(select(allowed, next.tao_weight, pack.tao_weight()));
  pack.set_parked_tao(select(allowed, zero, all_tao));
  pack.set_parked_alpha(select(allowed, zero, all_alpha));
  return {select(allowed, all_tao, zero), select(allowed, all_alpha, zero)};
}

}  // namespace taosweep
