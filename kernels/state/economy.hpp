// One economy in the hands of those who run it: parameters, clocks, scalars, and its subnets pack
// by pack. Between its steps; while they run steps.hpp holds it.
#pragma once

#include "kernels/lanes/group.hpp"
#include "kernels/state/clock.hpp"
#include "kernels/state/pack.hpp"
#include "kernels/state/recorder.hpp"
#include "kernels/state/segments.hpp"
#include "kernels/state/shock_key.hpp"
#include "kernels/state/state.hpp"

namespace taosweep {

/// What all subnets share of the epochs of a step in which some are due.
struct EpochStep {
  int block;
  double phase;       ///< see consensus/tempo.hpp [block]
  double root_stake;  ///< that counts in consensus [TAO]
  bool contest_due;   ///< one of a contested subnet is
};

/// What a step adds to what waits for the epoch.
template <class R>
struct Accrued {
  R alpha;     ///< for participants [alpha]
  R swapped;   ///< set aside for root [alpha]
  R root_tao;  ///< proceeds of what was sold of it [TAO]
  R for_root;  ///< what root may claim of it after the epoch [alpha]
  R claimed;   ///< of what root may claim since before, sold in the step [alpha]
};

/// What epochs paid: TAO to root, alpha to the players.
template <class R, int Packs>
struct EpochPayout {
  R root_tao[Packs], players_alpha[Packs];
};

/// One economy in the hands of one execution agent (a CPU thread, or each lane of a warp), in a
/// program that has what `Needs` names. Its scalars are a copy that store() puts back.
template <class L, int Slots, unsigned Needs>
struct Economy : Scalars {
  using Lane = L;
  static constexpr unsigned needs = Needs;
  using real = typename L::real;
  using mask = typename L::mask;
  using Group = taosweep::Group<L, Slots>;
  static constexpr int packs = Group::packs;
  static constexpr bool in_steps = false, carries = false, one_block = false;  ///< see Steps
  using Flows =
      std::conditional_t<L::in_shared_memory, TickFlows<Slots, true, Needs>, TickFlows<Slots>>;

  const Parameters& parameters;
  const Clock& clock;
  const Segments& segments;
  const ShockKey key;
  std::uint64_t seed;  ///< in force: what is drawn as time goes on follows branches of the key
  EconomyState<Slots>& stored;
  Flows& flows;
  const Recorder& record;
  const Rules* rules;             ///< in force
  std::int32_t rules_end;         ///< first block of the next segment
  ContestSplit split{};           ///< of the step that runs
  EpochStep epochs{};             ///< of the step that runs, where any is due
  EpochPayout<real, packs> paid;  ///< by the epochs of the step that runs, where any is due
  Accrued<real> accrued[packs];   ///< in the step that runs, of slots in which any is due
  Carried<real> carried[L::in_registers ? packs : 1];  ///< of pools that are set aside

  TAOSWEEP_HD Economy(const Parameters& given, const Clock& clocks, const Segments& dated,
                      const ShockKey& shocks, EconomyState<Slots>& state, Flows& tick,
                      const Recorder& recorder)
      : Scalars(state.scalars),
        parameters(given),
        clock(clocks),
        segments(dated),
        key(shocks),
        seed(seed_at(shocks, static_cast<int>(state.scalars.block))),
        stored(state),
        flows(L::in_reach(tick)),
        record(recorder) {
    follow_rules(static_cast<int>(state.scalars.block));
  }

  /// Puts scalars back into the state, and empties the slots that no subnet will ever have: how far
  /// packs reach into them is a matter of their width.
  TAOSWEEP_CALLED void store() {
    const real count(static_cast<double>(clock.room));
    Group::sync();  // all have read what others keep
    TAOSWEEP_ROLLED
    for (int j = (clock.room) / L::width; j < packs; ++j) {
      const Pack<Economy> slots = pack(j);
      const auto has_subnet = slots.number() < count;
      const auto kept = [&](const real& x, double empty) {
        return select(has_subnet, x, real(empty));
      };
#define HOT(name, type, unit, empty, ...) slots.set_##name(kept(slots.name(), empty));
#define COLD HOT
#define NOTE HOT
#define COLD_ROWS(name, count, type, unit, empty, ...) \
  for (int row = 0; row < count; ++row) slots.set_##name(row, kept(slots.name(row), empty));
#define NOTE_ROWS COLD_ROWS
#include "kernels/state/state.def"
    }
    Group::sync();
    if (Group::leader()) stored.scalars = *this;
    Group::sync();
  }

  /// Random words for (purpose, subnet, tick, draw), of the seed in force.
  template <class W>
  TAOSWEEP_HD Words<W> draw_now(Purpose purpose, const W& subnet, std::uint32_t tick) const {
    return draw_words(seed, key.point, key.replicate, purpose, subnet, tick, 0u);
  }

  /// Puts the rules of `at` in force.
  TAOSWEEP_HD void follow_rules(int at) {
    const int i = segments.at(at);
    rules = &segments.of[i].rules;
    rules_end = i + 1 < segments.count ? segments.of[i + 1].from : INT32_MAX;
  }

  /// Packs that hold a subnet which lives or will; beyond them nothing ever happens.
  TAOSWEEP_HD int used() const {
    if constexpr (Group::packs_per_slot == 1) return packs;
    return (clock.room + L::width - 1) / L::width;
  }
  /// Zeros, where nobody writes into what sums run over.
  template <class... R>
  TAOSWEEP_HD void clear_unused(R (&... of_packs)[packs]) const {
    for (int j = used(); j < packs; ++j) ((of_packs[j] = R(0.0f)), ...);
  }
  TAOSWEEP_HD Pack<Economy> pack(int j) {
    return {*this, j};
  }
  TAOSWEEP_HD Pack<const Economy> pack(int j) const {
    return {*this, j};
  }

  /// Sum over all subnets of what `of` says of a pack.
  template <class F>
  TAOSWEEP_HD double sum(const F& of) const {
    return Group::sum_of([&](int j) { return of(pack(j)); });
  }
  /// The same of one subnet alone.
  template <class F>
  TAOSWEEP_HD double pick(int subnet, const F& of) const {
    return Group::pick_of([&](int j) { return of(pack(j)); }, subnet);
  }

  /// Stake on root's accounts [TAO], which counts in consensus: dividends stay there as stake,
  /// though the chain of this era does not book them in R. Source: subtensor v2.0.1 stake_utils.rs.
  TAOSWEEP_HD double root_stake() const {
    return money.root + money.unbooked_root;
  }
  /// Blocks of the step, and of the tick, that start at a block.
  TAOSWEEP_HD int step_at(int at) const {
    return taosweep::step_at(clock, at, foundation.action_block);
  }
  TAOSWEEP_HD int tick_at(int at) const {
    return taosweep::tick_at(clock, at, foundation.action_block);
  }
  /// Lets `f` change what rules look up.
  template <class F>
  TAOSWEEP_HD void change_emission(const F& f) {
    f(emission);
  }
  TAOSWEEP_HD bool attacked() const {
    return clock.target >= 0;
  }
  /// The attack has begun, and its subnet is not dissolved.
  TAOSWEEP_HD bool under_attack(int at) const {
    return clock.attack >= 0 && at >= clock.attack && attack.gone == 0;
  }
};

}  // namespace taosweep
