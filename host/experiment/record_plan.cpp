#include "host/experiment/record_plan.hpp"

#include <algorithm>

namespace taosweep {

RecordPlan record_plan(const Experiment& experiment) {
  RecordPlan plan;
  plan.series_days = experiment.keep.series_days;
  plan.days = experiment.base.time_days;
  for (std::size_t i = 0; i < experiment.varied.size(); ++i) {
    if (experiment.varied[i].key != "time.days") continue;
    plan.days = 0;
    for (std::size_t point = 0; point < experiment.points.size(); ++point)
      plan.days = std::max(plan.days, experiment.points[point][i]);
  }
  return plan;
}

}  // namespace taosweep
