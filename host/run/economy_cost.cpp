#include "host/run/economy_cost.hpp"

#include "kernels/advance.hpp"

namespace taosweep {
namespace {

/// What a look of the cohorts at the market takes, in steps
/// (measured: 14 ns a subnet-step, 50 ns a look).
constexpr double steps_per_tick = 3.5;

}  // namespace

Cost cost_of_economy(const Parameters& parameters) {
  const StepCounts counts = step_counts_of(parameters);
  return {counts.steps, counts.steps + steps_per_tick * counts.ticks};
}

Cost cost_of_pair(ParametersInTurn& economies, std::uint64_t point, std::uint64_t arms) {
  Cost cost;
  for (std::uint64_t arm = 0; arm < arms; ++arm) cost += cost_of_economy(economies.of(point, arm));
  return cost;
}

}  // namespace taosweep
