// An economy of one lane in the hand of a test that calls what runs between its steps.
#pragma once

#include "kernels/economy/lifecycle.hpp"
#include "tests/kernels/economy_fixture.hpp"
#include "tests/kernels/lanes/plain_lanes.hpp"

namespace taosweep {

/// Stands where the simulation stands; store() brings its state up to date.
struct OneEconomy {
  Recorder recorder{};
  Economy<ReferenceLane, 1, need_flows | need_claims> economy;

  explicit OneEconomy(Simulation<1>& of)
      : economy(of.p, of.clock, of.segments, of.key, of.s(), *of.flows, recorder) {}
  auto* operator->() { return &economy; }
  auto& operator*() { return economy; }
};

}  // namespace taosweep
