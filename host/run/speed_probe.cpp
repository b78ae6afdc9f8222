#include "host/run/speed_probe.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <mutex>

#include "host/experiment/record_plan.hpp"
#include "host/run/jobs.hpp"
#include "host/parallel/workers.hpp"

namespace taosweep {
namespace {

constexpr double probe_seconds = 1;
constexpr double longest_share = 0.2;  // of the probe, that one economy may take

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// Cuts the horizon of a job until it costs at most `cost` subnet-steps, as far as a day.
void shorten(Job& job, double cost) {
  Parameters& p = job.parameters;
  while (p.time_days > 1 && cost_of(p) > cost) p.time_days = std::max(1.0, p.time_days / 2);
}

}  // namespace

Cost probe_speed(const Experiment& experiment, const Portion& portion, const Devices& devices) {
  const std::uint64_t per_point = economies_per_point(experiment),
                      count = portion.points.size() * per_point;
  const double each = devices.speed / static_cast<double>(devices.engines.size());
  const EconomyParameters economies(experiment);
  const RecordPlan plan = record_plan(experiment);
  std::mutex mutex;
  Cost done;
  const auto start = std::chrono::steady_clock::now();
  Work work;
  work.watch = [] {};
  work.give_up = [] {};
  work.run = [&](int engine_index) {
    const Engine& engine = devices.engines[engine_index];
    for (std::uint64_t round = engine_index; seconds_since(start) < probe_seconds;
         round += devices.engines.size()) {
      std::vector<Job> jobs;
      for (std::size_t i = 0; i < engine.at_once; ++i) {
        // Steps of the golden ratio spread any number of looks evenly over the economies.
        const double turn = static_cast<double>(round * engine.at_once + i) * 0.6180339887498949;
        const double share = turn - std::floor(turn);
        const auto place =
            std::min(static_cast<std::uint64_t>(share * static_cast<double>(count)), count - 1);
        const std::uint64_t id = portion.points[place / per_point] * per_point + place % per_point;
        jobs.push_back(job_of(experiment, economies, id));
        shorten(jobs.back(), longest_share * each / static_cast<double>(engine.at_once));
      }
      advance(engine, jobs, plan);
      const std::lock_guard lock(mutex);
      for (const Job& job : jobs) done += cost_of_economy(job.parameters);
    }
  };
  run_workers(static_cast<int>(devices.engines.size()), work);
  return done * (1 / seconds_since(start));
}

}  // namespace taosweep
