// What the stages ask of a pool whose reserves may have weights.
#pragma once

#include "kernels/chain/pool/balancer_weights.hpp"
#include "kernels/economy/orders.hpp"
#include "kernels/state/pools.hpp"

namespace taosweep {

/// What the chain adds to a weighted pool, with what is parked beside it: the weights move so that
/// the price stays. Where one of them would be too small all of it is parked instead.
/// -> what joins the reserves, after the chain's own buy.
/// Source: subtensor 14bc6f9f9 balancer.rs update_weights_for_added_liquidity; parked since spec
/// 432.
template <class P>
TAOSWEEP_HD PoolAmounts<typename P::real> make_room(const P& pack, const typename P::real& tao,
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
