// Do the counts, shapes and coordinates of a results file fit each other: asked before anything
// else of it is believed.
#pragma once

#include <vector>

#include "host/store/hdf5/structure.hpp"

namespace taosweep {

/// Throws hdf5::StructureError where what every reader relies on does not hold: numbers of arms,
/// points, replicates, cells, times and kept economies, and the coordinates that name them.
void check_counts(const hdf5::Group& root, const std::vector<hdf5::FoundDataset>& datasets);

}  // namespace taosweep
