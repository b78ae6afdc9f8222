#include "host/run/sweep.hpp"

#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <mutex>

#include <fmt/core.h>

#include "host/experiment/record_plan.hpp"
#include "host/parallel/workers.hpp"
#include "host/run/cores.hpp"
#include "host/run/devices.hpp"
#include "host/run/jobs.hpp"
#include "host/run/look/telling.hpp"
#include "host/run/out_guard.hpp"
#include "host/run/preview.hpp"
#include "host/run/progress.hpp"
#include "host/run/queue.hpp"
#include "host/run/shards.hpp"
#include "host/run/stop_signal.hpp"
#include "host/run/write_progress.hpp"
#include "host/store/file/write.hpp"
#include "host/store/read/open.hpp"
#include "host/text/status_text.hpp"
#include "host/text/terminal.hpp"
#include "host/text/utc_time.hpp"

namespace taosweep {
namespace {

std::string host_name() {
  char name[256] = "";
  ::gethostname(name, sizeof name - 1);
  return name;
}

/// Processor time of the calling thread [s].
double thread_seconds() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// One pass over the missing points. Chunks reach the disk as they become complete.
class Sweep {
 public:
  Sweep(const Experiment& experiment, const Portion& portion, const std::string& out,
        const std::vector<PlannedChunk>& plan)
      : experiment_(experiment),
        portion_(portion),
        out_(out),
        parameters_(experiment),
        record_(record_plan(experiment)),
        queue_(experiment, portion, plan) {}

  /// Until nothing is left, or a signal came: then what is finished is kept in smaller chunks.
  void run(const Devices& devices, Progress& progress) {
    Work work;
    work.run = [&](int i) { feed(devices.engines[i]); };
    work.watch = [&] { progress.show(queue_.done().economies, queue_.done().steps); };
    work.give_up = [&] { queue_.close(); };
    run_workers(static_cast<int>(devices.engines.size()), work);
    progress.end(queue_.done().economies, queue_.done().steps);
    for (const PointResults& part : queue_.finished_parts()) keep(part);
  }

  const std::vector<Chunk>& chunks() const { return chunks_; }
  double steps() const { return queue_.done().steps; }
  double economy_cpu_seconds() const { return economy_cpu_seconds_; }

 private:
  void feed(const Engine& engine) {
    while (!*StopSignal::flag()) {
      const std::vector<Ticket> tickets = queue_.take(engine.at_once);
      if (tickets.empty()) return;
      // Paths are large: only the few economies that keep theirs run with room for them.
      std::vector<Ticket> kept, others;
      for (const Ticket& ticket : tickets)
        (is_kept(experiment_, ticket.economy) ? kept : others).push_back(ticket);
      advance_all(engine, others, false);
      advance_all(engine, kept, true);
    }
  }

  void advance_all(const Engine& engine, const std::vector<Ticket>& tickets, bool keep_paths) {
    if (tickets.empty()) return;
    RecordPlan plan = record_;
    plan.keep_paths = keep_paths;
    std::vector<Job> jobs;
    for (const Ticket& ticket : tickets)
      jobs.push_back(job_of(experiment_, parameters_, ticket.economy));
    const double before = thread_seconds();
    std::vector<EconomyResult> results = engine.advance(jobs, plan, StopSignal::flag());
    economy_cpu_seconds_ += thread_seconds() - before;
    for (std::size_t i = 0; i < tickets.size(); ++i) {
      if (results[i].status == Status::not_run) continue;  // its chunk stays incomplete
      if (const auto complete = queue_.put(tickets[i], std::move(results[i]))) keep(*complete);
    }
  }

  void keep(const PointResults& results) {
    const Chunk chunk = write_chunk(out_, experiment_, portion_, results);
    const std::lock_guard lock(mutex_);
    chunks_.push_back(chunk);
  }

  const Experiment& experiment_;
  const Portion& portion_;
  const std::string& out_;
  const EconomyParameters parameters_;
  const RecordPlan record_;
  RunQueue queue_;
  std::mutex mutex_;
  std::vector<Chunk> chunks_;
  std::atomic<double> economy_cpu_seconds_{0};
};

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
  const Preview preview = make_preview(experiment, portion, device.isa.value_or(best_isa()),
                                       threads, preview_seconds, StopSignal::flag());
  if (preview.pairs == 0) return;  // stopped
  for (const std::string& line : preview_lines(preview, experiment)) tell_sentence(line);
}

int report(const SweepOptions& options, std::uint64_t economies, double seconds) {
  const hdf5::File root = open_results(options.out);
  if (!options.quiet && !options.table_follows) {
    const std::string by = root.group("run").text("summaries");
    say("{}: {} economies, {}{}, content digest {}", options.out, economies, duration_text(seconds),
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
                      pairs = points * experiment.replicates, economies = pairs * arms;
  // From here on, so that a signal finds words whenever it comes.
  const StopSignal signals;
  Standing standing = prepare_place(experiment, options, portion);
  if (standing.complete) {
    if (!options.quiet) say("{} is complete", options.out);
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
  const LookReport look = look_for_idle(experiment, look_seconds, StopSignal::flag());
  tell_look(look, options.quiet);
  for (const auto* sentences : {&look.warnings, &look.notes})
    facts.notes.insert(facts.notes.end(), sentences->begin(), sentences->end());
  const auto start = std::chrono::steady_clock::now();
  const auto seconds = [&] {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };

  const std::vector<PlannedChunk> plan =
      plan_chunks(experiment, portion,
                  missing_pairs(points, experiment.replicates, standing.chunks), devices.speed);
  const std::string name = options.shard_count > 1 ? "shard " + facts.shards : "";
  Progress progress(Progress::form(options.quiet), name, economies,
                    pairs_of(standing.chunks) * arms, cost_of(plan).steps);
  Sweep sweep(experiment, portion, options.out, plan);
  std::vector<Chunk> chunks = standing.chunks;
  const auto finished = [&] {
    return (pairs_of(standing.chunks) + pairs_of(sweep.chunks())) * arms;
  };
  try {
    sweep.run(devices, progress);
  } catch (const UsageError& error) {
    throw UsageError(error.what() + kept_work(options, finished(), economies));
  }
  chunks.insert(chunks.end(), sweep.chunks().begin(), sweep.chunks().end());
  std::sort(chunks.begin(), chunks.end(), [](const Chunk& a, const Chunk& b) {
    return std::pair(a.range.first_point, a.range.first_replicate) <
           std::pair(b.range.first_point, b.range.first_replicate);
  });
  if (pairs_of(chunks) < pairs) {
    tell_of_stop(options, pairs_of(chunks) * arms, economies);
    return exit_stopped;
  }
  facts.finished = utc_now();
  facts.wall_seconds = seconds();
  facts.subnet_steps = sweep.steps();
  facts.economy_cpu_seconds = sweep.economy_cpu_seconds();
  if (const std::string lost = lost_output(); !lost.empty()) facts.notes.push_back(lost);
  WriteWatch watch = watch_of_writing(options.out, options.quiet, writing_threads(devices));
  watch.summary_places = summary_places(devices);
  facts.summaries = places_text(watch.summary_places);
  Findings findings;
  try {
    findings = write_results(standing.target, experiment, portion, chunks, facts, watch);
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
  tell_findings(findings, options.quiet || options.table_follows);
  return code;
}

}  // namespace taosweep
