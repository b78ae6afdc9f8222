// A sweep that stopped before its last point.
#pragma once

#include "host/experiment/experiment.hpp"

namespace taosweep {

/// The experiment of the first points of each cell alone, numbered anew: config and its hash stay,
/// design and its hash are theirs.
Experiment first_points(const Experiment& experiment, std::uint64_t points_of_a_cell);

/// Ids that economies of all points have among the first ones of each cell, of which each left out
/// so many; those that are not among them have none.
std::vector<std::uint64_t> ids_among_first(const std::vector<std::uint64_t>& economies,
                                           const Experiment& first);

}  // namespace taosweep
