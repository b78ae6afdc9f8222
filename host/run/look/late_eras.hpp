// Eras of a schedule that no economy lives to see.
#pragma once

#include <optional>
#include <string>

#include "host/experiment/experiment.hpp"

namespace taosweep {

/// A sentence on the eras that begin after the end of every economy, where the user wrote the
/// schedule.
std::optional<std::string> late_eras(const Experiment& experiment);

}  // namespace taosweep
