// The block's TAO and alpha enter the pools.
#pragma once

#include "kernels/chain/emission/block_emission.hpp"
#include "kernels/chain/injection/launch.hpp"
#include "kernels/chain/share/share.hpp"
#include "kernels/economy/stages/subnet_step.hpp"

namespace taosweep {

struct Inject {
  static constexpr const char* sentence =
      "inject: TAO by share, alpha at the pool's price, at most the alpha emission";

  template <class P>
  TAOSWEEP_HD static void run(const P& pack, const CommonStep& common,
                              SubnetStep<typename P::real>& step) {
    using real = typename P::real;
    const real n(static_cast<double>(common.k));
    const real share =
        tao_share(real(common.emission), share_weight(pack, common.block), real(common.weight_sum));
    step.alpha_emission = block_emission(pack.issued()) * emitted_to(pack, common.block);
    const real injected = alpha_injection(share, pack.tao(), pack.alpha(), step.alpha_emission);
    pack.set_tao(fma(n, share, pack.tao()));
    pack.set_alpha(fma(n, injected, pack.alpha()));
    pack.set_issued(fma(n, injected + step.alpha_emission, pack.issued()));
  }
};

}  // namespace taosweep
