// The CPU back ends: the same economy on different lanes. One translation unit each, so that each
// has its own instruction set.
#pragma once

#include "kernels/advance.hpp"
#include "kernels/state/clock.hpp"
#include "kernels/state/recorder.hpp"
#include "kernels/state/state.hpp"

namespace taosweep {

/// One economy as a back end sees it. `flows` is space that nobody reads afterwards.
template <int Slots>
struct EconomyView {
  const Parameters& parameters;
  const Clock& clock;
  const ShockKey& key;
  EconomyState<Slots>& state;
  TickFlows<Slots>& flows;
  const Recorder& recorder;
};

/// Run an economy from where it stands to block `until` or to its end. Slots 1 to 4.
template <int Slots>
void run_scalar(const EconomyView<Slots>& economy, int until);
template <int Slots>
void run_emulated(const EconomyView<Slots>& economy, int until);
template <int Slots>
void run_avx2(const EconomyView<Slots>& economy, int until);

}  // namespace taosweep

/// Defines a back end on lane type `lane` for every number of slots.
#define TAOSWEEP_BACK_END(name, lane)                                                         \
  template <int Slots>                                                                        \
  void name(const EconomyView<Slots>& e, int until) {                                         \
    Economy<lane, Slots> economy(e.parameters, e.clock, e.key, e.state, e.flows, e.recorder); \
    run_economy(economy, until);                                                              \
  }                                                                                           \
  template void name(const EconomyView<1>&, int);                                             \
  template void name(const EconomyView<2>&, int);                                             \
  template void name(const EconomyView<3>&, int);                                             \
  template void name(const EconomyView<4>&, int);
