// Formulas that give no weight, seen before the sweep.
#pragma once

#include <string>
#include <vector>

#include "host/run/look/trials.hpp"

namespace taosweep {

/// A sentence for each arm that follows a formula which gives no weight somewhere in an economy of
/// `point`. What does not run in the time is left out.
std::vector<std::string> refused_formulas(const Experiment& experiment, std::uint64_t point,
                                          Trials& trials);

}  // namespace taosweep
