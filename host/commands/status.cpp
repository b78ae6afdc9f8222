// taosweep status.
#include <algorithm>
#include <chrono>
#include <thread>

#include <fmt/core.h>

#include "host/commands/commands.hpp"
#include "host/commands/status_json.hpp"
#include "host/run/progress.hpp"
#include "host/store/join.hpp"
#include "host/text/status_text.hpp"
#include "host/text/terminal.hpp"

namespace taosweep {
namespace {

constexpr std::size_t most_shards_shown = 16, most_arms_shown = 4;

std::string percent_text(std::uint64_t done, std::optional<std::uint64_t> all) {
  if (!all) return fmt::format("{} economies", done);
  const double share = *all > 0 ? static_cast<double>(done) / static_cast<double>(*all) : 1;
  return fmt::format("{} of {} economies ({:.1f} %)", done, *all, 100 * share);
}

std::string first_line(const SweepStatus& status) {
  std::string text = fmt::format("{}: {}, {}", status.out, stage_name(status.stage),
                                 percent_text(status.economies, status.economies_in_all));
  if (status.stage != Stage::running) return text;
  if (status.rate > 0) text += fmt::format(", {:.3g} economies/s", status.rate);
  const auto left = status.left();
  if (status.economies_in_all && status.economies >= *status.economies_in_all)
    text += ", the file is being written";
  else if (left)
    text += fmt::format(", about {} left", duration_text(*left));
  return text;
}

std::string shards_text(const SweepStatus& status) {
  if (status.shard_count < 2 && !status.first_task) return "";
  std::string text = fmt::format("shards         {} of {} finished",
                                 status.shard_count - status.missing.size(), status.shard_count);
  for (const Stage stage : {Stage::running, Stage::stopped, Stage::silent, Stage::waiting}) {
    const auto n = std::count_if(status.parts.begin(), status.parts.end(),
                                 [&](const PartStatus& part) { return part.stage == stage; });
    if (n > 0) text += fmt::format(", {} {}", n, stage_name(stage));
  }
  if (!status.missing.empty())
    text += fmt::format("; missing: {}", number_list(status.missing, ", "));
  return text + "\n";
}

/// The shards that have begun and are not finished.
std::string shard_lines(const SweepStatus& status) {
  const double now =
      std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
  std::string text;
  std::size_t shown = 0, more = 0;
  for (const PartStatus& part : status.parts) {
    const bool under_way = part.stage != Stage::finished && part.stage != Stage::waiting;
    if (status.shard_count < 2 || !part.shard_index || !under_way) continue;
    if (++shown > most_shards_shown) {
      ++more;
      continue;
    }
    text += fmt::format("  shard {:<6} {}, {}", *part.shard_index, stage_name(part.stage),
                        percent_text(part.economies, part.economies_in_all));
    if (part.newest)
      text += fmt::format(", last chunk {} ago", duration_text(std::max(0.0, now - *part.newest)));
    text += "\n";
  }
  if (more > 0) text += fmt::format("  and {} more (--json lists them)\n", more);
  return text;
}

std::string means_text(const SweepStatus& status) {
  if (status.means.empty()) return "";
  std::string text = status.stage == Stage::finished
                         ? "means          of all economies, where the outcome is defined\n"
                         : "so far         means of the economies finished, where the outcome is "
                           "defined; the others may differ\n";
  const char* outcome = nullptr;
  std::size_t arms = 0;
  for (const MeanSoFar& mean : status.means) {
    if (mean.outcome != outcome) {
      text += fmt::format("{}  {:<22}", outcome ? "\n" : "", mean.outcome);
      arms = 0;
    }
    outcome = mean.outcome;
    if (++arms == most_arms_shown + 1) text += ", more arms in --json";
    if (arms > most_arms_shown) continue;
    text += fmt::format("{} {} {:.3g} (n {})", arms > 1 ? "," : "", mean.arm, mean.mean, mean.n);
  }
  return text + "\n";
}

std::string failures_line(const SweepStatus& status) {
  std::string text;
  for (const auto& [code, n] : status.statuses) {
    if (code == static_cast<std::int32_t>(Status::ok)) continue;
    text += fmt::format("{}{} {}", text.empty() ? "failures       " : ", ", n, status_name(code));
  }
  return text.empty() ? "" : text + "\n";
}

std::string whole_text(const SweepStatus& status) {
  std::string text = first_line(status) + "\n" + shards_text(status) + shard_lines(status) +
                     failures_line(status) + means_text(status);
  for (const std::string& remark : status.remarks)
    text += fmt::format("note           {}\n", remark);
  if (status.stage == Stage::silent)
    text +=
        "note           silent: the process was killed, or its machine hangs; nothing finished is "
        "lost, --resume goes on\n";
  return text;
}

}  // namespace

int status_command(const StatusOptions& options) {
  SweepWatch watch(options.places);
  constexpr std::chrono::seconds pause(1), between_lines_of_a_log(60);
  auto next_line = std::chrono::steady_clock::now();
  for (;;) {
    const SweepStatus status = watch.look();
    const bool last = !options.follow || status.stage == Stage::finished;
    const auto now = std::chrono::steady_clock::now();
    if (options.json) {
      say_text(status_json(status, options.follow));
    } else if (last) {
      say_text(whole_text(status));
    } else if (is_terminal() || now >= next_line) {
      tell_progress(first_line(status));
      next_line = now + between_lines_of_a_log;
    }
    // Who reads the lines wants each at once; who reads no more ends it.
    if (last || !output_failure().empty()) return exit_done;
    std::this_thread::sleep_for(pause);
  }
}

}  // namespace taosweep
