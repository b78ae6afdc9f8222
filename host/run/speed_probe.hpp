// How fast economies run here: for dry runs, never for a choice that a number depends on.
#pragma once

#include "host/experiment/experiment.hpp"
#include "host/run/chunks.hpp"
#include "host/run/devices.hpp"

namespace taosweep {

/// Advances economies from all over `range` for about a second on all engines at once
/// [subnet-steps/s]. Long economies are cut short: the speed is that of their first days.
double probe_speed(const Experiment& experiment, const PointRange& range, const Devices& devices);

}  // namespace taosweep
