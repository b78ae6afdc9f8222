#include "host/run/sweep.hpp"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <mutex>

#include <fmt/core.h>

#include "host/experiment/record_plan.hpp"
#include "host/run/devices.hpp"
#include "host/run/jobs.hpp"
#include "host/run/out_guard.hpp"
#include "host/run/progress.hpp"
#include "host/run/queue.hpp"
#include "host/run/status_text.hpp"
#include "host/run/stop_signal.hpp"
#include "host/run/workers.hpp"
#include "host/store/file/write.hpp"
#include "host/store/read/open.hpp"
#include "host/text/terminal.hpp"

namespace taosweep {
namespace {

std::string utc_now() {
  const std::time_t now = std::time(nullptr);
  std::tm parts;
  char text[32];
  ::gmtime_r(&now, &parts);
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text;
}

std::string host_name() {
  char name[256] = "";
  ::gethostname(name, sizeof name - 1);
  return name;
}

/// One pass over the missing points. Chunks reach the disk as they become complete.
class Sweep {
 public:
  Sweep(const Experiment& experiment, const Portion& portion, const std::string& out,
        const std::vector<PlannedChunk>& plan)
      : experiment_(experiment),
        portion_(portion),
        out_(out),
        record_(record_plan(experiment)),
        queue_(experiment, portion, plan) {}

  /// Until nothing is left, or a signal came.
  void run(const Devices& devices, Progress& progress) {
    Work work;
    work.run = [&](int i) { feed(devices.engines[i]); };
    work.watch = [&] { progress.show(queue_.done().economies, queue_.done().cost); };
    work.give_up = [&] { queue_.close(); };
    run_workers(static_cast<int>(devices.engines.size()), work);
  }

  const std::vector<Chunk>& chunks() const { return chunks_; }
  double cost() const { return queue_.done().cost; }

 private:
  void feed(const Engine& engine) {
    while (!*StopSignal::flag()) {
      const std::vector<std::uint64_t> ids = queue_.take(engine.at_once);
      if (ids.empty()) return;
      // Paths are large: only the few economies that keep theirs run with room for them.
      std::vector<std::uint64_t> kept, others;
      for (const std::uint64_t id : ids) (is_kept(experiment_, id) ? kept : others).push_back(id);
      advance_all(engine, others, false);
      advance_all(engine, kept, true);
    }
  }

  void advance_all(const Engine& engine, const std::vector<std::uint64_t>& ids, bool keep_paths) {
    if (ids.empty()) return;
    RecordPlan plan = record_;
    plan.keep_paths = keep_paths;
    std::vector<Job> jobs;
    for (const std::uint64_t id : ids) jobs.push_back(job_of(experiment_, id));
    std::vector<EconomyResult> results = advance(engine, jobs, plan, StopSignal::flag());
    for (std::size_t i = 0; i < ids.size(); ++i) {
      if (results[i].status == Status::not_run) continue;  // its chunk stays incomplete
      if (const auto complete = queue_.put(ids[i], std::move(results[i]))) keep(*complete);
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
  const RecordPlan record_;
  RunQueue queue_;
  std::mutex mutex_;
  std::vector<Chunk> chunks_;
};

std::uint64_t points_of(const std::vector<Chunk>& chunks) {
  std::uint64_t points = 0;
  for (const Chunk& chunk : chunks) points += chunk.range.points;
  return points;
}

void tell_of_stop(const SweepOptions& options, std::uint64_t kept, std::uint64_t economies,
                  std::uint64_t per_point) {
  if (kept > 0) {
    tell("stopped by a signal; {} of {} economies are finished and kept in {}/; {}", kept,
         economies, parts_folder(options.out), options.how_to_go_on);
    return;
  }
  tell(
      "stopped by a signal; nothing is kept, since no point had all its {} economies finished "
      "(replicates x arms); the same command starts anew",
      per_point);
}

int report(const SweepOptions& options, std::uint64_t economies, double seconds) {
  const hdf5::File root = open_results(options.out);
  if (!options.quiet) {
    say("{}: {} economies, {}, content digest {}", options.out, economies, duration_text(seconds),
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
  const std::uint64_t per_point = economies_per_point(experiment);
  const std::uint64_t economies = portion.points.size() * per_point;
  const Devices devices = choose_devices(options.device, economies);
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
  const auto start = std::chrono::steady_clock::now();
  const auto seconds = [&] {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };

  const StopSignal signals;
  const std::vector<PlannedChunk> plan =
      plan_chunks(experiment, portion, missing_points({0, portion.points.size()}, standing.chunks),
                  devices.speed);
  double cost = 0;
  for (const PlannedChunk& chunk : plan) cost += chunk.cost;
  Progress progress(Progress::form(options.quiet), economies,
                    points_of(standing.chunks) * per_point, cost);
  Sweep sweep(experiment, portion, options.out, plan);
  sweep.run(devices, progress);
  end_progress();

  std::vector<Chunk> chunks = standing.chunks;
  chunks.insert(chunks.end(), sweep.chunks().begin(), sweep.chunks().end());
  std::sort(chunks.begin(), chunks.end(), [](const Chunk& a, const Chunk& b) {
    return a.range.first_point < b.range.first_point;
  });
  if (points_of(chunks) < portion.points.size()) {
    tell_of_stop(options, points_of(chunks) * per_point, economies, per_point);
    return exit_stopped;
  }
  facts.finished = utc_now();
  facts.wall_seconds = seconds();
  facts.subnet_steps = sweep.cost();
  Target target(options.out);
  target.replace = replaces(options.existing);
  target.when_taken = options.when_taken;
  target.temporary_in = standing.lock.folder();
  write_results(target, experiment, portion, chunks, facts);
  standing.lock.clear();
  return report(options, economies, seconds());
}

}  // namespace taosweep
