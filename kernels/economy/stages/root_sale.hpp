// Root's part of the validators' half is sold into the pool.
#pragma once

#include "kernels/chain/emission/owner_cut.hpp"
#include "kernels/chain/pool/constant_product.hpp"
#include "kernels/economy/stages/subnet_step.hpp"

namespace taosweep {

struct SetRootAside {
  static constexpr const char* sentence =
      "set root aside: its part of the validators' half, after the owner's cut, is to be sold";

  template <class P>
  TAOSWEEP_HD static void run(const P& pack, const CommonStep& common,
                              SubnetStep<typename P::real>& step) {
    using real = typename P::real;
    const auto& economy = pack.economy;
    const real n(static_cast<double>(common.k));
    const real earned =
        step.alpha_emission - owner_cut(step.alpha_emission, real(economy.rules->owner_cut));
    step.root = root_alpha(dividend_share_of_root(pack), earned);
    step.accrued = n * (earned - step.root);
    step.swapped = n * step.root;
  }
};

/// Ahead of the block's orders, without a fee.
struct SellForRoot {
  static constexpr const char* sentence = "sell for root: into the pool, without a fee";

  template <class P>
  TAOSWEEP_HD static void run(const P& pack, const CommonStep& common,
                              SubnetStep<typename P::real>& step) {
    using real = typename P::real;
    step.root_tao = sell_out(pack.tao(), pack.alpha(), step.swapped);
    step.root_sold =
        select(pack.tao() - step.root_tao < real(common.minimum), real(0.0), real(1.0));
    step.root_tao = step.root_tao * step.root_sold;
    pack.set_tao(pack.tao() - step.root_tao);
    pack.set_alpha(fma(step.swapped, step.root_sold, pack.alpha()));
  }
};

}  // namespace taosweep
