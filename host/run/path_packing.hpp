// How kept paths pack in a results file, before there is one.
#pragma once

#include <vector>

#include "host/run/file_size.hpp"
#include "kernels/advance.hpp"

namespace taosweep {

/// EconomyResult::path of an economy, which has numbers as far as the day on which it ended.
struct EndedPath {
  std::vector<float> path;
  double end = 0;  ///< [d]
};

/// Of /paths in a file of `whole`, by a few paths: what a time with numbers takes in them, for as
/// many as the kept economies have, which end on day `mean_end`. Nothing where there is no path.
Packing packing_of_paths(const std::vector<EndedPath>& paths, const SchemaCounts& whole,
                         double series_days, double mean_end);

}  // namespace taosweep
