// What the economies of an experiment write down.
#pragma once

#include "host/experiment/experiment.hpp"
#include "kernels/advance.hpp"

namespace taosweep {

/// What every economy of the sweep records: the longest horizon of any point, the interval of the
/// config. RecordPlan::keep_paths is left off; it is switched on for the economies that are kept.
RecordPlan record_plan(const Experiment& experiment);

}  // namespace taosweep
