#include "host/experiment/record_plan.hpp"

#include <algorithm>
#include <cmath>

#include "host/experiment/economy_parameters.hpp"
#include "kernels/chain/block_time.hpp"

namespace taosweep {
namespace {

/// The horizon [d], rounded up to the tick at which an economy ends.
double end_of(const Parameters& p) {
  const double tick = std::max(p.time.signal_blocks, p.time.step_blocks);
  return std::ceil(std::round(p.time.days * blocks_per_day) / tick) * tick / blocks_per_day;
}

}  // namespace

RecordPlan record_plan(const Experiment& experiment) {
  RecordPlan plan;
  plan.series_days = experiment.keep.series_days;
  plan.days = end_of(experiment.base);
  const bool varied =
      std::any_of(experiment.varied.begin(), experiment.varied.end(),
                  [](const VariedKey& varied) { return varied.key.starts_with("time."); });
  if (!varied) return plan;
  plan.days = 0;
  ParametersInTurn economies(experiment);
  for (std::size_t point = 0; point < experiment.points.size(); ++point)
    plan.days = std::max(plan.days, end_of(economies.of(point, 0)));
  return plan;
}

}  // namespace taosweep
