#include "host/run/array_task.hpp"

#include <fmt/core.h>

#include "host/text/number_text.hpp"
#include "host/text/words.hpp"
#include "host/usage_error.hpp"

namespace taosweep {
namespace {

std::optional<std::uint64_t> number(const Environment& environment, const char* name) {
  const char* text = environment(name);
  if (!text) return std::nullopt;
  const auto value = parse_count(text);
  if (!value)
    throw UsageError(
        fmt::format("--shard auto: {} is '{}', no whole number; say --shard I/N", name, text));
  return value;
}

/// Throws where these are not all tasks of an array: some of one must not decide the number.
std::uint64_t count_of_whole_array(const ArrayTask& task, const std::string& out) {
  if (!task.first || !task.last || !task.count)
    throw UsageError(
        "--shard auto: this task has SLURM_ARRAY_TASK_ID, but not all of SLURM_ARRAY_TASK_MIN, "
        "_MAX and _COUNT, from which the number of shards follows; say --shard I/N");
  const bool whole = *task.first <= 1 && *task.last >= *task.first && task.id >= *task.first &&
                     task.id <= *task.last && *task.last - *task.first == *task.count - 1;
  if (whole) return *task.count;
  throw UsageError(fmt::format(
      "--shard auto: this array holds {} from {} to {}, and {}.parts/ keeps no number of "
      "shards yet: submit a whole array first (--array=0-{}), or say --shard I/N",
      counted(*task.count, "task"), *task.first, *task.last, out, *task.last));
}

}  // namespace

ArrayTask array_task(const Environment& environment) {
  const auto id = number(environment, "SLURM_ARRAY_TASK_ID");
  if (!id)
    throw UsageError(
        "--shard auto: SLURM_ARRAY_TASK_ID is not set, so this is no task of a Slurm job array; "
        "submit one (scripts/slurm/submit.sh does), or say --shard I/N");
  return {*id, number(environment, "SLURM_ARRAY_TASK_MIN"),
          number(environment, "SLURM_ARRAY_TASK_MAX"),
          number(environment, "SLURM_ARRAY_TASK_COUNT")};
}

ArrayShard shard_of(const ArrayTask& task, const std::optional<KeptShards>& kept,
                    const KeptShards& sweep, const std::string& out) {
  if (!kept) {
    ArrayShard first{0, sweep};
    first.shards.count = count_of_whole_array(task, out);
    if (first.shards.count > sweep.points)
      throw UsageError(fmt::format(
          "--shard auto: this array has {} tasks, and the sweep has only {}; a shard holds whole "
          "points, so submit {} at most",
          first.shards.count, counted(sweep.points, "point"), counted(sweep.points, "task")));
    first.shards.first_task = *task.first;
    first.index = task.id - *task.first;
    return first;
  }
  if (kept->config_hash != sweep.config_hash || kept->points != sweep.points ||
      kept->economies != sweep.economies)
    throw UsageError(
        fmt::format("{}.parts/ holds shards of another config; choose another -o, or remove that "
                    "folder where nobody needs them",
                    out));
  if (task.id < kept->first_task || task.id - kept->first_task >= kept->count)
    throw UsageError(fmt::format(
        "--shard auto: {0}.parts/ keeps {1} shards, made by tasks {2} to {3}, and this is task "
        "{4}; submit some of those, or choose another -o for another number of shards",
        out, kept->count, kept->first_task, kept->first_task + kept->count - 1, task.id));
  return {task.id - kept->first_task, *kept};
}

}  // namespace taosweep
