// One economy as a plain struct: everything that must be kept to stop it and go on, anywhere.
#pragma once

#include <type_traits>

#include "kernels/chain/eras/rules.hpp"
#include "kernels/chain/needs.hpp"
#include "kernels/state/scalars.hpp"

namespace taosweep {

/// A cache line [B]: the widest register is as wide, and one that lay across two would cost twice.
inline constexpr int line_bytes = 64;

/// One economy. Arrays run over subnets: index = netuid - 1. See state.def for what they hold.
template <int Slots>
struct alignas(line_bytes) EconomyState {
  static constexpr int subnets = 32 * Slots;
#define HOT(name, type, ...) type name[subnets];
#define COLD(name, type, ...) type name[subnets];
#define COLD_ROWS(name, count, type, ...) type name[count][subnets];
#define NOTE(name, type, ...) type name[subnets];
#define NOTE_ROWS(name, count, type, ...) type name[count][subnets];
#include "kernels/state/state.def"
  std::uint32_t shocks[subnets];  ///< number by which the shocks of the subnet are drawn
  Scalars scalars;
  Contest contests[contest_count];  ///< of the attackers after the first
};

/// What stays the same in all steps of k blocks under one set of rules.
struct StepTerms {
  std::int32_t end;    ///< block after the last of them
  std::int32_t falls;  ///< 1 where the fall of a price is timed
  // What steps ask, and would otherwise ask of more than fits into registers.
  std::int32_t gate_phase;                                     ///< see Clock
  std::int32_t counts_flows, follows_flows, follows_net_flow;  ///< as in view.hpp, 1 or 0
  double fee;                                                  ///< part of an order's value
  double author_fee;      ///< what of it the authors of blocks get
  double minimum;         ///< reserve that every order leaves [TAO, alpha]
  double claim_part;      ///< of root's alpha that waits, claimed in a step
  double average_weight;  ///< of a step in the price average, without a warm-up [1]
  float noise_days;       ///< of a step [d]
  float noise_scale;      ///< sqrt of that [d^0.5]
};

/// What all subnets share of the step of k blocks that runs.
struct StepNow {
  std::int32_t block, k;
  double emission;      ///< E [TAO/block]
  double per_weight;    ///< E/W of the share rule [TAO/block]
  std::uint32_t mints;  ///< 1 where W > 0
  std::uint32_t noise;  ///< place of its normals, as begin_noise_step says
};

/// The accounts that steps move: see accounts.def.
struct StepMoney {
  double issuance, unminted, minted, root, unbooked_root, authors;

  TAOSWEEP_HD static StepMoney of(const Money& all) {
    return {all.issuance, all.unminted, all.minted, all.root, all.unbooked_root, all.authors};
  }
  TAOSWEEP_HD void put(Money& all) const {
    all.issuance = issuance;
    all.unminted = unminted;
    all.minted = minted;
    all.root = root;
    all.unbooked_root = unbooked_root;
    all.authors = authors;
  }
};

/// Of the step that runs, what each subnet leaves to be summed, as in SubnetStep [TAO]; before
/// that, what joins a weighted pool: TAO in `claimed`, alpha in `fees`.
template <int Slots>
struct SumsOfStep {
  double claimed[32 * Slots], fees[32 * Slots], uncounted[32 * Slots];
};
/// 1 on subnets that live, else 0, as numbers at hand.
template <int Slots>
struct LivingNumbers {
  double living[32 * Slots];
};

/// A part of a struct that only some programs have.
template <class Part>
struct Without {};
template <bool Has, class Part>
using PartIf = std::conditional_t<Has, Part, Without<Part>>;

/// What lives within one signal tick only and is at hand in each step: orders at constant flow, and
/// how they were filled. `Scarce` are those of a GPU's shared memory, where how much a warp takes
/// decides how many of them hide each other's latency: they have what programs with `Needs` touch.
template <int Slots, bool Scarce = false, unsigned Needs = need_flows | need_claims>
struct alignas(line_bytes) TickFlows : PartIf<!Scarce, LivingNumbers<Slots>>,
                                       PartIf<(Needs & need_claims) != 0, SumsOfStep<Slots>> {
  static constexpr int subnets = 32 * Slots;
#define TICK(name, type, ...) type name[subnets];
#include "kernels/state/state.def"
  float noise_normals[4][subnets];  ///< of four steps in a row
  double noise_tick;                ///< of the normals above, -1 none
  Rules rules;                      ///< in force
  StepTerms terms;
  // On a GPU, while steps run: see steps.hpp.
  std::uint32_t living_lanes[Slots];  ///< bit i: the subnet of lane i lives
  std::uint32_t epochs_due;           ///< in the step that runs, as begin_epochs says
  StepNow now;
  StepMoney money;
  EmissionState emission;
#define STEP(name, type, ...) type name[subnets];
#include "kernels/state/state.def"
};

/// Empties the slot of one subnet; its number is that of the start.
template <int Slots>
TAOSWEEP_HD void empty_slot(EconomyState<Slots>& state, int subnet) {
#define HOT(name, type, unit, empty, ...) state.name[subnet] = empty;
#define COLD(name, type, unit, empty, ...) state.name[subnet] = empty;
#define NOTE(name, type, unit, empty, ...) state.name[subnet] = empty;
#define COLD_ROWS(name, count, type, unit, empty, ...) \
  for (auto& row : state.name) row[subnet] = empty;
#define NOTE_ROWS(name, count, type, unit, empty, ...) \
  for (auto& row : state.name) row[subnet] = empty;
#include "kernels/state/state.def"
  state.shocks[subnet] = static_cast<std::uint32_t>(subnet);
}

}  // namespace taosweep
