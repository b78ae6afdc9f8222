// Lines of [sweep] and [keep].
#pragma once

#include "host/experiment/request.hpp"

namespace taosweep {

/// Reads one line of [sweep]: points, replicates, seed, design, scrambles, levels,
/// common_shocks, until. Throws UsageError with the reason.
void read_sweep_line(Request& request, const ConfigLine& line);

/// Reads one line of [keep]: series_days, paths, economies. Throws UsageError with the reason.
void read_keep_line(Request& request, const ConfigLine& line);

}  // namespace taosweep
