// What the rules in force say of a pack of subnets: the one place that stages, behaviour, watchers,
// outcomes and ledgers ask.
#pragma once

#include "kernels/chain/block_time.hpp"
#include "kernels/chain/emission/block_emission.hpp"
#include "kernels/chain/eras/rules.hpp"
#include "kernels/chain/injection/terms.hpp"
#include "kernels/chain/root/root_dividend.hpp"
#include "kernels/chain/share/factors.hpp"
#include "kernels/chain/share/gate.hpp"
#include "kernels/chain/share/share.hpp"
#include "kernels/state/pools.hpp"

namespace taosweep {

/// Whether subnets have no pools.
template <class E>
TAOSWEEP_HD bool without_pools(const E& economy) {
  if constexpr (has<E>(need_claims)) return !economy.rules->pools;
  return false;
}

/// Whether shares follow what stakers bring: by their rule, or by what the formula reads.
template <class E>
TAOSWEEP_HD bool follows_flows(const E& economy) {
  if constexpr (E::in_steps) return economy.flows.terms.follows_flows;
  const ShareRule share = economy.rules->share;
  if (share != ShareRule(Shares::rule<FormulaShare>())) return Shares::needs(share) & need_flows;
  const FormulaCode& code = economy.parameters.share_formula;
  return code.reads(FormulaName::flow) || code.reads(FormulaName::protocol_flow) ||
         code.reads(FormulaName::net_flow) || code.reads(FormulaName::matured_flow);
}

/// Whether they follow stakers' flow net of the protocol's.
template <class E>
TAOSWEEP_HD bool follows_net_flow(const E& economy) {
  if constexpr (E::in_steps) return economy.flows.terms.follows_net_flow;
  const ShareRule share = economy.rules->share;
  return share == ShareRule(Shares::rule<NetFlowShare>()) ||
         (share == ShareRule(Shares::rule<FormulaShare>()) &&
          economy.parameters.share_formula.reads(FormulaName::net_flow));
}

/// Whether the chain counts what stakers bring: where a rule says so, or shares follow it.
template <class E>
TAOSWEEP_HD bool counts_flows(const E& economy) {
  if constexpr (E::in_steps) return economy.flows.terms.counts_flows;
  return economy.rules->flows || follows_flows(economy);
}

/// 1 on subnets that live, else 0: while steps run it is at hand.
template <class P>
TAOSWEEP_HD typename P::real lives(const P& pack) {
  if constexpr (requires { requires P::in_steps; }) {
    return pack.living();
  } else {
    return pack.alive();
  }
}

/// 1 on subnets that live and have been started, else 0. Those of the launch are; one that
/// registers later is when its owner may first start it. Source: subtensor v2.0.9 run_coinbase.rs,
/// FirstEmissionBlockNumber.
template <class P>
TAOSWEEP_HD typename P::real emitted_to(const P& pack, int block) {
  using real = typename P::real;
  const real alive = lives(pack);
  const double delay = pack.economy.rules->start_delay_blocks;
  if (!(delay > 0)) return alive;
  return select(real(static_cast<double>(block)) - pack.opened() < real(delay), real(0.0), alive);
}

/// The owner's part of a subnet's alpha: that of the rules, or of the subnet's own vector [1].
template <class P>
TAOSWEEP_HD typename P::real owner_cut_of(const P& pack) {
  using real = typename P::real;
  const real cut(pack.economy.rules->owner_cut);
  if constexpr (has<P>(need_claims)) {
    if (pack.economy.rules->split == SplitRule::vector)
      return select(pack.miner_part() > real(0.0), pack.owner_part(), cut);
  }
  return cut;
}

/// Miners' part of what the owner's cut leaves, likewise [1].
template <class P>
TAOSWEEP_HD typename P::real miners_part_of(const P& pack) {
  using real = typename P::real;
  const real part(pack.economy.rules->miners_part);
  if (pack.economy.rules->split != SplitRule::vector) return part;
  const real own = pack.miner_part();
  return select(own > real(0.0), own, part);
}

/// Root's share rho of dividends, by what is booked in R and all alpha issued [1].
template <class P>
TAOSWEEP_HD typename P::real dividend_share_of_root(const P& pack) {
  using real = typename P::real;
  return root_proportion(real(pack.economy.money.root), real(pack.economy.rules->tao_weight),
                         pack.issued());
}

/// Weight w of the share rule before the gate, 0 where nothing is emitted to.
template <class P>
TAOSWEEP_HD typename P::real weight_before_gate(const P& pack, int block) {
  using real = typename P::real;
  const Rules& rules = *pack.economy.rules;
  real weight = Shares::weight(rules.share, pack);
  if constexpr (has<P>(need_claims)) {
    const bool factored = pack.economy.emission.unfactored == 0;
    if (rules.share_burn && factored) weight = weight * burn_factor(pack.burned());
    if (rules.share_root && factored) weight = weight * dividend_share_of_root(pack);
  }
  return rules.start_delay_blocks > 0 ? weight * emitted_to(pack, block) : weight;
}

/// A subnet's place by its worth: above 0, in the order of the logarithm, and needing no
/// exponential.
template <class P>
TAOSWEEP_HD typename P::real place_by_worth(const P& pack) {
  using real = typename P::real;
  return pack.log_worth() + real(1e3);  // logarithms of worth stay within +-100
}

/// Weight of a subnet's part in the block's TAO: behind the gate, 0 where root has switched it off.
template <class P>
TAOSWEEP_HD typename P::real share_weight(const P& pack, int block) {
  using real = typename P::real;
  real weight = weight_before_gate(pack, block);
  if constexpr (has<P>(need_claims)) {
    const Rules& rules = *pack.economy.rules;
    const EmissionState& seen = pack.economy.emission;
    if (rules.gate != GateBar::none)
      weight = gated(weight, real(seen.bar * seen.weights), unsigned(rules.gate_steepness));
    if (rules.switched_off > 0)
      weight = select(place_by_worth(pack) < real(seen.least_place), real(0.0), weight);
    if (seen.named_off > 0) weight = select(pack.switched() > real(0.0), real(0.0), weight);
  }
  return weight;
}

/// Alpha that the block emits to participants, the owner's cut included [alpha/block].
template <class P>
TAOSWEEP_HD typename P::real emitted_alpha(const P& pack, int block) {
  const typename P::real emission = block_emission(pack.issued());
  return pack.economy.rules->start_delay_blocks > 0 ? emission * emitted_to(pack, block) : emission;
}

/// Half of what is left of a day's alpha after the owner's cut [alpha/d].
template <class P>
TAOSWEEP_HD typename P::real half_of_a_day(const P& pack, int block) {
  using real = typename P::real;
  return real(0.5 * blocks_per_day) * (real(1.0) - owner_cut_of(pack)) * emitted_alpha(pack, block);
}

/// What validators are paid, root's part included [alpha/d].
template <class P>
TAOSWEEP_HD typename P::real validated_of_a_day(const P& pack, int block) {
  using real = typename P::real;
  real part = half_of_a_day(pack, block);
  if constexpr (has<P>(need_claims)) part = part * (real(2.0) * (real(1.0) - miners_part_of(pack)));
  return part;
}

/// What miners are paid, what is burned of it included [alpha/d].
template <class P>
TAOSWEEP_HD typename P::real miners_pay_of_a_day(const P& pack, int block) {
  using real = typename P::real;
  real part = half_of_a_day(pack, block);
  if constexpr (has<P>(need_claims)) part = part * (real(2.0) * miners_part_of(pack));
  return part;
}

/// What miners are paid and nobody burns [alpha/d].
template <class P>
TAOSWEEP_HD typename P::real mined_of_a_day(const P& pack, int block) {
  typename P::real part = miners_pay_of_a_day(pack, block);
  if constexpr (has<P>(need_claims)) part = part * burn_factor(pack.burned());
  return part;
}

/// Root's share in consensus, by its stake and the alpha `staked` to validators [1].
template <class P>
TAOSWEEP_HD typename P::real consensus_share_of_root(const P& pack,
                                                     const typename P::real& staked) {
  using real = typename P::real;
  return root_proportion(real(pack.economy.root_stake()), real(pack.economy.rules->tao_weight),
                         staked);
}

/// Root's part r of what a subnet emits while the vector does not hold it back [1].
template <class P>
TAOSWEEP_HD typename P::real most_of_root(const P& pack) {
  using real = typename P::real;
  const double top = pack.economy.rules->root_top;
  const real share = dividend_share_of_root(pack);
  return top > 0 ? real(top) * share : root_alpha(share, real(1.0) - owner_cut_of(pack));
}

/// Alpha [alpha/block] that is set aside for root, whose share is twice `half_share`, out of the
/// `emitted`, of which `earned` is left after the owner's cut, whatever becomes of it.
template <class P>
TAOSWEEP_HD typename P::real set_aside_for_root(const P& pack, const typename P::real& half_share,
                                                const typename P::real& emitted,
                                                const typename P::real& earned) {
  using real = typename P::real;
  if constexpr (has<P>(need_claims)) {
    const Rules& rules = *pack.economy.rules;
    const bool waits = pack.economy.emission.root_waits > 0;
    if (waits && rules.root_unpaid == UnpaidRoot::participants) return real(0.0);
    return min(
        rules.root_top > 0 ? real(2 * rules.root_top) * half_share * emitted : half_share * earned,
        (real(1.0) - miners_part_of(pack)) * earned);
  }
  return half_share * earned;
}

/// The same of a block to come [alpha/block].
template <class P>
TAOSWEEP_HD typename P::real alpha_for_root(const P& pack, int block) {
  using real = typename P::real;
  const real emitted = emitted_alpha(pack, block);
  return set_aside_for_root(pack, real(0.5) * dividend_share_of_root(pack), emitted,
                            emitted * (real(1.0) - owner_cut_of(pack)));
}

/// The part of it that root is paid with [alpha/block].
template <class P>
TAOSWEEP_HD typename P::real alpha_paid_to_root(const P& pack, int block) {
  using real = typename P::real;
  const real alpha = alpha_for_root(pack, block);
  if constexpr (has<P>(need_claims)) return alpha * real(1 - pack.economy.emission.root_waits);
  return alpha;
}

/// The owner's cut that comes with pending alpha P + s [alpha]: of each P + s after the cut, and
/// what is owed since the cut has changed.
template <class P>
TAOSWEEP_HD typename P::real owner_cut_beside(const P& pack, const typename P::real& pending) {
  using real = typename P::real;
  const Rules& rules = *pack.economy.rules;
  if constexpr (has<P>(need_claims)) {
    const real cut = owner_cut_of(pack);
    return cut / (real(1.0) - cut) * pending + pack.owed_owner();
  }
  return real(rules.owner_cut / (1 - rules.owner_cut)) * pending;
}

/// What a rule of injection is asked with, before the block touches the subnet; a weight of 1 gets
/// `per_weight` [TAO/block].
template <class P>
TAOSWEEP_HD InjectionSeen<typename P::real> injection_seen(const P& pack, int block,
                                                           double emission, double per_weight) {
  using real = typename P::real;
  InjectionSeen<real> seen{};
  seen.share = share_weight(pack, block) * real(per_weight);
  seen.emission = real(emission);
  seen.tao = priced(pack, pack.tao());
  seen.alpha = pack.alpha();
  seen.per_tao = carries_reciprocals(pack) ? pack.per_tao() : reciprocal(seen.tao);
  seen.alpha_emission = block_emission(pack.issued(), emitted_to(pack, block));
  if constexpr (has<P>(need_claims)) {
    if (pack.economy.rules->injection_cap == InjectionCap::root_share)
      seen.root_share = dividend_share_of_root(pack);
    if (pack.economy.rules->injection == InjectionRule::capped_buy) {
      seen.mined = seen.alpha_emission * (real(1.0) - owner_cut_of(pack)) * miners_part_of(pack) *
                   burn_factor(pack.burned());
      seen.liquidity_level = pack.economy.emission.liquidity_level;
      seen.purchase_level = pack.economy.emission.purchase_level;
    }
  }
  return seen;
}

}  // namespace taosweep
