// What a run will need, before it starts.
#pragma once

#include <vector>

#include "host/run/chunks.hpp"
#include "host/run/devices.hpp"

namespace taosweep {

/// [B] of the results file of these points, within about a factor of one and a half.
double file_bytes(const Experiment& experiment, const Portion& portion);

/// [B] resident on the host at most: open chunks while economies run, one outcome of all economies
/// while the file is written.
double memory_bytes(const Experiment& experiment, const std::vector<PlannedChunk>& plan,
                    const Devices& devices);

}  // namespace taosweep
