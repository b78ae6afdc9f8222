// One step of k blocks, of all subnets: the stages of stages/stages.hpp.
#pragma once

#include "kernels/chain/pool/stake_fee.hpp"
#include "kernels/economy/emission.hpp"
#include "kernels/economy/root_moves.hpp"
#include "kernels/economy/splits.hpp"
#include "kernels/economy/stages/stages.hpp"
#include "kernels/economy/without_pools.hpp"
#include "kernels/state/steps.hpp"
#include "kernels/watch/fall.hpp"
#include "kernels/watch/look.hpp"

namespace taosweep {

/// Looks up what stays the same in all steps of k blocks.
template <class S>
TAOSWEEP_HD StepTerms terms_of_steps(const S& steps, int end, int k) {
  const Rules& rules = *steps.rules;
  StepTerms terms{};
  terms.end = end < steps.whole.rules_end ? end : steps.whole.rules_end;
  terms.falls = price_may_fall(steps.whole);
  terms.fee = fee_rate(rules.stake_fee_tao, steps.parameters.orders.mean_tao);
  if constexpr (has<S>(need_claims)) {
    terms.counts_flows = counts_flows(steps.whole);
    terms.follows_flows = follows_flows(steps.whole);
    terms.follows_net_flow = follows_net_flow(steps.whole);
    terms.gate_phase = steps.clock.gate_phase;
    terms.fee = min(terms.fee + rules.swap_fee, 1.0);
    terms.author_fee = rules.fee_to == FeeTo::authors ? rules.swap_fee : 0.0;
    const double sold = 1 - kept_of_claims(rules, steps.parameters);
    terms.claim_part = hazard_part(steps.parameters.root.claim_rate * sold, k / blocks_per_day);
  }
  terms.minimum = rules.minimum_reserve;
  terms.average_weight = weight_of_steps(rules.ema_alpha, k);
  terms.noise_scale = static_cast<float>(sqrt(k / blocks_per_day));
  terms.noise_days = static_cast<float>(k / blocks_per_day);
  return terms;
}

/// Notes a number of the step that runs as soon as it is known: until then it takes a register.
template <class S, class T>
TAOSWEEP_HD void note(S& steps, T StepNow::*what, T value) {
  steps.change_now([&](StepNow& now) { now.*what = value; });
}

/// What the stages of the step of k blocks that begins share.
template <class S>
TAOSWEEP_HD void begin_step(S& steps, int k) {
  const std::int32_t& block = steps.now.block;
  note(steps, &StepNow::emission, block_emission(steps.money.issuance));
  if constexpr (S::needs != 0) see_emission(steps, block, k);
  const double weight_sum = steps.sum([&](const auto& pack) { return share_weight(pack, block); });
  note(steps, &StepNow::mints, weight_sum > 0 ? 1u : 0u);
  note(steps, &StepNow::per_weight, tao_per_weight(steps.now.emission, weight_sum));
  if constexpr (has<S>(need_claims))
    see_spill(steps, block, steps.now.emission, steps.now.per_weight);
  note(steps, &StepNow::noise, begin_noise_step(steps, block, k));
  begin_epochs(steps, block, k);
}

/// Advances every subnet by one step, through the stages of `Order`.
template <class Order, class S>
TAOSWEEP_HD void advance_step(S& steps) {
  using real = typename S::real;
  using Group = typename S::Group;
  auto& flows = steps.flows;
  const std::int32_t one = 1;  // known to the compiler
  const std::int32_t& k = Order::one_block ? one : steps.now.k;
  begin_step(steps, k);
  const StepNow& now = steps.now;
  const CommonStep common =
      CommonStep::of(now, k, flows.terms, steps.epochs_due, steps.weighted_root());
  const int used = steps.used();
  TAOSWEEP_UNROLL
  for (int j = 0; j < used; ++j) {
    HotPack<real> hot;
    steps.take(j, hot);
    SubnetStep<real> step;
    Order::run(steps.pack(j, hot), common, step);
    steps.give(j, hot);
    if constexpr (has<S>(need_claims)) {
      Group::store(flows.claimed, j, step.claimed);
      Group::store(flows.fees, j, step.fees);
      Group::store(flows.uncounted, j, step.uncounted);
    }
  }
  end_epochs(steps, k);
  double minted = now.mints ? k * now.emission : 0.0;
  double unminted = 0, root = 0, authors = 0, burned = 0;
  if constexpr (has<S>(need_claims)) {
    const real nothing(0.0);
    const auto uncounted = [&](int j) { return Group::load(flows.uncounted, j); };
    const double refused = Group::sum_of([&](int j) { return max(-uncounted(j), nothing); });
    unminted = k * steps.emission.unspent + refused;
    minted -= unminted;
    root = Group::sum_of([&](int j) { return Group::load(flows.claimed, j); });
    authors = Group::sum_of([&](int j) { return Group::load(flows.fees, j); });
    burned = Group::sum_of([&](int j) { return max(uncounted(j), nothing); });
  }
  steps.change_money([&](StepMoney& money) {
    money.minted += minted;
    money.issuance += minted;
    if constexpr (has<S>(need_claims)) {
      money.unminted += unminted;
      money.root += root;
      money.authors += authors;
      money.issuance = issuance_after_burn(money.issuance, burned);
    }
  });
}

/// Steps of k blocks from `block` on, while the rules in force hold: to `end` at the latest.
/// Returns the block after the last one.
template <class Order, class E>
TAOSWEEP_CALLED int take_steps(E& economy, int block, int end, int k) {
  Steps<E, Order::one_block> steps(economy);
  const StepTerms first = terms_of_steps(steps, end, k);
  if (E::Group::leader()) steps.flows.terms = first;
  E::Group::sync();
  const StepTerms& terms = steps.flows.terms;
  const StepNow& now = steps.now;
  steps.change_now([&](StepNow& first_step) {
    first_step.block = block;
    first_step.k = k;
  });
  while (now.block < terms.end) {
    advance_step<Order>(steps);
    if (terms.falls) track_fall(economy, price_that_falls(steps), now.block, now.k);
    steps.change_now([](StepNow& next) { next.block += next.k; });
    if constexpr (is_watched<E>) {
      steps.put();
      look(economy, Moment::step, now.block);
    }
  }
  steps.put();
  return now.block;
}

/// Advances every subnet from `block` to `end` by steps of k blocks: in the chain's order for one,
/// with root's sale among the orders for more.
template <class Block = OneBlock, class E>
TAOSWEEP_HD void run_steps(E& economy, int block, int end, int k) {
  while (block < end) {
    if (block >= economy.rules_end) enter_rules(economy, block);
    if (without_pools(economy)) {
      advance_without_pools(economy, block, k);
      block += k;
      look(economy, Moment::step, block);
    } else if (k == 1) {
      block = take_steps<Block>(economy, block, end, k);
    } else {
      block = take_steps<ManyBlocks>(economy, block, end, k);
    }
  }
}

}  // namespace taosweep
