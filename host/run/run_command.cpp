// taosweep run.
#include <filesystem>

#include <fmt/core.h>

#include "host/commands.hpp"
#include "host/run/dry_run.hpp"
#include "host/run/run_sweep.hpp"

namespace taosweep {

int run_command(const RunOptions& options) {
  const Experiment experiment = load_experiment(options.config, options.sets);
  std::error_code absent;
  if (std::filesystem::equivalent(options.out, options.config, absent)) {
    throw UsageError("-o " + options.out + " is the config itself; choose another name");
  }
  if (!experiment.overrides.empty()) {
    fmt::print(stderr, "taosweep: the config overrides the era in {}\n", experiment.overrides);
  }
  if (options.dry_run) return dry_run(experiment, options);

  SweepOptions sweep;
  sweep.out = options.out;
  sweep.device = options.device;
  sweep.shard_index = options.shard_index;
  sweep.shard_count = options.shard_count;
  if (options.resume) sweep.existing = Existing::go_on;
  if (options.force) sweep.existing = Existing::replace;
  sweep.quiet = options.quiet;
  sweep.command_line = options.command_line;
  sweep.how_to_go_on = "the same command with --resume goes on";
  return run_sweep(experiment, sweep);
}

}  // namespace taosweep
