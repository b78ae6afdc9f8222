// What a run would be, without running it.
#pragma once

#include "host/commands/commands.hpp"
#include "host/experiment/experiment.hpp"

namespace taosweep {

/// Prints design, economies, device, memory, file size, a time from a probe of about a second, and
/// what stands at OUT. Writes no file. Returns exit_done; throws UsageError for a device, shard or
/// place that cannot be used.
int dry_run(const Experiment& experiment, const RunOptions& options);

}  // namespace taosweep
