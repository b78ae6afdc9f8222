// What no single line of a config can tell: whether the values of a point fit together.
#pragma once

#include "host/config/places.hpp"
#include "host/experiment/experiment.hpp"

namespace taosweep {

/// Checks every point in every arm. Throws UsageError that gives the first
/// point and arm that cannot run, with the reasons, the places of the keys
/// they name, and the varied values they speak of.
void check_all_points(const Experiment& experiment, const Places& places);

}  // namespace taosweep
