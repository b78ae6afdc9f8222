// One step of k blocks, of all subnets: the stages of stages/stages.hpp.
#pragma once

#include "kernels/chain/pool/stake_fee.hpp"
#include "kernels/economy/emission.hpp"
#include "kernels/economy/splits.hpp"
#include "kernels/economy/without_pools.hpp"
#include "kernels/state/steps.hpp"
#include "kernels/watch/fall.hpp"
#include "kernels/economy/stages/stages.hpp"

namespace taosweep {

/// What stays the same in all steps of k blocks under one set of rules.
template <class S>
TAOSWEEP_HD CommonStep common_of_steps(const S& steps, int k) {
  const Rules& rules = *steps.rules;
  CommonStep step{};
  step.k = k;
  step.fee = fee_rate(rules.stake_fee_tao, steps.parameters.orders.mean_tao);
  if constexpr (has<S>(need_claims)) {
    step.fee = min(step.fee + rules.swap_fee, 1.0);
    step.author_fee = rules.fee_to == FeeTo::authors ? rules.swap_fee : 0.0;
    step.claim_part = hazard_part(steps.parameters.root.claim_rate, k / blocks_per_day);
  }
  step.minimum = rules.minimum_reserve;
  step.noise = noise_of_steps(steps.parameters, k);
  return step;
}

/// What the stages of the step that begins at `block` share.
template <class S>
TAOSWEEP_HD void begin_step(S& steps, int block, CommonStep& step) {
  step.block = block;
  step.emission = block_emission(steps.money.issuance);
  if constexpr (S::needs != 0) see_emission(steps, block, step.k);
  step.weight_sum = steps.sum([&](const auto& pack) { return share_weight(pack, block); });
  if constexpr (has<S>(need_claims)) see_spill(steps, block, step.emission, step.weight_sum);
  begin_noise_step(steps, block, step.k, step.noise);
  step.epochs = begin_epochs(steps, block, step.k);
}

/// Advances every subnet by one step, through the stages of `Order`.
template <class Order, class S>
TAOSWEEP_HD void advance_step(S& steps, int block, CommonStep& common) {
  using real = typename S::real;
  begin_step(steps, block, common);
  real root_paid[S::packs] = {}, players_alpha[S::packs] = {}, claimed[S::packs] = {},
       fees[S::packs] = {}, uncounted[S::packs] = {};
  TAOSWEEP_UNROLL
  for (int j = 0; j < steps.used(); ++j) {
    HotPack<real> hot = steps.take(j);
    SubnetStep<real> step;
    Order::run(steps.pack(j, hot), common, step);
    steps.give(j, hot);
    root_paid[j] = step.paid.root_tao;
    players_alpha[j] = step.paid.players_alpha;
    if constexpr (has<S>(need_claims)) {
      claimed[j] = step.claimed;
      fees[j] = step.fees;
      uncounted[j] = step.uncounted;
    }
  }
  end_epochs(steps, common.epochs, root_paid, players_alpha);
  double minted = common.weight_sum > 0 ? common.k * common.emission : 0.0;
  if constexpr (has<S>(need_claims)) {
    const double unminted = common.k * steps.emission.unspent;
    steps.money.unminted += unminted;
    minted -= unminted;
  }
  steps.money.minted += minted;
  steps.money.issuance += minted;
  if constexpr (has<S>(need_claims)) {
    steps.money.root += S::Group::sum(claimed);
    steps.money.authors += S::Group::sum(fees);
    steps.money.issuance -= S::Group::sum(uncounted);
  }
}

/// Steps of k blocks from `block` on, while the rules in force hold: to `end` at the latest.
/// Returns the block after the last one.
template <class Order, class E>
TAOSWEEP_RARE int take_steps(E& economy, int block, int end, int k) {
  Steps<E> steps(economy);
  CommonStep common = common_of_steps(steps, k);
  const bool falls = economy.foundation.acted == 1;
  const int until = end < economy.rules_end ? end : economy.rules_end;
  while (block < until) {
    advance_step<Order>(steps, block, common);
    if (falls) {
      const double price =
          steps.pick(economy.clock.target, [](const auto& pack) { return pack.price(); });
      track_fall(economy, price, block, k);
    }
    block += k;
  }
  steps.put();
  return block;
}

/// Advances every subnet from `block` to `end` by steps of k blocks: in the chain's order for one,
/// with root's sale among the orders for more.
template <class E>
TAOSWEEP_HD void run_steps(E& economy, int block, int end, int k) {
  while (block < end) {
    if (block >= economy.rules_end) enter_rules(economy, block);
    if (without_pools(economy)) {
      advance_without_pools(economy, block, k);
      block += k;
    } else if (k == 1) {
      block = take_steps<OneBlock>(economy, block, end, k);
    } else {
      block = take_steps<ManyBlocks>(economy, block, end, k);
    }
  }
}

}  // namespace taosweep
