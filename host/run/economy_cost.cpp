#include "host/run/economy_cost.hpp"

#include "kernels/advance.hpp"

namespace taosweep {
namespace {

/// What a look of the cohorts at the market takes, in steps
/// (measured: 14 ns a subnet-step, 50 ns a look).
constexpr double steps_per_tick = 3.5;

}  // namespace

Cost cost_of_economy(const Parameters& parameters) {
  const double steps = cost_of(parameters);
  return {steps, steps + steps_per_tick * ticks_of(parameters)};
}

Cost cost_of_pair(const EconomyParameters& economies, std::uint64_t point, std::uint64_t arms) {
  Cost cost;
  for (std::uint64_t arm = 0; arm < arms; ++arm) cost += cost_of_economy(economies.of(point, arm));
  return cost;
}

}  // namespace taosweep
