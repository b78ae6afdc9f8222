// What all subnets share of a block's emission, looked up before it is handed out.
#pragma once

#include "kernels/chain/average/price_ema.hpp"
#include "kernels/chain/injection/capped_buy.hpp"
#include "kernels/economy/formula.hpp"
#include "kernels/state/economy.hpp"
#include "kernels/state/view.hpp"

namespace taosweep {

/// Notes one number of what rules look up.
template <class E>
TAOSWEEP_HD void note(E& economy, double EmissionState::*what, double value) {
  economy.change_emission([&](EmissionState& seen) { seen.*what = value; });
}

/// Brings the flow averages up to date, where shares follow them: what has come in since they were
/// last used joins them. Source: subtensor v3.2.10 subnets_emission.rs get_ema_flow.
template <class E>
TAOSWEEP_HD void use_flows(E& economy, int k) {
  using real = typename E::real;
  const Rules& rules = *economy.rules;
  const EmissionState& seen = economy.emission;
  if (!follows_flows(economy)) {  // however long it grows, it will be taken for one block's
    note(economy, &EmissionState::flow_blocks, 1.0);
    return;
  }
  const double blocks = seen.flow_blocks > 0 ? seen.flow_blocks : 1.0;
  const real weight(weight_of_steps(rules.flow_smoothing, static_cast<int>(blocks)));
  TAOSWEEP_UNROLL
  for (int j = 0; j < economy.used(); ++j) {
    const auto pack = economy.pack(j);
    const auto known = pack.flow_known() > real(0.0);
    const bool zero = rules.flow_start == FlowStart::zero;
    const real first = zero ? real(0.0) : min(pack.price_ema(), pack.price()) * pack.alive();
    const real before = select(known, pack.flow_ema(), first);
    const real flow = flow_average(before, pack.flow(), weight, blocks);
    const auto update = known | (real(zero ? 1.0 : 0.0) > real(0.0));
    pack.set_flow_ema(select(update, flow, first));
    pack.set_flow(select(update, real(0.0), pack.flow()));
    pack.set_matured_flow_ema(
        fma(weight, pack.flow_ema() - pack.matured_flow_ema(), pack.matured_flow_ema()));
    pack.set_protocol_flow_ema(
        flow_average(pack.protocol_flow_ema(), pack.protocol_flow(), weight, blocks));
    pack.set_protocol_flow(real(0.0));
    pack.set_flow_known(pack.alive());
  }
  E::Group::sync();
  if (follows_net_flow(economy)) {
    const real nothing(0.0);
    const double norm = protocol_norm(
        economy.sum([&](const auto& pack) { return max(pack.flow_ema(), nothing); }),
        economy.sum([&](const auto& pack) { return max(pack.protocol_flow_ema(), nothing); }));
    note(economy, &EmissionState::protocol_norm, norm);
  }
  note(economy, &EmissionState::flow_blocks, k);
}

/// What `of` says of an economy whose state is in memory, by a call: seldom, but under capped buys
/// in every step.
template <class E, class F>
TAOSWEEP_HD auto ask_in_memory(E& economy, const F& of) {
  if constexpr (E::in_steps) {
    economy.put();
    return of(economy.whole);
  } else {
    return of(economy);
  }
}

/// Finds the bar of the gate among weights that sum to `sum`.
template <class E>
TAOSWEEP_CALLED double find_bar(E& economy, int block, double sum) {
  using real = typename E::real;
  const Rules& rules = *economy.rules;
  real share[E::packs] = {}, measure[E::packs] = {};
  TAOSWEEP_UNROLL
  for (int j = 0; j < economy.used(); ++j) {
    share[j] = weight_before_gate(economy.pack(j), block) * real(1 / sum);
    measure[j] =
        rules.gate == GateBar::mass ? share[j] : select(share[j] > real(0.0), real(1.0), real(0.0));
  }
  return E::Group::level(share, measure,
                         rules.gate == GateBar::mass ? rules.gate_mass : rules.gate_rank);
}

/// The place by worth below which root has switched off subnets: of the part that the rules say.
template <class E>
TAOSWEEP_CALLED double find_least_place(E& economy) {
  using real = typename E::real;
  real place[E::packs] = {}, living[E::packs] = {};
  TAOSWEEP_UNROLL
  for (int j = 0; j < economy.used(); ++j) {
    const auto pack = economy.pack(j);
    living[j] = pack.alive();
    place[j] = place_by_worth(pack) * living[j];
  }
  const double count = E::Group::sum(living);
  const double left = count - static_cast<int>(economy.rules->switched_off * count + 0.5);
  return left > 0 ? E::Group::level(place, living, left) : __builtin_huge_val();
}

/// Weights as they are now, their bar where it is `due`; where no rule asks, nothing is looked up.
template <class E>
TAOSWEEP_HD void weigh(E& economy, int block, bool due) {
  const Rules& rules = *economy.rules;
  const EmissionState& seen = economy.emission;
  const auto weigh_all = [&] {
    const double sum =
        economy.sum([&](const auto& pack) { return weight_before_gate(pack, block); });
    note(economy, &EmissionState::weights, sum);
  };
  note(economy, &EmissionState::unfactored, 0.0);
  if (rules.gate != GateBar::none || rules.share_burn || rules.share_root) {
    weigh_all();
    if (!(seen.weights > 0)) {
      note(economy, &EmissionState::unfactored, 1.0);
      weigh_all();
    }
  }
  if (rules.gate != GateBar::none && seen.weights > 0 && (due || seen.bar == 0))
    note(economy, &EmissionState::bar,
         ask_in_memory(economy, [&](auto& whole) { return find_bar(whole, block, seen.weights); }));
  if (rules.switched_off > 0 && (due || seen.least_place == 0))
    note(economy, &EmissionState::least_place,
         ask_in_memory(economy, [](auto& whole) { return find_least_place(whole); }));
}

/// The level [1] of shares e at which rooms take `rest` [TAO/block] together: in each round what is
/// left is divided among subnets that have room left, by their shares. Where all of them fill up it
/// is beyond any.
template <class E>
TAOSWEEP_HD double spill_level(const typename E::real (&share)[E::packs],
                               const typename E::real (&room)[E::packs], double rest) {
  using real = typename E::real;
  constexpr double beyond = 1e300;
  const real nothing(0.0);
  const auto has_room = [&](int j, double level) { return share[j] * real(level) < room[j]; };
  double level = 0;
  for (int round = 0; round <= E::Group::subnets; ++round) {
    const double open =
        E::Group::sum_of([&](int j) { return select(has_room(j, level), share[j], nothing); });
    if (!(open > 0)) return beyond;
    const double full =
        E::Group::sum_of([&](int j) { return select(has_room(j, level), nothing, room[j]); });
    const double next = min(max((rest - full) / open, 0.0), beyond);
    if (next <= level) break;
    level = next;
  }
  return level;
}

/// What subnets leave over of a block's TAO under capped_buy, and who takes it: see EmissionState.
struct Spill {
  double liquidity_level, purchase_level, unspent;
};

/// The same of an economy whose state is in memory. What takes so many numbers of each subnet is
/// called.
template <class E>
TAOSWEEP_CALLED Spill find_spill(E& economy, int block, double emission, double per_weight) {
  using real = typename E::real;
  real share[E::packs] = {}, left[E::packs] = {}, liquidity[E::packs] = {}, purchase[E::packs] = {};
  TAOSWEEP_UNROLL
  for (int j = 0; j < economy.used(); ++j) {
    const InjectionSeen<real> one = injection_seen(economy.pack(j), block, emission, per_weight);
    const CappedPart<real> own = capped_part(one, economy.rules->injection_cap);
    share[j] = one.share;
    left[j] = own.left;
    liquidity[j] = own.liquidity_room;
    purchase[j] = own.purchase_room;
  }
  Spill spill{0, 0, 0};
  const double rest = E::Group::sum(left);
  if (!(rest > 0)) return spill;
  const double bought = max(rest - E::Group::sum(liquidity), 0.0);
  spill.liquidity_level = spill_level<E>(share, liquidity, rest);
  if (!(bought > 0)) return spill;
  spill.purchase_level = spill_level<E>(share, purchase, bought);
  spill.unspent = max(bought - E::Group::sum(purchase), 0.0);
  return spill;
}

/// Looks it up for a step.
template <class E>
TAOSWEEP_HD void see_spill(E& economy, int block, double emission, double per_weight) {
  const auto put = [&](const Spill& spill) {
    economy.change_emission([&](EmissionState& seen) {
      seen.liquidity_level = spill.liquidity_level;
      seen.purchase_level = spill.purchase_level;
      seen.unspent = spill.unspent;
    });
  };
  put({0, 0, 0});
  if (economy.rules->injection != InjectionRule::capped_buy) return;
  put(ask_in_memory(economy,
                    [&](auto& whole) { return find_spill(whole, block, emission, per_weight); }));
}

/// Of the block at which the clock starts, in the gate's time [block]: while steps run at hand.
template <class E>
TAOSWEEP_HD int gate_phase(const E& economy) {
  if constexpr (E::in_steps) return economy.flows.terms.gate_phase;
  return economy.clock.gate_phase;
}

/// Looks up what the emission of a step of k blocks rests on.
template <class E>
TAOSWEEP_HD void see_emission(E& economy, int block, int k) {
  const Rules& rules = *economy.rules;
  if constexpr (has<E>(need_flows)) use_flows(economy, k);
  look_up_formula(economy, block, 1);
  weigh(economy, block, bar_due(block + gate_phase(economy), k));
  // Source: subtensor v3.2.12 run_coinbase.rs get_network_root_sell_flag.
  const bool waits = rules.root_flag && !(economy.sum([&](const auto& pack) {
                       return pack.price_ema() * emitted_to(pack, block);
                     }) > 1);
  note(economy, &EmissionState::root_waits, waits ? 1.0 : 0.0);
}

}  // namespace taosweep
