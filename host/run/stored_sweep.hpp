// A results file as the starting point of a computation: replay and rerun.
#pragma once

#include "host/store/read/restore.hpp"

namespace taosweep {

/// read_results, refusing what this program would not compute again to the same bits: another model
/// version, or a config that its own hash does not fit.
StoredResults open_sweep(const std::string& file);

}  // namespace taosweep
