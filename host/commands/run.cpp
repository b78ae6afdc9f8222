// taosweep run.
#include <filesystem>

#include <fmt/core.h>

#include "host/commands/commands.hpp"
#include "host/commands/dry_run.hpp"
#include "host/commands/existing.hpp"
#include "host/store/parts/chunks.hpp"

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
  sweep.existing = existing_of(options);
  sweep.quiet = options.quiet;
  sweep.command_line = options.command_line;
  sweep.how_to_go_on = options.force ? "the same command with --force --resume goes on from them"
                                     : "the same command with --resume goes on";
  sweep.when_taken = "move it away and go on with --resume, or replace it with --force --resume: " +
                     parts_folder(options.out) + "/ keeps what is finished";
  return run_sweep(experiment, sweep);
}

}  // namespace taosweep
