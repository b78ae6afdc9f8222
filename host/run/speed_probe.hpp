// How fast economies run here: for dry runs, never for a choice that a number depends on.
#pragma once

#include "host/run/devices.hpp"
#include "host/run/economy_cost.hpp"
#include "host/store/portion.hpp"

namespace taosweep {

/// Advances economies from all over the portion for about a second on all engines at once: what
/// they get done [subnet-steps/s of Cost]. Long economies are cut short: the speed is that of their
/// first days.
Cost probe_speed(const Experiment& experiment, const Portion& portion, const Devices& devices);

}  // namespace taosweep
