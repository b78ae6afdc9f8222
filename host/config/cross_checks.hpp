// What no single line of a config can tell: whether the values of a point fit together.
#pragma once

#include <string>

#include "host/config/experiment.hpp"

namespace taosweep {

/// Checks every point in every arm. Throws UsageError that starts with `name` and gives the first
/// point and arm that cannot run, with the reasons and the varied values they speak of.
void check_all_points(const Experiment& experiment, const std::string& name);

}  // namespace taosweep
