// The block's TAO and alpha enter the pools.
#pragma once

#include "kernels/chain/emission/block_emission.hpp"
#include "kernels/chain/injection/injection.hpp"
#include "kernels/chain/share/share.hpp"
#include "kernels/economy/stages/subnet_step.hpp"
#include "kernels/economy/weighted_pools.hpp"

namespace taosweep {

/// Alpha that the chain buys with x TAO a block, ahead of the injection and without a fee, and what
/// becomes of it: X is what is issued, so what is recycled leaves it. A buy that would leave less
/// than the minimum reserve is refused, as an order would be, and its TAO is not minted.
/// Source: subtensor v3.2.12 run_coinbase.rs inject_and_maybe_swap, which goes on without it.
template <class P>
TAOSWEEP_HD void buy_for_chain(const P& pack, const CommonStep& common,
                               const typename P::real& buys, SubnetStep<typename P::real>& step) {
  using real = typename P::real;
  const Rules& rules = *pack.economy.rules;
  const real wanted = real(static_cast<double>(common.k)) * buys, nothing(0.0);
  const real would_buy = bought_for(pack, wanted);
  const auto taken = pack.alpha() - would_buy >= real(common.terms.minimum);
  const real paid = select(taken, wanted, nothing), bought = select(taken, would_buy, nothing);
  step.uncounted = paid - wanted;
  pack.set_tao(pack.tao() + paid);
  pack.set_alpha(pack.alpha() - bought);
  pack.set_bought_tao(pack.bought_tao() + paid);
  if (rules.bought_alpha == BoughtAlpha::protocol) {
    pack.set_protocol_alpha(pack.protocol_alpha() + bought);
  } else {
    pack.set_issued(pack.issued() - bought);
  }
  if (rules.injection == InjectionRule::subsidy_buy) step.uncounted = step.uncounted + paid;
}

/// What joins a weighted pool after the chain's own buy waits where the step will leave its sums:
/// registers that only weighted pools ask for would be spilled by all.
template <class P>
TAOSWEEP_HD void keep_joins(const P& pack, const PoolAmounts<typename P::real>& joins) {
  P::Group::store(pack.economy.flows.claimed, pack.j, joins.tao);
  P::Group::store(pack.economy.flows.fees, pack.j, joins.alpha);
}
template <class P>
TAOSWEEP_HD PoolAmounts<typename P::real> kept_joins(const P& pack) {
  const auto& flows = pack.economy.flows;
  return {P::Group::load(flows.claimed, pack.j), P::Group::load(flows.fees, pack.j)};
}

struct Inject {
  static constexpr const char* sentence =
      "inject: TAO by share, alpha at the pool's price, at most the alpha emission";

  template <class P>
  TAOSWEEP_HD static void run(const P& pack, const CommonStep& common,
                              SubnetStep<typename P::real>& step) {
    using real = typename P::real;
    const real n(static_cast<double>(common.k));
    const InjectionSeen<real> seen =
        injection_seen(pack, common.block, common.emission, common.per_weight);
    step.alpha_emission = seen.alpha_emission;
    real tao = seen.share, alpha;
    if constexpr (has<P>(need_claims)) {
      const Rules& rules = *pack.economy.rules;
      step.uncounted = real(0.0);
      const InjectionTerms<real> terms =
          injection_terms(rules.injection, rules.injection_cap, seen);
      if (has_weights(pack)) keep_joins(pack, make_room(pack, n * terms.tao, n * terms.alpha));
      if (rules.injection != InjectionRule::launch) buy_for_chain(pack, common, terms.buys, step);
      const bool spills = rules.injection == InjectionRule::capped_buy;
      if (counts_flows(pack.economy))
        pack.set_protocol_flow(
            fma(n, spills ? terms.tao + terms.buys : seen.share, pack.protocol_flow()) -
            max(-step.uncounted, real(0.0)));
      tao = terms.tao;
      alpha = terms.alpha;
      step.subsidised = terms.subsidised;
      if (has_weights(pack)) {
        const PoolAmounts<real> joins = kept_joins(pack);
        pack.set_tao(pack.tao() + joins.tao);
        pack.set_alpha(pack.alpha() + joins.alpha);
        pack.set_issued(over_blocks(pack, common.k, alpha + step.alpha_emission, pack.issued()));
        return;
      }
    } else {
      alpha = alpha_injection(seen.per_tao, seen.share, pack.alpha(), step.alpha_emission);
    }
    pack.set_tao(over_blocks(pack, common.k, tao, pack.tao()));
    pack.set_alpha(over_blocks(pack, common.k, alpha, pack.alpha()));
    pack.set_issued(over_blocks(pack, common.k, alpha + step.alpha_emission, pack.issued()));
  }
};

}  // namespace taosweep
