// The run loop: every economy of a sweep or of one shard, from nothing
// or from finished chunks to the results file.
#pragma once

#include <string>

#include "host/exit_code.hpp"
#include "host/experiment/experiment.hpp"
#include "host/run/devices.hpp"

namespace taosweep {

/// What to do with what already stands at OUT and OUT.parts/.
enum class Existing {
  refuse,             ///< an error
  go_on,              ///< a complete file is done; finished chunks are used
  replace,            ///< computed anew; the old file stays until the new one is whole
  parts,              ///< a complete file is an error, finished chunks are used
  replace_and_go_on,  ///< as replace, but finished chunks of this run are used
};

struct SweepOptions {
  std::string out;
  DeviceOptions device;
  std::uint64_t shard_index = 0, shard_count = 1;
  Existing existing = Existing::refuse;
  bool quiet = false;
  bool table_follows = false;  ///< standard output is kept for it
  bool look = true;            ///< for what changes nothing, before the run
  bool preview = false;        ///< tell quantiles of few economies first, also where quiet
  std::string command_line;
  std::string how_to_go_on;  ///< said after a signal: "the same command with --resume goes on"
  std::string when_taken;    ///< what to do where a file has appeared at OUT during the run
};

/// Returns an exit code. Throws UsageError for a device, shard or place that cannot be used.
int run_sweep(const Experiment& experiment, const SweepOptions& options);
/// The same on devices that are chosen already.
int run_sweep(const Experiment& experiment, const SweepOptions& options, const Devices& devices);

}  // namespace taosweep
