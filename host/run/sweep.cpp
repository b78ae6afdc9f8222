#include "host/run/sweep.hpp"

#include <unistd.h>

#include <chrono>
#include <optional>

#include <fmt/core.h>

#include "host/experiment/economy_place.hpp"
#include "host/experiment/first_points.hpp"
#include "host/run/cores.hpp"
#include "host/run/devices.hpp"
#include "host/run/look/telling.hpp"
#include "host/run/looks.hpp"
#include "host/run/out_guard.hpp"
#include "host/run/preview.hpp"
#include "host/run/progress.hpp"
#include "host/run/shards.hpp"
#include "host/run/stages.hpp"
#include "host/run/stop_signal.hpp"
#include "host/run/write_progress.hpp"
#include "host/store/file/write.hpp"
#include "host/store/read/open.hpp"
#include "host/text/status_text.hpp"
#include "host/text/terminal.hpp"
#include "host/text/utc_time.hpp"
#include "host/text/words.hpp"

namespace taosweep {
namespace {

std::string host_name() {
  char name[256] = "";
  ::gethostname(name, sizeof name - 1);
  return name;
}

/// What a run that ends early leaves, after the
/// sentence that says why; empty where that is nothing.
std::string kept_work(const SweepOptions& options, std::uint64_t kept, std::uint64_t economies) {
  if (kept == 0) return "";
  return fmt::format("; {} of {} economies are finished and kept in {}/; {}", kept, economies,
                     parts_folder(options.out), options.how_to_go_on);
}

void tell_of_stop(const SweepOptions& options, std::uint64_t kept, std::uint64_t economies) {
  if (kept > 0) {
    tell("stopped by a signal{}", kept_work(options, kept, economies));
    return;
  }
  tell(
      "stopped by a signal before the first of {} economies was finished in all arms; the same "
      "command starts anew",
      economies);
}

/// Engines that are GPUs leave the cores to the writing of the file.
int writing_threads(const Devices& devices) {
  return devices.isa.empty() ? usable_cores().count : static_cast<int>(devices.engines.size());
}

/// On the processor, also where the sweep runs on a GPU: the bits are the same.
void tell_preview(const Experiment& experiment, const SweepOptions& options,
                  const Portion& portion) {
  const DeviceOptions& device = options.device;
  const int threads = device.threads > 0 ? static_cast<int>(device.threads) : usable_cores().count;
  PreviewWay way;
  way.isa = device.isa.value_or(best_isa());
  way.threads = threads;
  way.stop = StopSignal::flag();
  way.still_waiting = [] {
    tell_sentence(
        "preview: the economies that were begun take longer than a second; it waits for them, and "
        "the run goes on after that");
  };
  const Preview preview = make_preview(experiment, portion, way);
  if (*StopSignal::flag()) return;
  for (const std::string& line : preview_lines(preview, experiment)) tell_sentence(line);
}

/// Runs as far as the rule says, and returns the experiment of the points that it took; nothing
/// where a signal came before.
std::optional<Experiment> run_by_looks(const Experiment& experiment, const Portion& portion,
                                       bool quiet, RunStages& stages) {
  const Stopping& stopping = *experiment.stopping;
  const std::size_t all = stopping.looks.size();
  Looks looks(experiment, portion);
  for (std::size_t number = 1;; ++number) {
    const std::uint64_t points = stopping.looks.at(number - 1);
    const std::vector<PointRange> reached = first_of_cells(experiment, points);
    if (!stages.run(reached, fmt::format("look {} of {}", number, all), quiet)) return std::nullopt;
    const Look look = looks.take(number, chunks_in(reached, stages.chunks()));
    if (!quiet) tell("{}", look_text(stopping, look));
    // The last point may come before the last look where a file that stopped is made again.
    const bool last = points * experiment.cell_count >= portion.points.size();
    if (!look.met && !ends_early(stopping, look) && !last) continue;
    if (!quiet || !look.met) tell("{}", stop_text(stopping, look));
    Experiment taken = first_points(experiment, points);
    taken.stopped = look;
    return taken;
  }
}

int report(const SweepOptions& options, std::uint64_t economies, double seconds) {
  const hdf5::File root = open_results(options.out);
  if (!options.quiet && !options.table_follows) {
    const std::string by = root.group("run").text("summaries");
    say("{}: {}, {}{}, content digest {}", options.out, counted(economies, "economy"),
        duration_text(seconds),
        by == summaries_on_the_host().name ? "" : ", quantiles and counts by " + by,
        root.text("content_digest"));
  }
  const auto statuses = root.group("outcomes").dataset("status").read<std::int32_t>();
  const std::string failures = failures_text(statuses);
  if (failures.empty()) return exit_done;
  tell("{}; /outcomes/status in {} says which", failures, options.out);
  return exit_economies;
}

}  // namespace

int run_sweep(const Experiment& experiment, const SweepOptions& options) {
  const Portion portion = shard_portion(experiment, options.shard_index, options.shard_count);
  const std::uint64_t economies =
      portion.points.size() * experiment.replicates * experiment.arms.size();
  return run_sweep(experiment, options, choose_devices(options.device, economies));
}

int run_sweep(const Experiment& experiment, const SweepOptions& options, const Devices& devices) {
  const Portion portion = shard_portion(experiment, options.shard_index, options.shard_count);
  const std::uint64_t arms = experiment.arms.size(), points = portion.points.size(),
                      per_point = economies_per_point(experiment);
  // From here on, so that a signal finds words whenever it comes.
  const StopSignal signals;
  PreparedPlace standing = prepare_place(experiment, options, portion);
  if (standing.complete) {
    if (!options.quiet && !options.table_follows) say("{} is complete", options.out);
    return exit_done;
  }
  for (const std::string& reason : standing.unusable) {
    tell("{}; its points run again", reason);
  }
  if (!options.quiet && !devices.fallback.empty()) {
    tell_sentence(devices.fallback);
  }

  RunFacts facts;
  facts.command_line = options.command_line;
  facts.device = devices.name;
  facts.isa = devices.isa;
  facts.host = host_name();
  facts.started = utc_now();
  facts.threads = static_cast<int>(devices.engines.size());
  facts.shards = fmt::format("{}/{}", options.shard_index, options.shard_count);
  for (const std::string& note : {devices.note, standing.lock.weakness()}) {
    if (note.empty()) continue;
    warn(note);
    facts.notes.push_back(note);
  }
  if (options.preview) tell_preview(experiment, options, portion);
  const LookReport look =
      options.look ? look_for_idle(experiment, look_seconds, StopSignal::flag()) : LookReport{};
  tell_look(look, options.quiet);
  for (const auto* sentences : {&look.warnings, &look.notes})
    facts.notes.insert(facts.notes.end(), sentences->begin(), sentences->end());
  const auto start = std::chrono::steady_clock::now();
  const auto seconds = [&] {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };

  RunStages stages(experiment, portion, options.out, devices, standing.chunks);
  const auto finished = [&] { return pairs_of(stages.chunks()) * arms; };
  std::optional<Experiment> stopped;
  bool ran = false;
  try {
    if (experiment.stopping) {
      stopped = run_by_looks(experiment, portion, options.quiet, stages);
      ran = stopped.has_value();
    } else {
      const std::string name = options.shard_count > 1 ? "shard " + facts.shards : "";
      ran = stages.run({{0, points}}, name, options.quiet);
    }
  } catch (const UsageError& error) {
    throw UsageError(error.what() + kept_work(options, finished(), points * per_point));
  }
  if (!ran) {
    tell_of_stop(options, finished(), points * per_point);
    return exit_stopped;
  }
  const std::uint64_t economies =
      (stopped ? stopped->points.size() : portion.points.size()) * per_point;
  facts.finished = utc_now();
  facts.wall_seconds = seconds();
  facts.subnet_steps = stages.steps();
  facts.economy_cpu_seconds = stages.economy_cpu_seconds();
  if (const std::string lost = lost_output(); !lost.empty()) facts.notes.push_back(lost);
  WriteWatch watch = watch_of_writing(options.out, options.quiet, writing_threads(devices));
  watch.summary_places = summary_places(devices);
  facts.summaries = places_text(watch.summary_places);
  Findings findings;
  try {
    findings =
        stopped
            ? write_first(
                  standing.target, *stopped, experiment,
                  chunks_in(first_of_cells(experiment, stopped->stopped->points), stages.chunks()),
                  facts, watch)
            : write_results(standing.target, experiment, portion, stages.chunks(), facts, watch);
  } catch (const WriteStopped&) {
    end_progress();
    tell_of_stop(options, economies, economies);
    return exit_stopped;
  } catch (const UsageError& error) {
    // That another file has taken the name says itself what to do.
    if (!standing.target.replace && name_is_taken(options.out)) throw;
    throw UsageError(error.what() + kept_work(options, economies, economies));
  } catch (const std::runtime_error& error) {
    throw std::runtime_error(error.what() + kept_work(options, economies, economies));
  }
  end_progress();
  if (const std::string left = standing.lock.clear(); !left.empty()) warn(left);
  const int code = report(options, economies, seconds());
  tell_findings(findings, options.out, options.quiet || options.table_follows);
  return code;
}

}  // namespace taosweep
