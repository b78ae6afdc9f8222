// Which part of a sweep one results file holds.
#pragma once

#include <cstdint>
#include <numeric>
#include <vector>

#include "host/experiment/experiment.hpp"

namespace taosweep {

/// Some points of the design. "Position" is an index in `points`.
struct Portion {
  std::uint64_t shard_index = 0, shard_count = 1;
  std::vector<std::uint64_t> points;  ///< ascending
};

inline Portion whole_sweep(const Experiment& experiment) {
  Portion portion;
  portion.points.resize(experiment.points.size());
  std::iota(portion.points.begin(), portion.points.end(), std::uint64_t{0});
  return portion;
}

}  // namespace taosweep
