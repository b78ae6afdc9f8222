// taosweep rerun: a whole sweep, or shard, again from its results file alone.
#include <filesystem>

#include "host/commands/commands.hpp"
#include "host/run/stored_sweep.hpp"
#include "host/run/sweep.hpp"
#include "host/store/check/admission.hpp"
#include "host/store/parts/chunks.hpp"
#include "host/text/terminal.hpp"

namespace taosweep {

int rerun_command(const RerunOptions& options) {
  std::error_code absent;
  if (std::filesystem::equivalent(options.out, options.file, absent)) {
    throw UsageError("-o " + options.out + " is the file to rerun; choose another name");
  }
  const StoredResults stored = open_sweep(options.file);
  SweepOptions sweep;
  sweep.out = options.out;
  sweep.device = options.device;
  sweep.shard_index = stored.portion.shard_index;
  sweep.shard_count = stored.portion.shard_count;
  sweep.existing = options.force ? Existing::replace_and_go_on : Existing::parts;
  sweep.quiet = options.quiet;
  sweep.command_line = options.command_line;
  sweep.how_to_go_on = "the same command goes on";
  sweep.when_taken = "move it away and give the same command again, or replace it with --force: " +
                     parts_folder(options.out) + "/ keeps what is finished";
  const int code = run_sweep(stored.experiment, sweep);
  if (code != exit_done && code != exit_economies) return code;
  if (admission_of(options.out).digest == stored.content_digest) {
    if (!options.quiet) say("{} and {} hold the same data", options.file, options.out);
    return code;
  }
  tell("{} differs from {}; `taosweep verify {} --against {}` says where", options.out,
       options.file, options.out, options.file);
  return exit_failed;
}

}  // namespace taosweep
