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
/// Half of root's share of dividends, its divisor carried on from the block before.
template <class P>
TAOSWEEP_HD typename P::real half_share_of_root(const P& pack, const CommonStep& common) {
  using real = typename P::real;
  const double weighted = common.weighted_root;
  const real stake = real(weighted) + pack.issued(), half(0.5 * weighted);
  if constexpr (P::carries) {
    const real per_stake = reciprocal_near(pack.place.carried->per_stake, stake);
    pack.place.carried->per_stake = per_stake;
    return half * per_stake;
  } else {
    return half * reciprocal(stake);
  }
}

struct SetRootAside {
  static constexpr const char* sentence =
      "set root aside: its part of the validators' half, after the owner's cut, is to be sold";

  template <class P>
  TAOSWEEP_HD static void run(const P& pack, const CommonStep& common,
                              SubnetStep<typename P::real>& step) {
    using real = typename P::real;
    const real earned = step.alpha_emission - owner_cut(step.alpha_emission, owner_cut_of(pack));
    step.root =
        set_aside_for_root(pack, half_share_of_root(pack, common), step.alpha_emission, earned);
    step.accrued = over_blocks(pack, common.k, earned - step.root);
    step.swapped = over_blocks(pack, common.k, step.root);
    step.for_root = step.claimed_alpha = real(0.0);
    if constexpr (has<P>(need_claims)) keep_for_root(pack, common, step);
  }
};

/// Notes alpha that was booked as swapped, yet is still outstanding and nobody's.
template <class E>
TAOSWEEP_RARE void note_unallocated(E& economy, int j, typename E::real alpha) {
  const auto pack = economy.pack(j);
  pack.set_unallocated(pack.unallocated() + alpha);
}

/// The same of `swapped` [alpha] where `sold` is below 1.
template <class P>
TAOSWEEP_HD void note_unsold(const P& pack, const typename P::real& swapped,
                             const typename P::real& sold) {
  using real = typename P::real;
  note_unallocated(pack.economy.whole, pack.j, swapped * (real(1.0) - sold));
}

//   S = A + r,   y = 1/(T A S):     1/S = T A y,   1/T' = S^2 y      T' = T - T r/S
//
//   T, A  reserves before the sale [TAO, alpha],   r  sold [alpha],   T', S  reserves after it
//
// The same constant product as sell_out (chain/pool/constant_product.hpp), with its reciprocals.

/// Root's sale on a pack: proceeds [TAO], the pool after it, and 1, or 0 where it was refused.
template <class R>
struct RootSale {
  R proceeds;
  LivePool<R> pool;
  R part;  ///< of the pool's TAO
  R sold;
};

/// A sale of `sold` [alpha] into a pool, of which `per_all` is y.
template <class R>
TAOSWEEP_HD RootSale<R> sale_at_pool(const R& tao, const R& alpha, const R& sold,
                                     const R& per_all) {
  const R product = tao * alpha, after = alpha + sold;
  const R per_alpha = product * per_all;
  const R part = sold * per_alpha, proceeds = tao * sold * per_alpha;
  return {proceeds, {tao - proceeds, after, after * after * per_all, per_alpha}, part, R(1.0)};
}

/// Part of a reserve beyond which what a sale leaves is no difference any more: T - T r/S has the
/// rounding of T, so that 1/T' is not its reciprocal, and what orders pay would be lost with it.
inline constexpr double nearly_all = 1 - 0x1p-10;

/// Whether a sale of `sold` into a pool of `alpha` is no rare case on any subnet: it is not refused
/// for leaving less than `least` [TAO], nor is nearly all taken (which needs r > 1023 A), nor was a
/// side empty (which makes NaN of T'). r <= A - least is asked for the second: less than half is
/// taken then, and who sells more is seldom and looked at in vain.
template <class R>
TAOSWEEP_HD bool all_plain(const RootSale<R>& sale, const R& alpha, const R& sold, double least) {
  return all_reach(alpha - sold, sale.pool.tao, least);
}

