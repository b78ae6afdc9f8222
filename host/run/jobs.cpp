#include "host/run/jobs.hpp"

#include <algorithm>

namespace taosweep {

Job job_of(const Experiment& experiment, std::uint64_t economy) {
  return job_of(experiment, EconomyParameters(experiment), economy);
}

Job job_of(const Experiment& experiment, const EconomyParameters& economies,
           std::uint64_t economy) {
  const EconomyPlace place = place_of(experiment, economy);
  ShockKey key;
  key.seed = experiment.seed;
  key.point = experiment.common_shocks
                  ? 0
                  : static_cast<std::uint32_t>(planned_point(experiment, place.point));
  key.replicate = static_cast<std::uint32_t>(place.replicate);
  // Parameters are made where they stay: to copy them takes as long as to make them.
  return {economies.of(place.point, place.arm), key,
          experiment.start ? &experiment.start->state : nullptr};
}

bool is_kept(const Experiment& experiment, std::uint64_t economy) {
  const auto& kept = experiment.keep.economies;
  return std::binary_search(kept.begin(), kept.end(), economy);
}

}  // namespace taosweep
