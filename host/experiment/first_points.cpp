#include "host/experiment/first_points.hpp"

#include "host/experiment/economy_place.hpp"
#include "host/experiment/hashes.hpp"

namespace taosweep {

Experiment first_points(const Experiment& experiment, std::uint64_t points) {
  Experiment first = experiment;
  if (points >= experiment.points.size()) return first;
  Points kept(experiment.points.columns());
  kept.reserve(points);
  for (std::uint64_t point = 0; point < points; ++point) kept.add(experiment.points[point]);
  first.points = std::move(kept);
  first.cells.resize(points);
  const std::uint64_t economies = points * economies_per_point(experiment);
  std::erase_if(first.keep.economies, [&](std::uint64_t id) { return id >= economies; });
  first.chunks_design_hash = experiment.design_hash;
  first.design_hash = design_hash_of(first);
  return first;
}

}  // namespace taosweep
