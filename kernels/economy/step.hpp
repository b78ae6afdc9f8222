// One step of k blocks, of all subnets: the stages of stages/stages.hpp.
#pragma once

#include "kernels/chain/pool/stake_fee.hpp"
#include "kernels/economy/emission.hpp"
#include "kernels/economy/stages/stages.hpp"
#include "kernels/economy/without_pools.hpp"

namespace taosweep {

/// What the step's stages share.
template <class E>
TAOSWEEP_HD CommonStep begin_step(E& economy, int block, int k) {
  const Rules& rules = *economy.rules;
  CommonStep step;
  step.block = block;
  step.k = k;
  step.fee = fee_rate(rules.stake_fee_tao, economy.parameters.orders.mean_tao);
  if constexpr (has<E>(need_claims)) {
    step.fee = min(step.fee + rules.swap_fee, 1.0);
    step.author_fee = rules.fee_to == FeeTo::authors ? rules.swap_fee : 0.0;
    step.claim_part = hazard_part(economy.parameters.root.claim_rate, k / blocks_per_day);
  }
  step.minimum = rules.minimum_reserve;
  step.emission = block_emission(economy.money.issuance);
  if constexpr (E::needs != 0) see_emission(economy, block, k);
  step.weight_sum = economy.sum([&](const auto& pack) { return share_weight(pack, block); });
  if constexpr (has<E>(need_claims)) see_spill(economy, block, step.emission, step.weight_sum);
  step.noise = begin_noise_step(economy, block, k);
  step.epochs = begin_epochs(economy, block, k);
  return step;
}

/// Advances every subnet by k blocks: in the chain's order for one, with root's sale among the
/// orders for more.
template <class E>
TAOSWEEP_HD void advance_step(E& economy, int block, int k) {
  using real = typename E::real;
  if constexpr (has<E>(need_claims)) {
    if (without_pools(economy)) return advance_without_pools(economy, block, k);
  }
  const CommonStep common = begin_step(economy, block, k);
  real root_paid[E::packs], players_alpha[E::packs], claimed[E::packs], fees[E::packs],
      uncounted[E::packs];
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
    if constexpr (has<E>(need_claims)) {
      claimed[j] = step.claimed;
      fees[j] = step.fees;
      uncounted[j] = step.uncounted;
    }
  }
  end_epochs(economy, common.epochs, root_paid, players_alpha);
  double minted = common.weight_sum > 0 ? k * common.emission : 0.0;
  if constexpr (has<E>(need_claims)) {
    const double unminted = k * economy.emission.unspent;
    economy.money.unminted += unminted;
    minted -= unminted;
  }
  economy.money.minted += minted;
  economy.money.issuance += minted;
  if constexpr (has<E>(need_claims)) {
    economy.money.root += E::Group::sum(claimed);
    economy.money.authors += E::Group::sum(fees);
    economy.money.issuance -= E::Group::sum(uncounted);
  }
}

}  // namespace taosweep
