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

/// Names of back ends for the names of their functions, which no other may share.
#define ISA(name, ...) struct on_##name;
#include "kernels/lanes/isa.def"
#undef ISA

/// A back end: compiled in a translation unit of its own, for the instructions of its row.
template <class Here>
struct BackEnd {
  /// The state of an economy that has not begun; `at` is nullptr where it begins at the launch.
  template <int Slots>
  static void begin(const EconomyView<Slots>& economy, const StartState* at);
  template <unsigned Needs, int Slots>
  static void run(const EconomyView<Slots>& economy, int until);
};

/// Calls f(the back end asked for).
template <class F>
void on_back_end(Isa isa, const F& f) {
  if (!isa_available(isa)) {
    throw std::runtime_error(std::string("this processor or build has no back end ") +
                             isa_name(isa));
  }
  switch (isa) {
#define ISA(name, ...)                                            \
  case Isa::name:                                                 \
    if constexpr (TAOSWEEP_BUILT_##name) f(BackEnd<on_##name>{}); \
    return;
#include "kernels/lanes/isa.def"
#undef ISA
  }
}

/// Sets an economy up, slots 1 to 4.
template <int Slots>
void begin_on(Isa isa, const EconomyView<Slots>& economy, const StartState* at) {
  on_back_end(isa, [&](auto back_end) { back_end.begin(economy, at); });
}

/// Runs it on a back end that has `needs`, from where it stands to block `until` or to its end.
template <int Slots>
void run_on(Isa isa, unsigned needs, const EconomyView<Slots>& economy, int until) {
  on_back_end(isa, [&](auto back_end) {
    in_family(needs, [&](auto family) { back_end.template run<family()>(economy, until); });
  });
}

}  // namespace taosweep
