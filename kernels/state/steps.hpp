// One economy while its steps run: what each step reads and writes is at hand.
#pragma once

#include "kernels/state/economy.hpp"

namespace taosweep {

/// An economy from one look at the market to the next, under one set of rules. On a GPU its pools
/// and averages are registers of each lane, so nobody may take its address but where all is
/// compiled in place: what needs more than this asks `whole`, after put(). What waits for the
/// epoch, and what all lanes have in common, lies in shared memory there: registers that a step
/// touches once would be spilled.
template <class E, bool OneBlock>
struct Steps {
  using Lane = typename E::Lane;
  static constexpr unsigned needs = E::needs;
  using real = typename E::real;
  using mask = typename E::mask;
  using Group = typename E::Group;
  static constexpr int packs = E::packs;
  static constexpr bool in_registers = Lane::in_registers;
  static constexpr bool in_steps = true;
  static constexpr bool one_block = OneBlock;
  static constexpr bool carries = OneBlock;  ///< reciprocals, from step to step

  E& whole;
  const Parameters& parameters;
  const Clock& clock;
  EconomyState<Group::slots>& stored;
  typename E::Flows& flows;
  const Rules* const rules;  ///< a copy at hand
  /// What all subnets have in common; change() changes it.
  template <class T>
  using Common = std::conditional_t<in_registers, const T&, T>;
  Common<StepMoney> money;
  Common<EmissionState> emission;
  /// Of the step that runs: where later rules take the registers, in shared memory on a GPU.
  static constexpr bool shares_now = in_registers && needs != 0;
  using Now = std::conditional_t<shares_now, const StepNow&, StepNow>;
  Now now;
  /// Asked by each subnet and seldom more than 0: a register of it would be spilled.
  Common<std::uint32_t> epochs_due;
  HotPack<real> hot[in_registers ? packs : 1];
  Carried<real> carried[carries ? packs : 1];

  TAOSWEEP_HD explicit Steps(E& economy)
      : whole(economy),
        parameters(economy.parameters),
        clock(economy.clock),
        stored(economy.stored),
        flows(Lane::in_reach(economy.flows)),
        rules(&flows.rules),
        money(common(flows.money, StepMoney::of(economy.money))),
        emission(common(flows.emission, economy.emission)),
        now(now_of(flows)),
        epochs_due(common(flows.epochs_due, std::uint32_t{0})) {
    if (Group::leader()) flows.rules = *economy.rules;
    Group::sync();
    for (int j = used(); j < packs; ++j) {  // sums reach there
      note_living(j, real(0.0));
      if constexpr ((needs & need_claims) != 0) {
        Group::store(flows.claimed, j, real(0.0));
        Group::store(flows.fees, j, real(0.0));
        Group::store(flows.uncounted, j, real(0.0));
      }
    }
    TAOSWEEP_UNROLL
    for (int j = 0; j < used(); ++j) {
      const auto pack = whole.pack(j);
      pack.set_noise_held(pack.held(cohort_noise));
      note_living(j, pack.alive());
      if constexpr (in_registers) bring_near(j);
      if constexpr (in_registers) from_memory(j, hot[j]);
      if constexpr (carries) {
        carried[j].per_tao = reciprocal(pack.tao());
        carried[j].per_stake = reciprocal(real(weighted_root()) + pack.issued());
      }
    }
    Group::sync();
  }

  /// Puts the pools in the hand into memory for a call, and takes them back after it: no register
  /// that the callee might want is held for them meanwhile.
  TAOSWEEP_HD void set_aside() {
    if constexpr (in_registers) {
      TAOSWEEP_UNROLL
      for (int j = 0; j < used(); ++j) {
        to_memory(j, hot[j]);
        if constexpr (carries) whole.carried[j] = carried[j];
      }
    }
  }
  TAOSWEEP_HD void take_back() {
    if constexpr (in_registers) {
      TAOSWEEP_UNROLL
      for (int j = 0; j < used(); ++j) {
        from_memory(j, hot[j]);
        if constexpr (carries) carried[j] = whole.carried[j];
      }
    }
  }

  /// Brings `whole` up to date.
  TAOSWEEP_HD void put() {
    set_aside();
    put_rest();
  }
  /// The same where pools are set aside already.
  TAOSWEEP_HD void put_rest() {
    TAOSWEEP_UNROLL
    for (int j = 0; j < used(); ++j) {
      const auto pack = whole.pack(j);
      pack.set_held(cohort_noise, pack.noise_held());
      if constexpr (in_registers) put_back(j);
    }
    money.put(whole.money);
    if constexpr (needs != 0) whole.emission = emission;
    Group::sync();
  }

