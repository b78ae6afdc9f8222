#include "host/experiment/first_points.hpp"

#include "host/experiment/economy_place.hpp"
#include "host/experiment/hashes.hpp"

namespace taosweep {

Experiment first_points(const Experiment& experiment, std::uint64_t points_of_a_cell) {
  Experiment first = experiment;
  const std::uint64_t cells = experiment.cell_count, all = experiment.points.size() / cells;
  if (points_of_a_cell >= all) return first;
  Points kept(experiment.points.columns());
  kept.reserve(cells * points_of_a_cell);
  first.cells.clear();
  for (std::uint64_t cell = 0; cell < cells; ++cell) {
    for (std::uint64_t point = 0; point < points_of_a_cell; ++point) {
      kept.add(experiment.points[cell * all + point]);
      first.cells.push_back(experiment.cells[cell * all + point]);
    }
  }
  first.points = std::move(kept);
  first.left_out = all - points_of_a_cell;
  first.keep.economies = ids_among_first(experiment.keep.economies, first);
  first.left_out += experiment.left_out;
  first.design_hash = design_hash_of(first);
  return first;
}

std::vector<std::uint64_t> ids_among_first(const std::vector<std::uint64_t>& economies,
                                           const Experiment& first) {
  const std::uint64_t each = economies_per_point(first),
                      held = first.points.size() / first.cell_count, all = held + first.left_out;
  std::vector<std::uint64_t> ids;
  for (const std::uint64_t id : economies) {
    const std::uint64_t cell = id / each / all, point = id / each % all;
    if (point < held) ids.push_back((cell * held + point) * each + id % each);
  }
  return ids;
}

}  // namespace taosweep
