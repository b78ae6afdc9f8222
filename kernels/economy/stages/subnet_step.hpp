// What stages of one step hand to each other.
#pragma once

#include "kernels/economy/epoch.hpp"
#include "kernels/economy/orders.hpp"
#include "kernels/state/view.hpp"

namespace taosweep {

/// What all subnets share of a step of k blocks: see StepNow.
struct CommonStep {
  const std::int32_t& block;
  const std::int32_t& k;
  const double& emission;
  const double& per_weight;
  const StepTerms& terms;
  const std::uint32_t& noise;
  const std::uint32_t& epochs_due;
  double weighted_root;  ///< w R [TAO]

  TAOSWEEP_HD static CommonStep of(const StepNow& now, const std::int32_t& k,
                                   const StepTerms& terms, const std::uint32_t& epochs_due,
                                   double weighted_root) {
    return {now.block, k,         now.emission, now.per_weight,
            terms,     now.noise, epochs_due,   weighted_root};
  }
};

/// What has become of a pack of subnets in this step so far.
template <class R>
struct SubnetStep {
  R alpha_emission;            ///< [alpha/block]
  R root;                      ///< alpha sold for root [alpha/block]
  R accrued, swapped;          ///< alpha of the step for participants, and sold for root [alpha]
  StepOrders<R> orders;        ///< placed before the block runs
  R root_tao;                  ///< proceeds of that sale [TAO]
  R per_tao, per_alpha;        ///< 1/T, 1/A of the pool that orders meet
  R tao_before, alpha_before;  ///< reserves before orders [TAO, alpha]
  R to_sell;                   ///< of what was set aside for root, sold in this step [alpha]
  R claims;                    ///< of what waited for root before, to be sold in this step [alpha]
  R for_root;                  ///< alpha that root may claim after the epoch [alpha]
  R subsidised;                ///< 1 where the chain's own buy stands in for root's sale
  R uncounted;                 ///< TAO minted that is not counted as in existence; below 0: TAO
                               ///< of the chain's own buy that the pool refused [TAO]
  R claimed_alpha;             ///< what of it was sold [alpha]
  R claimed;                   ///< proceeds of claims, which join R [TAO]
  R fees;                      ///< for the authors of blocks [TAO]
};

/// Stages one after the other.
template <bool OneBlock, class... Stage>
struct Stages {
  static constexpr bool one_block = OneBlock;
  static constexpr const char* sentences[] = {Stage::sentence...};

  template <class P>
  TAOSWEEP_HD static void run(const P& pack, const CommonStep& common,
                              SubnetStep<typename P::real>& step) {
    (Stage::run(pack, common, step), ...);
  }
};

}  // namespace taosweep
