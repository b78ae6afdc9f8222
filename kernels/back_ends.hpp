// The CPU back ends: the same economy on different lanes. One translation unit each, so that each
// has its own instruction set.
#pragma once

#include <stdexcept>
#include <string>

#include "kernels/advance.hpp"
#include "kernels/chain/needs.hpp"
#include "kernels/lanes/built.hpp"
#include "kernels/state/clock.hpp"
#include "kernels/state/recorder.hpp"
#include "kernels/state/segments.hpp"
#include "kernels/state/state.hpp"

namespace taosweep {

/// One economy as a back end sees it. `flows` is space that nobody reads afterwards.
template <int Slots>
struct EconomyView {
  const Parameters& parameters;
  const Clock& clock;
  const Segments& segments;
  const ShockKey& key;
  EconomyState<Slots>& state;
  TickFlows<Slots>& flows;
  const Recorder& recorder;
};

#define ISA(name, ...)                 \
  template <unsigned Needs, int Slots> \
  void run_##name(const EconomyView<Slots>& economy, int until);
#include "kernels/lanes/isa.def"
#undef ISA

/// Runs an economy on a back end that has `needs`, from where it stands to block `until` or to its
/// end. Slots 1 to 4.
template <int Slots>
void run_on(Isa isa, unsigned needs, const EconomyView<Slots>& economy, int until) {
  if (!isa_available(isa)) {
    throw std::runtime_error(std::string("this processor or build has no back end ") +
                             isa_name(isa));
  }
  in_family(needs, [&](auto family) {
    switch (isa) {
#define ISA(name, ...)                                                         \
  case Isa::name:                                                              \
    if constexpr (TAOSWEEP_BUILT_##name) run_##name<family()>(economy, until); \
    return;
#include "kernels/lanes/isa.def"
#undef ISA
    }
  });
}

}  // namespace taosweep
