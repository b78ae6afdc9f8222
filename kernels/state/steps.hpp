// One economy while its steps run: what each step reads and writes is at hand.
#pragma once

#include "kernels/state/economy.hpp"

namespace taosweep {

/// The accounts that steps move: see accounts.def.
struct StepMoney {
  double issuance, unminted, minted, root, unbooked_root, authors;

  TAOSWEEP_HD explicit StepMoney(const Money& all)
      : issuance(all.issuance),
        unminted(all.unminted),
        minted(all.minted),
        root(all.root),
        unbooked_root(all.unbooked_root),
        authors(all.authors) {}
  TAOSWEEP_HD void put(Money& all) const {
    all.issuance = issuance;
    all.unminted = unminted;
    all.minted = minted;
    all.root = root;
    all.unbooked_root = unbooked_root;
    all.authors = authors;
  }
};

/// An economy from one look at the market to the next, under one set of rules. On a GPU its pools,
/// averages and pendings are registers of each lane, so nobody may take its address: what needs
/// more than this asks `whole`, after put().
template <class E>
struct Steps {
  using Lane = typename E::Lane;
  static constexpr unsigned needs = E::needs;
  using real = typename E::real;
  using mask = typename E::mask;
  using Group = typename E::Group;
  static constexpr int packs = E::packs;
  static constexpr bool in_registers = Lane::in_registers;

  E& whole;
  const Parameters& parameters;
  const Clock& clock;
  const Segments& segments;
  const ShockKey& key;
  EconomyState<Group::slots>& stored;
  TickFlows<Group::slots>& flows;
  const Rules* const rules;
  StepMoney money;
  EmissionState emission;
  HotPack<real> hot[in_registers ? packs : 1];

  TAOSWEEP_HD explicit Steps(E& economy)
      : whole(economy),
        parameters(economy.parameters),
        clock(economy.clock),
        segments(economy.segments),
        key(economy.key),
        stored(economy.stored),
        flows(economy.flows),
        rules(economy.rules),
        money(economy.money),
        emission(economy.emission) {
    TAOSWEEP_UNROLL
    for (int j = 0; j < used(); ++j) {
      const auto pack = whole.pack(j);
      pack.set_noise_held(pack.held(cohort_noise));
      pack.set_living(pack.alive());
      if constexpr (in_registers) hot[j] = from_memory(j);
    }
    Group::sync();
  }

  /// Brings `whole` up to date.
  TAOSWEEP_HD void put() {
    TAOSWEEP_UNROLL
    for (int j = 0; j < used(); ++j) {
      const auto pack = whole.pack(j);
      pack.set_held(cohort_noise, pack.noise_held());
      if constexpr (in_registers) to_memory(j, hot[j]);
    }
    money.put(whole.money);
    whole.emission = emission;
    Group::sync();
  }

  /// The block-by-block state of pack j in the hand, and back.
  TAOSWEEP_HD HotPack<real> take(int j) const {
    if constexpr (in_registers) {
      return hot[j];
    } else {
      return from_memory(j);
    }
  }
  TAOSWEEP_HD void give(int j, const HotPack<real>& values) {
    if constexpr (in_registers) {
      hot[j] = values;
    } else {
      to_memory(j, values);
    }
  }
  TAOSWEEP_HD Pack<Steps, InHand<real>> pack(int j, HotPack<real>& values) {
    return {*this, j, {&values}};
  }
  TAOSWEEP_HD auto pack(int j) {
    if constexpr (in_registers) {
      return Pack<Steps, InHand<real>>{*this, j, {&hot[j]}};
    } else {
      return Pack<Steps>{*this, j};
    }
  }

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
  TAOSWEEP_HD HotPack<real> from_memory(int j) const {
    HotPack<real> values;
#define HOT(name, ...) values.name = Group::load(stored.name, j);
#include "kernels/state/state.def"
    return values;
  }
  TAOSWEEP_HD void to_memory(int j, const HotPack<real>& values) {
#define HOT(name, ...) Group::store(stored.name, j, values.name);
#include "kernels/state/state.def"
  }
};

}  // namespace taosweep
