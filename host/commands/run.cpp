// taosweep run.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <optional>

#include "host/commands/commands.hpp"
#include "host/commands/dry_run.hpp"
#include "host/commands/existing.hpp"
#include "host/experiment/overrides.hpp"
#include "host/run/array_task.hpp"
#include "host/run/demand.hpp"
#include "host/store/join.hpp"
#include "host/store/parts/chunks.hpp"
#include "host/store/parts/durable_file.hpp"
#include "host/store/parts/lock.hpp"
#include "host/store/read/in_use.hpp"
#include "host/text/terminal.hpp"

namespace taosweep {
namespace {

ArrayTask this_task() {
  return array_task([](const char* name) { return std::getenv(name); });
}

/// Before the config is known: how many shards it will be cut into, or is.
std::uint64_t shards_of(const RunOptions& options) {
  if (!options.shard_auto) return options.shard_count;
  const ArrayTask task = this_task();
  const auto kept = kept_shards(options.out);
  return std::max<std::uint64_t>(1, kept ? kept->count : task.count.value_or(1));
}

/// The shard that this task of a job array makes, as if it had been asked for by number.
RunOptions for_array_task(const Experiment& experiment, RunOptions options) {
  const ArrayTask task = this_task();
  // Asked in this order: a task that starts at the same moment keeps the number of shards before it
  // finishes any work.
  const bool works = holds_work(options.out);
  const auto kept = kept_shards(options.out);
  if (works && !kept)
    throw UsageError(parts_folder(options.out) +
                     "/ holds finished work of a run that is no job array: go on with that run, or "
                     "choose another -o");
  ArrayShard shard = shard_of(
      task, kept, {0, 0, experiment.points.size(), experiment.economies(), experiment.config_hash},
      options.out);
  if (!options.dry_run)
    shard = shard_of(task, keep_shards(options.out, shard.shards), shard.shards, options.out);
  options.shard_index = shard.index;
  options.shard_count = shard.shards.count;
  options.out = shard_file(options.out, shard.index, shard.shards.count);
  return options;
}

/// True where the array's work is done and joined.
bool is_joined(const Experiment& experiment, const RunOptions& options) {
  return options.resume && !options.force && name_is_taken(options.out) &&
         holds_whole_sweep(options.out, experiment.config_hash);
}

void refuse_file_in_the_way(const RunOptions& options) {
  if (options.force || !name_is_taken(options.out)) return;
  refuse_unreadable_where_it_stands(options.out);
  throw UsageError(
      options.out +
      " exists; choose another name with -o, or replace it with --force, here and in merge");
}

int run_loaded(const Experiment& experiment, const RunOptions& options) {
  if (options.dry_run) return dry_run(experiment, options);

  SweepOptions sweep;
  sweep.out = options.out;
  sweep.device = options.device;
  sweep.shard_index = options.shard_index;
  sweep.shard_count = options.shard_count;
  sweep.existing = existing_of(options);
  sweep.quiet = options.quiet;
  sweep.table_follows = options.table_follows;
  sweep.preview = options.preview;
  sweep.command_line = options.command_line;
  sweep.how_to_go_on = options.force ? "the same command with --force --resume goes on from them"
                                     : "the same command with --resume goes on";
  sweep.when_taken = "move it away and go on with --resume, or replace it with --force --resume: " +
                     parts_folder(options.out) + "/ keeps what is finished";
  return run_sweep(experiment, sweep);
}

/// What a task leaves where another process has joined the array's shards while it stood among
/// them: nothing of its own. Where another array begins there, that one's place is left alone.
void leave_joined(const Experiment& experiment, const std::string& out, const RunOptions& shard) {
  const auto kept = kept_shards(out);
  if (kept && (kept->config_hash != experiment.config_hash || kept->count != shard.shard_count))
    return;
  std::string left;
  if (std::filesystem::is_directory(parts_folder(shard.out))) left = PartsLock(shard.out).clear();
  if (left.empty()) left = remove_shard(out, shard.shard_index, shard.shard_count);
  if (!left.empty()) warn(left);
}

/// A task of a job array.
int run_task(const Experiment& experiment, const RunOptions& options) {
  if (is_joined(experiment, options)) {
    if (!options.quiet) say("{} is complete", options.out);
    return exit_done;
  }
  refuse_file_in_the_way(options);
  std::optional<RunOptions> shard;
  // What stands at OUT by now is no reason to fail for a task that has done its part.
  const auto joined_meanwhile = [&] {
    bool joined = false;
    try {
      joined = !options.dry_run && is_joined(experiment, options);
      if (joined && shard) leave_joined(experiment, options.out, *shard);
    } catch (const UsageError& error) {
      warn(error.what());
    }
    return joined;
  };
  try {
    shard = for_array_task(experiment, options);
    const int code = run_loaded(experiment, *shard);
    joined_meanwhile();
    return code;
  } catch (const UsageError&) {
    // What it looks for is gone.
    if (!joined_meanwhile()) throw;
    if (!options.quiet) say("{} is complete", options.out);
    return exit_done;
  }
}

}  // namespace

int run_command(const RunOptions& options) {
  const Experiment experiment =
      load_experiment(options.config, options.sets, [&](const Outline& outline) {
        const Devices devices =
            choose_devices(options.device, outline.points * outline.experiment.replicates);
        check_room(outline, devices, shards_of(options), options.out);
      });
  if (experiment.stopping && (options.shard_auto || options.shard_count > 1))
    throw UsageError(
        "--shard: a sweep that stops by sweep.until looks at its first points together, which no "
        "shard holds: run it whole, or without the rule");
  std::error_code absent;
  if (std::filesystem::equivalent(options.out, options.config, absent)) {
    throw UsageError("-o " + options.out + " is the config itself; choose another name");
  }
  for (const std::string& sentence : override_sentences(experiment)) tell("{}", sentence);
  return options.shard_auto ? run_task(experiment, options) : run_loaded(experiment, options);
}

}  // namespace taosweep
