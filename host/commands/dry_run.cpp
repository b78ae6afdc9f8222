#include "host/commands/dry_run.hpp"

#include <algorithm>
#include <chrono>

#include <fmt/core.h>

#include "host/commands/existing.hpp"
#include "host/experiment/record_plan.hpp"
#include "host/run/demand.hpp"
#include "host/run/jobs.hpp"
#include "host/run/look/telling.hpp"
#include "host/run/looks.hpp"
#include "host/run/out_guard.hpp"
#include "host/run/probe.hpp"
#include "host/run/progress.hpp"
#include "host/run/shards.hpp"
#include "host/text/json.hpp"
#include "host/text/number_text.hpp"
#include "host/text/terminal.hpp"
#include "host/text/words.hpp"

namespace taosweep {
namespace {

void print_design(const Experiment& experiment) {
  say("title          {}", experiment.title);
  if (experiment.start) say("start          {}", experiment.start->line);
  for (std::size_t i = 0; i < experiment.varied.size(); ++i) {
    const VariedKey& varied = experiment.varied[i];
    double low = experiment.points[0][i], high = low;
    for (std::size_t point = 1; point < experiment.points.size(); ++point) {
      low = std::min(low, experiment.points[point][i]);
      high = std::max(high, experiment.points[point][i]);
    }
    say("{:<14} {} {} to {}{}", i ? "" : "varied", varied.key, number_text(low), number_text(high),
        varied.remark("drawn"));
  }
  for (std::size_t arm = 0; arm < experiment.arms.size(); ++arm) {
    say("{:<14} {}{}", arm ? "" : "arms", experiment.arms[arm].label, arm ? "" : " (baseline)");
  }
  say("economies      {} = {} ({}) x {} x {}", experiment.economies(),
      counted(experiment.points.size(), "point"), counted(experiment.cell_count, "cell"),
      counted(experiment.replicates, "replicate"), counted(experiment.arms.size(), "arm"));
  if (experiment.units.joined())
    say("design         {}",
        units_text(experiment.units, experiment.points.size() / experiment.cell_count));
  if (experiment.stopping) say("until          {}", schedule_of_looks(*experiment.stopping));
  say("horizon        {} d, series every {} d, {} paths kept",
      number_text(record_plan(experiment).days), number_text(experiment.keep.series_days),
      experiment.keep.economies.size());
}

/// When the program began.
const auto start = std::chrono::steady_clock::now();

/// What a run does as well before its first economy: to read, draw, check, look and plan.
double seconds_since_start() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

constexpr double notable_seconds = 2;

std::string time_text(double seconds) {
  return seconds < 60 ? fmt::format("{:.1f} s", seconds) : duration_text(seconds);
}

/// What a stop could cost, where it is more than the usual second.
std::string length_remark(const std::vector<PlannedChunk>& plan, double speed) {
  double longest = 0;
  for (const PlannedChunk& chunk : plan) longest = std::max(longest, chunk.cost.work / speed);
  if (longest < notable_seconds) return "";
  return fmt::format(
      ", the longest of about {}: the arms of a point and replicate are kept together or not at "
      "all, so a kill loses up to that much work",
      duration_text(longest));
}

}  // namespace

int dry_run(const Experiment& experiment, const RunOptions& options) {
  const std::string remark = place_remark(options.out, existing_of(options));
  const Portion portion = shard_portion(experiment, options.shard_index, options.shard_count);
  const std::uint64_t points = portion.points.size(),
                      economies = points * economies_per_point(experiment);
  const Devices devices = choose_devices(options.device, economies);
  const std::vector<PlannedChunk> plan =
      plan_chunks(experiment, portion, {{0, points * experiment.replicates}}, devices.speed);
  const Cost cost = cost_of(plan);
  const LookReport report = look_for_idle(experiment);
  SweepCounts counts = counts_of(experiment, portion, cost);
  counts.defined = report.defined;
  counts.acts = report.acts;
  const double set_up = seconds_since_start();
  const Probe probed = probe(experiment, portion, counts.each, devices);
  const Demand demand = demand_of(counts, devices, probed.packing);
  const double seconds = set_up + cost.work / probed.speed.work + demand.overhead;
  if (options.json) {
    Json json;
    json["title"] = experiment.title;
    json["out"] = options.out;
    json["config_hash"] = experiment.config_hash;
    json["shard_index"] = options.shard_index;
    json["shard_count"] = options.shard_count;
    json["points"] = points;
    json["replicates"] = experiment.replicates;
    json["arms"] = experiment.arms.size();
    json["economies"] = economies;
    if (experiment.stopping) {
      json["until"] = experiment.stopping->text;
      json["looks"] = experiment.stopping->looks;
      json["look_level"] = experiment.stopping->level();
    }
    json["device"] = devices.name;
    json["threads"] = devices.engines.size();
    json["chunks"] = plan.size();
    json["memory_bytes"] = static_cast<std::uint64_t>(demand.memory);
    json["chunk_bytes"] = static_cast<std::uint64_t>(demand.chunks);
    json["file_bytes"] = static_cast<std::uint64_t>(demand.file);
    json["subnet_steps_per_second"] = probed.speed.steps;
    json["seconds"] = seconds;
    json["place"] = remark;
    say_text(json_text(json));
    return exit_done;
  }
  print_design(experiment);
  if (options.shard_count > 1) {
    say("shard          {}/{}: {} of {}, {}", options.shard_index, options.shard_count, points,
        counted(experiment.points.size(), "point"), counted(economies, "economy"));
  }
  const std::string place = devices.isa.empty()
                                ? devices.name
                                : fmt::format("{} with {}, {}", devices.name, devices.isa,
                                              counted(devices.engines.size(), "thread"));
  say("device         {}", place);
  say("chunks         {}{}", plan.size(), length_remark(plan, probed.speed.work));
  say("memory         about {}", bytes_text(demand.memory));
  say("disk           about {} while it runs", bytes_text(demand.chunks + demand.file));
  say("file           about {} at {}", bytes_text(demand.file), options.out);
  say("time           about {} at {:.2g} subnet-steps/s, by a probe of a second",
      time_text(seconds), probed.speed.steps);
  if (!remark.empty()) say("place          {}", remark);
  if (!report.undefined.empty()) {
    const bool cut = report.shown_undefined != report.undefined;
    say("outcomes       {}{}", report.shown_undefined,
        cut ? " (`taosweep validate` names all)" : "");
  }
  tell_look(report, options.quiet);
  return exit_done;
}

}  // namespace taosweep
