// Root's part of the validators' half is sold into the pool.
#pragma once

#include "kernels/chain/emission/owner_cut.hpp"
#include "kernels/economy/stages/subnet_step.hpp"
#include "kernels/economy/weighted_pools.hpp"

namespace taosweep {

/// Root's alpha is sold block by block, or goes another way.
TAOSWEEP_HD bool sells_each_block(const Rules& rules) {
  return rules.root_pay == RootPay::sold_each_block;
}

/// Where root's alpha is not sold block by block it waits to be claimed, or, while root is not
/// paid, leaves the alpha issued. What waits is claimed in every era, also after those that let it.
template <class P>
TAOSWEEP_HD void keep_for_root(const P& pack, const CommonStep& common,
                               SubnetStep<typename P::real>& step) {
  using real = typename P::real;
  step.to_sell = real(0.0);
  step.claims = pack.claimable() * real(common.terms.claim_part);
  if (sells_each_block(*pack.economy.rules)) {
    step.to_sell = step.swapped * (real(1.0) - step.subsidised);
  } else if (pack.economy.emission.root_waits > 0) {
    pack.set_issued(pack.issued() - step.swapped);
  } else {
    step.for_root = step.swapped;
  }
}

//   rho = w R / (w R + X)           symbols and source: chain/root/root_dividend.hpp
//
// X changes by little in a block, and w R + X [TAO + alpha] with it.
//
/// Root's share of dividends, its divisor carried on from the block before.
template <class P>
TAOSWEEP_HD typename P::real share_of_root(const P& pack) {
  using real = typename P::real;
  const real weighted(pack.economy.weighted_root());
  const real stake = weighted + pack.issued();
  if constexpr (P::carries) {
    real& per_stake = pack.place.hot->carried.per_stake;
    per_stake = reciprocal_near(per_stake, stake);
    return weighted * per_stake;
  } else {
    return weighted * reciprocal(stake);
  }
}

struct SetRootAside {
  static constexpr const char* sentence =
      "set root aside: its part of the validators' half, after the owner's cut, is to be sold";

  template <class P>
  TAOSWEEP_HD static void run(const P& pack, const CommonStep& common,
                              SubnetStep<typename P::real>& step) {
    using real = typename P::real;
    const real n(static_cast<double>(common.k));
    const real earned = step.alpha_emission - owner_cut(step.alpha_emission, owner_cut_of(pack));
    step.root = set_aside_for_root(pack, share_of_root(pack), step.alpha_emission, earned);
    step.accrued = n * (earned - step.root);
    step.swapped = n * step.root;
    step.for_root = step.claimed_alpha = real(0.0);
    if constexpr (has<P>(need_claims)) keep_for_root(pack, common, step);
  }
};

//   S = A + r,   y = 1/(T A S):     1/S = T A y,   1/T' = S^2 y      T' = T - T r/S
//
//   T, A  reserves before the sale [TAO, alpha],   r  sold [alpha],   T', S  reserves after it
//
// The same constant product as sell_out (chain/pool/constant_product.hpp), with its reciprocals.
//
/// A sale of `sold` [alpha] into the pool of a pack and the reciprocals of what is left, by one
/// division. -> proceeds [TAO].
template <class P>
TAOSWEEP_HD typename P::real sale_at_pool(const P& pack, const typename P::real& sold,
                                          SubnetStep<typename P::real>& step) {
  using real = typename P::real;
  const real product = pack.tao() * pack.alpha(), after = pack.alpha() + sold;
  const real y = reciprocal(product * after);
  step.per_alpha = product * y;
  step.per_tao = after * after * y;
  return pack.tao() * sold * step.per_alpha;
}

/// Part of a reserve below which what a sale leaves is no difference any more: T - T r/S has the
/// rounding of T, so that 1/T' is not its reciprocal, and what orders pay would be lost with it.
inline constexpr double nearly_all = 0x1p-10;

//   T' = T A/S
//
/// What a sale leaves [TAO] that `sold` says was not refused, of T `before` and A `alpha`, where it
/// is `left` by difference.
template <class R>
TAOSWEEP_RARE R left_by_product(R before, R alpha, R per_alpha, R sold, R left) {
  const auto by_product = (left < R(nearly_all) * before) & (sold >= R(1.0));
  return select(by_product, before * alpha * per_alpha, left);
}

/// The reciprocals of the pool that orders meet, by a division.
template <class P>
TAOSWEEP_HD LivePool<typename P::real> pool_met(const P& pack) {
  const auto met = met_reserves(pack);
  return live_pool(met.tao, met.alpha);
}

/// Ahead of the block's orders, without a fee.
struct SellForRoot {
  static constexpr const char* sentence = "sell for root: into the pool, without a fee";

  template <class P>
  TAOSWEEP_HD static void run(const P& pack, const CommonStep& common,
                              SubnetStep<typename P::real>& step) {
    using real = typename P::real;
    const bool weighted = has_weights(pack), sells = sells_each_block(*pack.economy.rules);
    step.root_tao = real(0.0);
    step.root_sold = real(1.0);
    if (sells) {
      const real before = pack.tao();
      step.root_tao =
          weighted ? received_for(pack, step.swapped) : sale_at_pool(pack, step.swapped, step);
      step.root_sold =
          select(before - step.root_tao < real(common.terms.minimum), real(0.0), real(1.0));
      if constexpr (has<P>(need_claims))
        step.root_sold = step.root_sold * (real(1.0) - step.subsidised);
      step.root_tao = step.root_tao * step.root_sold;
      real left = before - step.root_tao;
      if (!weighted && any(left < real(nearly_all) * before)) [[unlikely]]
        left = left_by_product(before, pack.alpha(), step.per_alpha, step.root_sold, left);
      pack.set_tao(left);
      pack.set_alpha(fma(step.swapped, step.root_sold, pack.alpha()));
    }
    const auto unsold = step.root_sold < real(1.0);
    if (weighted || !sells) {
      const LivePool<real> pool = pool_met(pack);
      step.per_tao = pool.per_tao;
      step.per_alpha = pool.per_alpha;
    } else if (any(unsold)) [[unlikely]] {
      const LivePool<real> pool = live_pool_by_division(pack.tao(), pack.alpha());
      step.per_tao = select(unsold, pool.per_tao, step.per_tao);
      step.per_alpha = select(unsold, pool.per_alpha, step.per_alpha);
    }
  }
};

}  // namespace taosweep