  /// Lets `f` change the money; one lane of a GPU does it for all.
  template <class F>
  TAOSWEEP_HD void change_money(const F& f) {
    change(money, flows.money, f);
  }
  /// The same of what rules look up.
  template <class F>
  TAOSWEEP_HD void change_emission(const F& f) {
    change(emission, flows.emission, f);
  }

  /// The same of the step that runs.
  template <class F>
  TAOSWEEP_HD void change_now(const F& f) {
    if constexpr (shares_now) {
      change(now, flows.now, f);
    } else {
      f(now);
    }
  }

  TAOSWEEP_HD void note_epochs_due(std::uint32_t due) {
    change(epochs_due, flows.epochs_due, [&](std::uint32_t& noted) { noted = due; });
  }

  /// The block-by-block state of pack j in the hand, and back.
  TAOSWEEP_HD void take(int j, HotPack<real>& values) const {
    if constexpr (in_registers) {
      values.take_over(hot[j]);
    } else {
      from_memory(j, values);
    }
  }
  TAOSWEEP_HD void give(int j, const HotPack<real>& values) {
    if constexpr (in_registers) {
      hot[j].take_over(values);
    } else {
      to_memory(j, values);
    }
  }
  TAOSWEEP_HD Pack<Steps, InHand<real>> pack(int j, HotPack<real>& values) {
    return {*this, j, {&values, &carried[carries ? j : 0]}};
  }
  TAOSWEEP_HD auto pack(int j) {
    if constexpr (in_registers) {
      return pack(j, hot[j]);
    } else {
      return Pack<Steps>{*this, j};
    }
  }

  /// w R, root's part of the stake that shares dividends [TAO].
  TAOSWEEP_HD double weighted_root() const { return rules->tao_weight * money.root; }
  TAOSWEEP_HD int used() const { return whole.used(); }
  template <class F>
  TAOSWEEP_HD double sum(const F& of) {
    return Group::sum_of([&](int j) { return of(pack(j)); });
  }
  template <class F>
  TAOSWEEP_HD double pick(int subnet, const F& of) {
    return Group::pick_of([&](int j) { return of(pack(j)); }, subnet);
  }
  TAOSWEEP_HD bool attacked() const { return whole.attacked(); }
  TAOSWEEP_HD bool under_attack(int at) const { return whole.under_attack(at); }

 private:
  TAOSWEEP_HD static Now now_of(typename E::Flows& flows) {
    if constexpr (shares_now) {
      return flows.now;
    } else {
      return {};
    }
  }
  /// Which subnets of pack j live stays the same while steps run.
  TAOSWEEP_HD void note_living(int j, const real& alive) {
    if constexpr (in_registers) {
      const std::uint32_t lanes = Lane::lanes_where(alive > real(0.0));
      if (Group::leader()) flows.living_lanes[j] = lanes;
    } else {
      Group::store(flows.living, j, alive);
    }
  }
  template <class T>
  TAOSWEEP_HD static Common<T> common(T& in_flows, const T& value) {
    if constexpr (in_registers) {
      if (Group::leader()) in_flows = value;
      return in_flows;
    } else {
      return value;
    }
  }
  template <class T, class F>
  TAOSWEEP_HD static void change(T& own, std::remove_const_t<T>& in_flows, const F& f) {
    if constexpr (in_registers) {
      Group::sync();  // all have read it
      if (Group::leader()) f(in_flows);
      Group::sync();
    } else {
      f(own);
    }
  }
  TAOSWEEP_HD void from_memory(int j, HotPack<real>& values) const {
#define HOT(name, ...) values.name = Group::load(stored.name, j);
#define ONCE(name, ...) \
  if constexpr (in_registers) values.name = Group::load(stored.name, j);
#define STEP(...)
#include "kernels/state/state.def"
  }
  TAOSWEEP_HD void to_memory(int j, const HotPack<real>& values) {
#define HOT(name, ...) Group::store(stored.name, j, values.name);
#define ONCE(name, ...) \
  if constexpr (in_registers) Group::store(stored.name, j, values.name);
#define STEP(...)
#include "kernels/state/state.def"
  }
  /// What lies beside the tick's orders while steps run, and back.
  TAOSWEEP_HD void bring_near(int j) {
#define STEP(name, ...) Group::store(flows.name, j, Group::load(stored.name, j));
#include "kernels/state/state.def"
  }
  TAOSWEEP_HD void put_back(int j) {
#define STEP(name, ...) Group::store(stored.name, j, Group::load(flows.name, j));
#include "kernels/state/state.def"
  }
};

}  // namespace taosweep
