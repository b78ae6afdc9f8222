// Economy ids: id = (point * replicates + replicate) * arms + arm.
#pragma once

#include <cstdint>

#include "host/experiment/experiment.hpp"

namespace taosweep {

/// Where an economy stands in its experiment.
struct EconomyPlace {
  std::uint64_t point, replicate, arm;
};

inline EconomyPlace place_of(const Experiment& experiment, std::uint64_t economy) {
  const std::uint64_t pair = economy / experiment.arms.size();
  return {pair / experiment.replicates, pair % experiment.replicates,
          economy % experiment.arms.size()};
}

/// Number of a point among all that might have run: points are numbered cell by cell.
inline std::uint64_t planned_point(const Experiment& experiment, std::uint64_t point) {
  return experiment.left_out == 0 ? point : point + experiment.cells[point] * experiment.left_out;
}

/// Economies of one point.
inline std::uint64_t economies_per_point(const Experiment& experiment) {
  return experiment.replicates * experiment.arms.size();
}

}  // namespace taosweep
