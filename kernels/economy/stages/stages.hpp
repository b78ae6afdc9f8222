// The two orders of stages: the chain's, block by block, and that of a longer step.
#pragma once

#include "kernels/economy/stages/average.hpp"
#include "kernels/economy/stages/clear.hpp"
#include "kernels/economy/stages/inject.hpp"
#include "kernels/economy/stages/root_sale.hpp"

namespace taosweep {

/// Ahead of the block's orders, none of which changes it; what is claimed comes after them.
struct Accrue {
  static constexpr const char* sentence =
      "accrue: what waits for the epoch grows, for participants and for root";

  template <class P>
  TAOSWEEP_HD static void run(const P& pack, const CommonStep& common,
                              SubnetStep<typename P::real>& step) {
    accrue(pack, common.epochs_due,
           {step.accrued, step.swapped, step.root_tao, step.for_root, typename P::real(0.0)});
  }
};

/// Where epochs are due, what waits is paid after this, for all subnets together.
struct RunEpochs {
  static constexpr const char* sentence =
      "run epochs: subnets whose tempo is over pay what is pending, by consensus and stake";

  template <class P>
  TAOSWEEP_HD static void run(const P& pack, const CommonStep& common,
                              SubnetStep<typename P::real>& step) {
    if constexpr (has<P>(need_claims)) claim(pack, common.epochs_due, step.claimed_alpha);
  }
};

/// Source: subtensor v2.0.1 run_coinbase.rs; orders are the block's extrinsics.
using OneBlock = Stages<true, Inject, SetRootAside, PlaceOrders, SellForRoot, Accrue, AveragePrice,
                        ClearOrders, RunEpochs>;
using ManyBlocks = Stages<false, Inject, SetRootAside, PlaceOrders, ClearOrdersWithRoot,
                          AverageOfStep, Accrue, RunEpochs>;

}  // namespace taosweep