//   T' = T A/S   where r/S is more than nearly_all
//
/// A sale that may be a rare case, the same bits where it is none: subnets of a pack are not asked
/// one by one. `sells` is 0 where nothing is sold.
template <class R>
TAOSWEEP_RARE RootSale<R> careful_sale(R tao, R alpha, R sold, R sells, double least) {
  RootSale<R> sale = sale_at_pool(tao, alpha, sold, reciprocal(tao * alpha * (alpha + sold)));
  sale.sold = select(tao - sale.proceeds < R(least), R(0.0), R(1.0)) * sells;
  sale.proceeds = sale.proceeds * sale.sold;
  R left = tao - sale.proceeds;
  const auto by_product = (sale.part > R(nearly_all)) & (sale.sold >= R(1.0));
  left = select(by_product, tao * alpha * sale.pool.per_alpha, left);
  sale.pool.tao = left;
  sale.pool.alpha = fma(sold, sale.sold, alpha);
  const auto unsold = sale.sold < R(1.0);
  if (any(unsold)) {
    const LivePool<R> pool = live_pool(sale.pool.tao, sale.pool.alpha);
    sale.pool.per_tao = select(unsold, pool.per_tao, sale.pool.per_tao);
    sale.pool.per_alpha = select(unsold, pool.per_alpha, sale.pool.per_alpha);
  }
  return sale;
}

/// The reciprocals of the pool that orders meet, by a division.
template <class P>
TAOSWEEP_HD LivePool<typename P::real> pool_met(const P& pack) {
  const auto met = met_reserves(pack);
  return live_pool(met.tao, met.alpha);
}

/// The sale into a pool whose reserves have weights.
template <class P>
TAOSWEEP_HD void sell_at_weighted_pool(const P& pack, const CommonStep& common,
                                       const typename P::real& sells,
                                       SubnetStep<typename P::real>& step) {
  using real = typename P::real;
  const real before = pack.tao();
  step.root_tao = received_for(pack, step.swapped);
  const real sold =
      select(before - step.root_tao < real(common.terms.minimum), real(0.0), real(1.0)) * sells;
  if (any(sold < real(1.0))) note_unsold(pack, step.swapped, sold);
  step.root_tao = step.root_tao * sold;
  pack.set_tao(before - step.root_tao);
  pack.set_alpha(fma(step.swapped, sold, pack.alpha()));
  const LivePool<real> pool = pool_met(pack);
  step.per_tao = pool.per_tao;
  step.per_alpha = pool.per_alpha;
}

/// Ahead of the block's orders, without a fee.
struct SellForRoot {
  static constexpr const char* sentence = "sell for root: into the pool, without a fee";

  template <class P>
  TAOSWEEP_HD static void run(const P& pack, const CommonStep& common,
                              SubnetStep<typename P::real>& step) {
    using real = typename P::real;
    step.root_tao = real(0.0);
    if (!sells_each_block(*pack.economy.rules)) {
      const LivePool<real> pool = pool_met(pack);
      step.per_tao = pool.per_tao;
      step.per_alpha = pool.per_alpha;
      return;
    }
    real sells(1.0);
    if constexpr (has<P>(need_claims)) sells = real(1.0) - step.subsidised;
    if (has_weights(pack)) {
      sell_at_weighted_pool(pack, common, sells, step);
      return;
    }
    const real tao = pack.tao(), alpha = pack.alpha();
    RootSale<real> sale =
        sale_at_pool(tao, alpha, step.swapped, real(1.0) / (tao * alpha * (alpha + step.swapped)));
    bool plain = all_plain(sale, alpha, step.swapped, common.terms.minimum);
    if constexpr (has<P>(need_claims)) plain = plain && all(sells >= real(1.0));
    if (!plain) [[unlikely]] {
      sale = careful_sale(tao, alpha, step.swapped, sells, common.terms.minimum);
      if (any(sale.sold < real(1.0))) note_unsold(pack, step.swapped, sale.sold);
    }
    step.root_tao = sale.proceeds;
    pack.set_tao(sale.pool.tao);
    pack.set_alpha(sale.pool.alpha);
    step.per_tao = sale.pool.per_tao;
    step.per_alpha = sale.pool.per_alpha;
  }
};

}  // namespace taosweep
