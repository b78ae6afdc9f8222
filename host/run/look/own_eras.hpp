// Own eras, and lines of theirs, that change nothing.
#pragma once

#include <string>
#include <vector>

#include "host/experiment/experiment.hpp"

namespace taosweep {

/// A sentence on each era of the config's own that its schedule does not rest on, and on each rule
/// of the others that the config gives a value for all eras as well.
std::vector<std::string> idle_own_eras(const Experiment& experiment);

}  // namespace taosweep
