// One economy as a plain struct: everything that must be kept to stop it and go on, anywhere.
#pragma once

#include "kernels/state/scalars.hpp"

namespace taosweep {

/// One economy. Arrays run over subnets: index = netuid - 1. See state.def for what they hold.
template <int Slots>
struct EconomyState {
  static constexpr int subnets = 32 * Slots;
#define HOT(name, type, ...) type name[subnets];
#define COLD(name, type, ...) type name[subnets];
#define COLD_ROWS(name, count, type, ...) type name[count][subnets];
#define NOTE(name, type, ...) type name[subnets];
#define NOTE_ROWS(name, count, type, ...) type name[count][subnets];
#include "kernels/state/state.def"
  Scalars scalars;
};

/// What lives within one signal tick only and is at hand in each step: orders at constant flow, and
/// how they were filled.
template <int Slots>
struct TickFlows {
  static constexpr int subnets = 32 * Slots;
#define TICK(name, type, ...) type name[subnets];
#include "kernels/state/state.def"
  float noise_normals[4][subnets];  ///< of four blocks in a row
  float noise_common[4];            ///< common to all subnets, of the same blocks
  double noise_quad;                ///< block / 4 of the normals above, -1 none
};

/// Empties the slot of one subnet.
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
}

}  // namespace taosweep
