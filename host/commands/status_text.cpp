#include "host/commands/status_text.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

#include <fmt/core.h>

#include "host/run/progress.hpp"
#include "host/store/join.hpp"
#include "host/text/status_text.hpp"
#include "host/text/words.hpp"

namespace taosweep {
namespace {

constexpr const char* killed =
    "note           silent: the process was killed, or its machine hangs; nothing finished is "
    "lost, --resume goes on";
constexpr std::size_t most_shards_shown = 16, most_arms_shown = 4;

std::string percent_text(std::uint64_t done, std::optional<std::uint64_t> all) {
  if (!all) return counted(done, "economy");
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

/// "price 0.52 (0.49 to 0.55; n 128)", with as many digits as it takes to tell the ends apart.
std::string mean_text(const MeanSoFar& mean) {
  const Interval& interval = mean.of.interval;
  if (std::isnan(interval.low))
    return fmt::format("{} {:.3g} (n {})", mean.arm, mean.of.mean, mean.of.n);
  const auto text = [](double value, int digits) { return fmt::format("{:.{}g}", value, digits); };
  int digits = 3;
  while (digits < 9 && text(interval.low, digits) == text(interval.high, digits)) ++digits;
  return fmt::format("{} {} ({} to {}; n {})", mean.arm, text(mean.of.mean, digits),
                     text(interval.low, digits), text(interval.high, digits), mean.of.n);
}

/// A line for each headline outcome, with its arms, by comma as many as fit.
std::vector<std::string> mean_lines(const SweepStatus& status, std::size_t width) {
  std::vector<std::string> lines;
  std::size_t widest = 0;
  for (const MeanSoFar& mean : status.means)
    widest = std::max(widest, std::string_view(mean.outcome).size());
  for (std::size_t i = 0; i < status.means.size();) {
    std::vector<std::string> parts;
    const std::string outcome = status.means[i].outcome;
    for (; i < status.means.size() && status.means[i].outcome == outcome; ++i) {
      if (parts.size() < most_arms_shown)
        parts.push_back(mean_text(status.means[i]));
      else if (parts.size() == most_arms_shown)
        parts.emplace_back("more arms in --json");
    }
    parts.front() = fmt::format("  {:<{}} {}", outcome, widest, parts.front());
    lines.push_back(fitting(parts, width));
  }
  return lines;
}

std::string means_text(const SweepStatus& status) {
  if (status.means.empty()) return "";
  std::string text =
      status.stage == Stage::finished
          ? "means          of all economies, where the outcome is defined, with intervals of "
            "95 %\n"
          : "so far         means of the economies finished, where the outcome is "
            "defined, with\n               intervals of 95 %; the others may differ, "
            "and looking again and again is no test\n";
  for (const std::string& line : mean_lines(status, 0)) text += line + "\n";
  return text;
}

std::string failures_line(const SweepStatus& status) {
  std::string text;
  for (const auto& [code, n] : status.statuses) {
    if (code == static_cast<std::int32_t>(Status::ok)) continue;
    text += fmt::format("{}{} {}", text.empty() ? "failures       " : ", ", n, status_name(code));
  }
  return text.empty() ? "" : text + "\n";
}

}  // namespace

const char* const follow_caution =
    "intervals of 95 % shrink as economies finish; each holds for one look whose time was set "
    "beforehand: to look again and again and stop when it pleases is no test, and economies to "
    "come "
    "may differ";

std::string status_text(const SweepStatus& status) {
  std::string text = first_line(status) + "\n" + shards_text(status) + shard_lines(status) +
                     failures_line(status) + means_text(status);
  for (const std::string& remark : status.remarks)
    text += fmt::format("note           {}\n", remark);
  if (status.stage == Stage::silent) text += std::string(killed) + "\n";
  return text;
}

std::vector<std::string> follow_lines(const SweepStatus& status, std::size_t most_lines,
                                      std::size_t width) {
  const std::string first = first_line(status);
  std::vector<std::string> lines = {width > 0 ? fitting({first}, width) : first};
  if (status.stage != Stage::running && status.stage != Stage::finished) {
    std::string shards = shards_text(status);
    if (!shards.empty()) shards.pop_back();  // the end of its line
    for (const std::string& line :
         {shards, std::string(status.stage == Stage::silent ? killed : "")})
      if (!line.empty()) lines.push_back(width > 0 ? fitting({line}, width) : line);
  }
  for (std::string& line : mean_lines(status, width)) lines.push_back(std::move(line));
  if (most_lines > 0 && lines.size() > most_lines) lines.resize(most_lines);
  return lines;
}

}  // namespace taosweep
