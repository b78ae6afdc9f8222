#include "host/run/stages.hpp"

#include <time.h>

#include <algorithm>
#include <atomic>
#include <mutex>

#include "host/experiment/record_plan.hpp"
#include "host/parallel/workers.hpp"
#include "host/run/jobs.hpp"
#include "host/run/progress.hpp"
#include "host/run/queue.hpp"
#include "host/run/stop_signal.hpp"

namespace taosweep {
namespace {

/// Processor time of the calling thread [s].
double thread_seconds() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

// Economies are taken a few at a time where each is short: to look at the clock of a thread, which
// is a call of the system, takes a microsecond. In seconds; a signal is heeded between any two.
constexpr double taken_at_once = 1e-3;
constexpr double most_taken_at_once = 16;

/// One pass over the missing points. Chunks reach the disk as they become complete.
class Pass {
 public:
  Pass(const Experiment& experiment, const Portion& portion, const std::string& out,
       const std::vector<PlannedChunk>& plan, double speed)
      : experiment_(experiment),
        portion_(portion),
        out_(out),
        parameters_(experiment),
        record_(record_plan(experiment)),
        queue_(experiment, portion, plan) {
    double economies = 0;
    for (const PlannedChunk& chunk : plan)
      economies += static_cast<double>(pairs_of(chunk.range, experiment.replicates).pairs *
                                       experiment.arms.size());
    const double each = cost_of(plan).work / std::max(1.0, economies) / speed;  // [s]
    at_once_ = static_cast<std::size_t>(
        std::clamp(taken_at_once / std::max(each, 1e-9), 1.0, most_taken_at_once));
  }

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
    std::vector<Job> jobs;  // one for all: new memory is cold, and a job is 8 kB
    while (!*StopSignal::flag()) {
      const std::vector<Ticket> tickets = queue_.take(std::max(engine.at_once, at_once_));
      if (tickets.empty()) return;
      // Paths are large: only the few economies that keep theirs run with room for them.
      std::vector<Ticket> kept, others;
      for (const Ticket& ticket : tickets)
        (is_kept(experiment_, ticket.economy) ? kept : others).push_back(ticket);
      advance_all(engine, others, false, jobs);
      advance_all(engine, kept, true, jobs);
    }
  }

  void advance_all(const Engine& engine, const std::vector<Ticket>& tickets, bool keep_paths,
                   std::vector<Job>& jobs) {
    if (tickets.empty()) return;
    RecordPlan plan = record_;
    plan.keep_paths = keep_paths;
    jobs.clear();
    jobs.reserve(tickets.size());
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
  std::size_t at_once_;  // at least; a device may take more
  std::mutex mutex_;
  std::vector<Chunk> chunks_;
  std::atomic<double> economy_cpu_seconds_{0};
};

}  // namespace

bool RunStages::run(const std::vector<PointRange>& points, const std::string& name, bool quiet) {
  const std::uint64_t replicates = experiment_.replicates, arms = experiment_.arms.size();
  std::uint64_t pairs = 0;
  for (const PointRange& range : points) pairs += range.points * replicates;
  const std::vector<Chunk> held = chunks_in(points, chunks_);
  const std::vector<PlannedChunk> plan =
      plan_chunks(experiment_, portion_, missing_pairs(points, replicates, held), devices_.speed);
  Progress progress(Progress::form(quiet), name, pairs * arms, pairs_of(held) * arms,
                    cost_of(plan).steps);
  Pass pass(experiment_, portion_, out_, plan,
            devices_.speed / static_cast<double>(devices_.engines.size()));
  const auto take = [&] {
    chunks_.insert(chunks_.end(), pass.chunks().begin(), pass.chunks().end());
    std::sort(chunks_.begin(), chunks_.end(), [](const Chunk& a, const Chunk& b) {
      return std::pair(a.range.first_point, a.range.first_replicate) <
             std::pair(b.range.first_point, b.range.first_replicate);
    });
    steps_ += pass.steps();
    economy_cpu_seconds_ += pass.economy_cpu_seconds();
  };
  try {
    pass.run(devices_, progress);
  } catch (...) {
    take();
    throw;
  }
  take();
  return pairs_of(chunks_in(points, chunks_)) >= pairs;
}

}  // namespace taosweep
