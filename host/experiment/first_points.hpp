// A sweep that stopped before its last point.
#pragma once

#include "host/experiment/experiment.hpp"

namespace taosweep {

/// The experiment of the first points alone: config and its hash stay, design and its hash are
/// theirs.
Experiment first_points(const Experiment& experiment, std::uint64_t points);

}  // namespace taosweep
