// taosweep merge.
#include "host/store/merge.hpp"

#include <filesystem>

#include <fmt/core.h>

#include "host/commands/commands.hpp"
#include "host/run/cores.hpp"
#include "host/run/look/telling.hpp"
#include "host/run/stop_signal.hpp"
#include "host/run/write_progress.hpp"
#include "host/store/join.hpp"
#include "host/store/parts/shards_file.hpp"
#include "host/store/read/in_use.hpp"
#include "host/store/read/open.hpp"
#include "host/text/terminal.hpp"
#include "host/text/words.hpp"
#include "host/usage_error.hpp"

namespace taosweep {
namespace {

/// Throws UsageError where OUT is in the way. True where it already is what a merge of the kept
/// shards would write: a kill came before they were removed, or the job ran once more.
bool is_joined(const MergeOptions& options, const std::optional<KeptShards>& kept) {
  if (options.force || !name_is_taken(options.out)) return false;
  if (options.shards.empty() && holds_whole_sweep(options.out, kept ? kept->config_hash : ""))
    return true;
  refuse_unreadable_where_it_stands(options.out);
  throw UsageError(options.out + " exists; choose another name, or replace it with --force");
}

void clear_shards(const std::string& out, const KeptShards& shards) {
  if (const std::string left = remove_shards(out, shards); !left.empty()) warn(left);
}

void refuse_own_input(const MergeOptions& options) {
  std::error_code absent;
  for (const std::string& shard : options.shards)
    if (std::filesystem::equivalent(options.out, shard, absent))
      throw UsageError(options.out + " is one of the shards to merge; choose another name");
}

}  // namespace

int merge_command(const MergeOptions& options) {
  refuse_own_input(options);
  check_target(options.out);
  std::optional<KeptShards> kept;
  if (options.shards.empty()) kept = kept_shards(options.out);
  if (is_joined(options, kept)) {
    say("{} is complete", options.out);
    if (kept) clear_shards(options.out, *kept);
    return exit_done;
  }
  if (options.shards.empty() && !kept)
    throw UsageError(
        fmt::format("{}.parts/ holds no shards of a job array; name the shards: taosweep merge {} "
                    "SHARD...",
                    options.out, options.out));
  Target target(options.out);
  target.replace = options.force;
  const std::vector<std::string> shards =
      kept ? finished_shards(options.out, *kept) : options.shards;
  const StopSignal signals;
  Findings findings;
  try {
    findings = merge_results(target, shards, options.command_line,
                             watch_of_writing(options.out, false, usable_cores().count));
  } catch (const WriteStopped&) {
    tell(
        "stopped by a signal; nothing was written, the shards are as they were, and the same "
        "command starts anew");
    return exit_stopped;
  }
  end_progress();
  if (kept) clear_shards(options.out, *kept);
  const hdf5::File root = open_results(options.out);
  say("{}: {} of {}, content digest {}", options.out,
      counted(layout_of(root).economies(), "economy"), counted(shards.size(), "shard"),
      root.text("content_digest"));
  tell_findings(findings, options.out, false);
  return exit_done;
}

}  // namespace taosweep
