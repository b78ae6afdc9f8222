#include "host/run/probe.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <mutex>
#include <utility>

#include "host/experiment/record_plan.hpp"
#include "host/parallel/workers.hpp"
#include "host/run/jobs.hpp"
#include "host/run/look/action_horizon.hpp"
#include "host/run/path_packing.hpp"
#include "host/run/queue.hpp"
#include "host/run/spread.hpp"
#include "host/store/file/write.hpp"

namespace taosweep {
namespace {

constexpr double probe_seconds = 1;
constexpr double longest_share = 0.2;  // of the probe, that one economy may take
constexpr double most_sampled = 4096;  // economies
constexpr double fewest_points = 4;    // where there are as many
constexpr std::uint64_t most_paths = 8, most_ends = 256, most_cells = 64;  // that are looked at

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// Cuts the horizon of a job until it costs at most `cost` subnet-steps, as far as a day. True
/// where that was needed.
bool shorten(Job& job, double cost) {
  Parameters& p = job.parameters;
  if (p.time.days <= 1 || step_counts_of(p).steps <= cost) return false;
  while (p.time.days > 1 && step_counts_of(p).steps > cost)
    p.time.days = std::max(1.0, p.time.days / 2);
  return true;
}

/// Arms of which paths are kept, a few, each as often as among all that are kept: how full a path
/// is depends on its arm. The n-th time that an arm comes is at the n-th point.
std::vector<std::uint64_t> kept_in_sample(const Experiment& experiment, std::uint64_t points,
                                          std::uint64_t replicates) {
  const std::vector<std::uint64_t>& all = experiment.keep.economies;
  const std::uint64_t arms = experiment.arms.size();
  std::vector<std::uint64_t> kept, times(arms, 0);
  for (const std::uint64_t position : spread(all.size(), most_paths)) {
    const std::uint64_t arm = all[position] % arms, point = times[arm]++;
    if (point < points) kept.push_back(point * replicates * arms + arm);
  }
  std::sort(kept.begin(), kept.end());
  return kept;
}

/// Day on which the economies end of which paths are kept, in the mean.
double mean_end_of_kept(const Experiment& experiment, const EconomyParameters& parameters) {
  const std::vector<std::uint64_t>& all = experiment.keep.economies;
  double sum = 0, n = 0;
  for (const std::uint64_t position : spread(all.size(), most_ends)) {
    const EconomyPlace place = place_of(experiment, all[position]);
    sum += end_day(parameters.of(place.point, place.arm));
    ++n;
  }
  return sum / std::max(1.0, n);
}

/// A sweep of a few points and replicates of another, with a few economies kept if any are.
struct Sample {
  Experiment experiment;
  std::vector<std::uint64_t> points;  ///< of the other, for the keys of shocks
};

Sample sample_of(const Experiment& experiment, const Portion& portion, double economies) {
  const auto arms = static_cast<double>(experiment.arms.size());
  const auto replicates = static_cast<double>(experiment.replicates);
  const double pairs = std::max(1.0, std::floor(economies / arms));
  const auto all = static_cast<double>(portion.points.size());
  const double points =
      std::min({all, pairs, std::max(fewest_points, std::floor(pairs / replicates))});
  Sample sample{experiment, {}};
  Experiment& small = sample.experiment;
  small.points = Points(experiment.points.columns());
  small.replicates =
      static_cast<std::uint32_t>(std::clamp(std::floor(pairs / points), 1.0, replicates));
  for (const std::uint64_t position :
       spread(portion.points.size(), static_cast<std::uint64_t>(points))) {
    sample.points.push_back(portion.points[position]);
    small.points.add(experiment.points[portion.points[position]]);
  }
  small.cells.assign(small.points.size(), 0);
  small.cell_count = 1;
  small.keep.economies = kept_in_sample(experiment, small.points.size(), small.replicates);
  return sample;
}

/// The first `count` of every `width` numbers.
template <class T>
std::vector<T> first_columns(const std::vector<T>& all, std::size_t width, std::size_t count) {
  std::vector<T> first;
  for (std::size_t row = 0; row < all.size(); row += width)
    first.insert(first.end(), all.begin() + static_cast<std::ptrdiff_t>(row),
                 all.begin() + static_cast<std::ptrdiff_t>(row + count));
  return first;
}

PointResults first_points_of(const PointResults& all, std::uint64_t points) {
  const std::size_t width = all.status.size(), count = width / all.points * points;
  PointResults first = all;
  first.points = points;
  first.status = first_columns(all.status, width, count);
  first.outcomes = first_columns(all.outcomes, width, count);
  first.series = first_columns(all.series, width, count);
  return first;
}

/// Of a small sweep, as far as it was finished, but for its paths. Its points are shared out to
/// cells of as many as a cell of the whole has: intervals of few are undefined, counts of few zero.
Packing packing_of(const Experiment& small, const PointResults& results,
                   std::uint64_t points_of_cell, const SchemaCounts& whole) {
  const std::uint64_t of_cell = std::min(points_of_cell, results.points);
  const std::uint64_t cells = std::min(most_cells, results.points / of_cell);
  const std::uint64_t points = cells > 1 ? cells * of_cell : results.points;
  Experiment finished = small;
  finished.keep.economies.clear();
  finished.points = Points(small.points.columns());
  finished.cells.clear();
  finished.cell_count = static_cast<std::uint32_t>(cells);
  for (std::uint64_t i = 0; i < points; ++i) {
    finished.points.add(small.points[i]);
    finished.cells.push_back(cells > 1 ? static_cast<std::uint32_t>(i / of_cell) : 0);
  }
  finished.replicates = static_cast<std::uint32_t>(results.replicates);
  const Portion all = whole_sweep(finished);
  return packing_of(counts_of(layout_of(finished, all)),
                    results_in_memory(finished, all, first_points_of(results, points)), whole);
}

}  // namespace

Probe probe(const Experiment& experiment, const Portion& portion, const Cost& mean,
            const Devices& devices) {
  // More than are expected to fit: what is not through in time is left out.
  const double expected =
      std::clamp(3 * devices.speed * probe_seconds / std::max(1.0, mean.work), 1.0, most_sampled);
  const Sample sample = sample_of(experiment, portion, expected);
  const Experiment& small = sample.experiment;
  const Portion whole = whole_sweep(small);
  const std::uint64_t economies = small.economies();
  RunQueue queue(small, whole, {{{0, small.points.size(), 0, small.replicates}, {}}});
  const double each = devices.speed / static_cast<double>(devices.engines.size());
  const EconomyParameters parameters(experiment);
  const RecordPlan plan = record_plan(small);
  std::mutex mutex;
  Cost done;
  std::optional<PointResults> results;
  std::vector<EndedPath> paths;
  bool shortened = false;
  const auto start = std::chrono::steady_clock::now();
  const auto advance = [&](const Engine& engine, const std::vector<Ticket>& tickets,
                           bool keep_paths, bool repeated) {
    if (tickets.empty()) return;
    std::vector<Job> jobs;
    for (const Ticket& ticket : tickets) {
      const EconomyPlace place = place_of(small, ticket.economy);
      jobs.push_back(job_of(experiment, parameters,
                            (sample.points[place.point] * experiment.replicates + place.replicate) *
                                    experiment.arms.size() +
                                place.arm));
      if (shorten(jobs.back(), longest_share * each / static_cast<double>(engine.at_once))) {
        const std::lock_guard lock(mutex);
        shortened = true;
      }
    }
    RecordPlan recorded = plan;
    recorded.keep_paths = keep_paths;
    std::vector<EconomyResult> out = engine.advance(jobs, recorded, nullptr);
    const std::lock_guard lock(mutex);
    for (const Job& job : jobs) done += cost_of_economy(job.parameters);
    for (std::size_t i = 0; !repeated && i < tickets.size(); ++i) {
      if (keep_paths)
        paths.push_back({std::exchange(out[i].path, {}), end_day(jobs[i].parameters)});
      if (auto complete = queue.put(tickets[i], std::move(out[i]))) results = std::move(complete);
    }
  };
  Work work;
  work.watch = [] {};
  work.give_up = [] {};
  work.run = [&](int engine_index) {
    const Engine& engine = devices.engines[engine_index];
    for (std::uint64_t again = 0; seconds_since(start) < probe_seconds;) {
      std::vector<Ticket> tickets = queue.take(engine.at_once);
      const bool repeated = tickets.empty();
      // The sample is through: the same economies once more, for the speed alone.
      if (repeated) {
        for (std::size_t i = 0; i < engine.at_once; ++i, ++again)
          tickets.push_back({again % economies, again % economies});
      }
      std::vector<Ticket> kept, others;
      for (const Ticket& ticket : tickets)
        (!repeated && is_kept(small, ticket.economy) ? kept : others).push_back(ticket);
      advance(engine, kept, true, repeated);
      advance(engine, others, false, repeated);
    }
  };
  run_workers(static_cast<int>(devices.engines.size()), work);
  Probe probed{done * (1 / seconds_since(start)), {}};
  const SchemaCounts counts = counts_of(layout_of(experiment, portion));
  probed.packing =
      packing_of_paths(paths, counts, plan.series_days, mean_end_of_kept(experiment, parameters));
  if (shortened) return probed;
  if (!results) {
    // Whole points from the first on, or replicates of the first.
    auto parts = queue.finished_parts();
    if (parts.empty() || parts.front().first_point != 0 || parts.front().first_replicate != 0)
      return probed;
    results = std::move(parts.front());
  }
  probed.packing.merge(
      packing_of(small, *results, experiment.points.size() / experiment.cell_count, counts));
  return probed;
}

}  // namespace taosweep
