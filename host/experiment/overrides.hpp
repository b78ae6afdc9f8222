// Which rules are not the era's, and who says so.
#pragma once

#include <string>
#include <vector>

#include "host/experiment/experiment.hpp"

namespace taosweep {

/// A sentence for the keys that the config sets, and one for those that a recorded state gives;
/// none where all rules are the era's.
std::vector<std::string> override_sentences(const Experiment& experiment);

}  // namespace taosweep
