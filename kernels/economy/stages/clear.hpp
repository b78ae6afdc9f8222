// The step's orders are cleared at the pool.
#pragma once

#include "kernels/economy/stages/root_sale.hpp"
#include "kernels/economy/stages/subnet_step.hpp"
#include "kernels/economy/weighted_pools.hpp"

namespace taosweep {

/// Where more alpha has come into the pool than was issued and left it, the rest was over-issued:
/// the chain's count of alpha outstanding stops at 0 while the pool's reserve grows by all that was
/// sold, so from then on the excess counts as issued.
///   out <- max(0, out - sold),   A <- A + sold,   X = A + out
/// Source: subtensor v2.0.1 stake_utils.rs swap_alpha_for_tao, SubnetAlphaOut saturating_sub.
template <class E>
TAOSWEEP_RARE void note_taken_in(E& economy, int j, typename E::real excess) {
  const auto pack = economy.pack(j);
  pack.set_taken_in(pack.taken_in() + max(excess, typename E::real(0.0)));
}

/// Clears and fills a pack's orders at the pool that they meet: what was added to it for that is
/// taken out again.
template <class P>
TAOSWEEP_HD StepFills<typename P::real> clear_pack(const P& pack, const CommonStep& common,
                                                   SubnetStep<typename P::real>& step) {
  using real = typename P::real;
  const auto met = met_reserves(pack);
  LivePool<real> pool{met.tao, met.alpha, step.per_tao, step.per_alpha};
  const real sell = all_sold(pack, step.orders);
  const auto refused = [&](const real& bought, const real& sold) {
    note_refusals(pack.economy.whole, pack.j, common.k, bought, sold);
    if constexpr (!has<P>(need_claims) && !P::one_block)  // else root's sale is not among them
      note_unsold(pack, step.orders.root_sell, sold);
  };
  StepFills<real> fills;
  if (has_weights(pack)) {
    const PoolAmounts<real> beside{met.tao - pack.tao(), met.alpha - pack.alpha()};
    const real minimum(common.terms.minimum);
    const PoolAmounts<real> least{minimum + beside.tao, minimum + beside.alpha};
    fills = clear_step(pool, step.orders, sell, common.terms.fee, least, refused);
    pool.tao = pool.tao - beside.tao;
    pool.alpha = pool.alpha - beside.alpha;
  } else {
    fills = clear_step(pool, step.orders, sell, common.terms.fee, common.terms.minimum, refused);
  }
  pack.set_tao(pool.tao);
  pack.set_alpha(pool.alpha);
  step.per_tao = pool.per_tao;
  fill_orders(pack, step.orders, fills, common.k);
  return fills;
}

/// What of the fees goes to the authors of blocks, and the flows that the chain counts: what
/// stakers paid in and were paid out, less those fees, and what was sold for root. Nothing where
/// nobody orders: shares of flows that are all 0 would follow rounding.
template <class P>
TAOSWEEP_HD void book_flows(const P& pack, const CommonStep& common,
                            const StepFills<typename P::real>& fills,
                            SubnetStep<typename P::real>& step) {
  using real = typename P::real;
  step.fees = real(common.terms.author_fee) * fills.value;
  pack.set_tao(pack.tao() - step.fees);
  if (!counts_flows(pack.economy)) return;
  pack.set_flow(pack.flow() +
                (fma(-step.orders.sell, fills.tao_per_alpha, step.orders.buy) - step.fees));
  pack.set_protocol_flow(pack.protocol_flow() - (step.root_tao + step.claimed));
}

/// Of what was sold for root together, the part that it has claimed: TAO that joins its stake, and
/// alpha that no longer waits after the step. The rest is this step's own sale.
template <class R>
TAOSWEEP_HD void book_claims(const StepFills<R>& fills, const R& sold_together,
                             SubnetStep<R>& step) {
  const auto some = sold_together > R(0.0);
  const R part = select(some, step.claims / select(some, sold_together, R(1.0)), R(0.0));
  step.claimed = fills.root_tao * part;
  step.claimed_alpha = step.claims * fills.sold;
}

/// What follows from sales: alpha beyond what was issued.
template <class P>
TAOSWEEP_HD void book_sales(const P& pack) {
  using real = typename P::real;
  const real excess = pack.alpha() - pack.issued();
  if (any_above(excess, 0.0)) [[unlikely]] {
    pack.set_issued(max(pack.issued(), pack.alpha()));
    note_taken_in(pack.economy.whole, pack.j, excess);
  }
}

/// Orders are placed on the pool as the block finds it.
struct PlaceOrders {
  static constexpr const char* sentence = "place orders: what each cohort buys and sells";

  template <class P>
  TAOSWEEP_HD static void run(const P& pack, const CommonStep& common,
                              SubnetStep<typename P::real>& step) {
    step.orders = step_orders(pack, common.noise, common.k);
  }
};

struct ClearOrders {
  static constexpr const char* sentence =
      "clear orders: all at once at the pool, with a flat fee that stays there";

  template <class P>
  TAOSWEEP_HD static void run(const P& pack, const CommonStep& common,
                              SubnetStep<typename P::real>& step) {
    if constexpr (has<P>(need_claims)) step.orders.root_sell = step.claims;
    const auto fills = clear_pack(pack, common, step);
    if constexpr (has<P>(need_claims)) {
      book_claims(fills, step.claims, step);
      book_flows(pack, common, fills, step);
    }
    book_sales(pack);
    if (carries_reciprocals(pack))
      pack.place.carried->per_tao = reciprocal_near(step.per_tao, pack.tao());
  }
};

struct ClearOrdersWithRoot {
  static constexpr const char* sentence =
      "clear orders: all at once at the pool, root's sale among them";

  template <class P>
  TAOSWEEP_HD static void run(const P& pack, const CommonStep& common,
                              SubnetStep<typename P::real>& step) {
    using real = typename P::real;
    step.orders.root_sell = step.swapped;
    if constexpr (has<P>(need_claims)) step.orders.root_sell = step.to_sell + step.claims;
    step.tao_before = pack.tao();
    step.alpha_before = pack.alpha();
    const LivePool<real> pool = pool_met(pack);
    step.per_tao = pool.per_tao;
    step.per_alpha = pool.per_alpha;
    const auto fills = clear_pack(pack, common, step);
    step.root_tao = fills.root_tao;
    if constexpr (has<P>(need_claims)) {
      book_claims(fills, step.orders.root_sell, step);
      step.root_tao = fills.root_tao - step.claimed;
      if (sells_each_block(*pack.economy.rules)) {
        const real sold = fills.sold * (real(1.0) - step.subsidised);
        if (any(sold < real(1.0))) note_unsold(pack, step.swapped, sold);
      }
      book_flows(pack, common, fills, step);
    }
    book_sales(pack);
  }
};

}  // namespace taosweep
