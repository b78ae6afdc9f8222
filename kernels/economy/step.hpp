// One step of k blocks, of all subnets: the stages of stages/stages.hpp.
#pragma once

#include "kernels/chain/pool/stake_fee.hpp"
#include "kernels/economy/stages/stages.hpp"

namespace taosweep {

/// What the step's stages share.
template <class E>
TAOSWEEP_HD CommonStep begin_step(E& economy, int block, int k) {
  const Rules& rules = *economy.rules;
  CommonStep step;
  step.block = block;
  step.k = k;
  step.fee = fee_rate(rules.stake_fee_tao, economy.parameters.orders.mean_tao);
  step.minimum = rules.minimum_reserve;
  step.emission = block_emission(economy.money.issuance);
  step.weight_sum = economy.sum([&](const auto& pack) { return share_weight(pack, block); });
  step.noise = begin_noise_step(economy, block, k);
  step.epochs = begin_epochs(economy, block, k);
  return step;
}

/// Advances every subnet by k blocks: in the chain's order for one, with root's sale among the
/// orders for more.
template <class E>
TAOSWEEP_HD void advance_step(E& economy, int block, int k) {
  using real = typename E::real;
  const CommonStep common = begin_step(economy, block, k);
  real root_paid[E::packs], players_alpha[E::packs];
  TAOSWEEP_UNROLL
  for (int j = 0; j < E::packs; ++j) {
    const auto pack = economy.pack(j);
    SubnetStep<real> step;
    if (k == 1) {
      OneBlock::run(pack, common, step);
    } else {
      ManyBlocks::run(pack, common, step);
    }
    root_paid[j] = step.paid.root_tao;
    players_alpha[j] = step.paid.players_alpha;
  }
  end_epochs(economy, common.epochs, root_paid, players_alpha);
  const double minted = common.weight_sum > 0 ? k * common.emission : 0.0;
  economy.money.minted += minted;
  economy.money.issuance += minted;
}

}  // namespace taosweep
