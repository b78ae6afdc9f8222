#include "host/run/jobs.hpp"

#include <algorithm>

namespace taosweep {

Job job_of(const Experiment& experiment, std::uint64_t economy) {
  return job_of(experiment, EconomyParameters(experiment), economy);
}

Job job_of(const Experiment& experiment, const EconomyParameters& economies,
           std::uint64_t economy) {
  const EconomyPlace place = place_of(experiment, economy);
  Job job;
  job.parameters = economies.of(place.point, place.arm);
  if (experiment.start) job.start = &experiment.start->state;
  job.key.seed = experiment.seed;
  job.key.point = experiment.common_shocks
                      ? 0
                      : static_cast<std::uint32_t>(planned_point(experiment, place.point));
  job.key.replicate = static_cast<std::uint32_t>(place.replicate);
  return job;
}

bool is_kept(const Experiment& experiment, std::uint64_t economy) {
  const auto& kept = experiment.keep.economies;
  return std::binary_search(kept.begin(), kept.end(), economy);
}

}  // namespace taosweep
