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
  step.claims = pack.claimable() * real(common.claim_part);
  if (sells_each_block(*pack.economy.rules)) {
    step.to_sell = step.swapped * (real(1.0) - step.subsidised);
  } else if (pack.economy.emission.root_waits > 0) {
    pack.set_issued(pack.issued() - step.swapped);
  } else {
    step.for_root = step.swapped;
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
    step.root = set_aside_for_root(pack, step.alpha_emission, earned);
    step.accrued = n * (earned - step.root);
    step.swapped = n * step.root;
    step.for_root = real(0.0);
    if constexpr (has<P>(need_claims)) keep_for_root(pack, common, step);
  }
};

/// Ahead of the block's orders, without a fee.
struct SellForRoot {
  static constexpr const char* sentence = "sell for root: into the pool, without a fee";

  template <class P>
  TAOSWEEP_HD static void run(const P& pack, const CommonStep& common,
                              SubnetStep<typename P::real>& step) {
    using real = typename P::real;
    if constexpr (has<P>(need_claims)) {
      if (!sells_each_block(*pack.economy.rules)) {
        step.root_tao = real(0.0);
        step.root_sold = real(1.0);
        return;
      }
    }
    step.root_tao = received_for(pack, step.swapped);
    step.root_sold =
        select(pack.tao() - step.root_tao < real(common.minimum), real(0.0), real(1.0));
    if constexpr (has<P>(need_claims))
      step.root_sold = step.root_sold * (real(1.0) - step.subsidised);
    step.root_tao = step.root_tao * step.root_sold;
    pack.set_tao(pack.tao() - step.root_tao);
    pack.set_alpha(fma(step.swapped, step.root_sold, pack.alpha()));
  }
};

}  // namespace taosweep
