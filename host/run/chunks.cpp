#include "host/run/chunks.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "host/run/jobs.hpp"

namespace taosweep {
namespace {

/// Keeps the memory of an open chunk in bounds where economies are very short.
constexpr std::uint64_t most_economies = 16384;

/// What a look of the cohorts at the market takes, in steps (measured: 14 ns a subnet-step, 50 ns a
/// look).
constexpr double steps_per_tick = 3.5;

/// Of all economies of a point.
struct PointCost {
  double steps = 0;  ///< [subnet-steps]
  double work = 0;   ///< the same with the looks at the market, in subnet-steps
};

PointCost cost_of_point(const Experiment& experiment, std::uint64_t point) {
  PointCost cost;
  for (std::uint64_t arm = 0; arm < experiment.arms.size(); ++arm) {
    Parameters p = parameters_of(experiment, point, arm);
    const double steps = cost_of(p);
    // The same economy with one step a tick: its steps are its ticks.
    p.time_step_blocks = std::max(p.time_step_blocks, p.time_signal_blocks);
    p.time_fine_step_blocks = std::max(p.time_fine_step_blocks, p.time_signal_blocks);
    p.time_opening_blocks = 0;
    cost.steps += steps;
    cost.work += steps + steps_per_tick * cost_of(p);
  }
  cost.steps *= experiment.replicates;
  cost.work *= experiment.replicates;
  return cost;
}

}  // namespace

PointRange shard_points(std::uint64_t points, std::uint64_t index, std::uint64_t count) {
  if (count > points) {
    throw UsageError(fmt::format(
        "--shard {}/{}: a shard holds whole points, and there are only {}; use {} shard{} at most",
        index, count, points, points, points == 1 ? "" : "s"));
  }
  // In parts, so that the product cannot overflow: the first `rest` shards hold one point more.
  const std::uint64_t each = points / count, rest = points % count;
  return {index * each + std::min(index, rest), each + (index < rest ? 1 : 0)};
}

Portion shard_portion(const Experiment& experiment, std::uint64_t index, std::uint64_t count) {
  const PointRange range = shard_points(experiment.points.size(), index, count);
  Portion portion{index, count, {}};
  for (std::uint64_t i = 0; i < range.points; ++i) portion.points.push_back(range.first + i);
  return portion;
}

std::vector<PointRange> missing_points(const PointRange& range, const std::vector<Chunk>& chunks) {
  std::vector<PointRange> missing;
  const std::uint64_t end = range.first + range.points;
  std::uint64_t next = range.first;
  for (const Chunk& chunk : chunks) {
    const ChunkRange& held = chunk.range;
    if (held.first_point > next) missing.push_back({next, held.first_point - next});
    next = held.first_point + held.points;
  }
  if (next < end) missing.push_back({next, end - next});
  return missing;
}

std::vector<PlannedChunk> plan_chunks(const Experiment& experiment, const Portion& portion,
                                      const std::vector<PointRange>& ranges, double speed,
                                      double seconds) {
  std::vector<PlannedChunk> chunks;
  const std::uint64_t most_points =
      std::max<std::uint64_t>(1, most_economies / economies_per_point(experiment));
  for (const PointRange& range : ranges) {
    double work = 0;
    for (std::uint64_t point = range.first; point < range.first + range.points; ++point) {
      const PointCost more = cost_of_point(experiment, portion.points[point]);
      const bool fits = point > range.first && work + more.work <= seconds * speed &&
                        chunks.back().range.points < most_points;
      if (!fits) {
        chunks.push_back({{point, 0}, 0});
        work = 0;
      }
      ++chunks.back().range.points;
      chunks.back().cost += more.steps;
      work += more.work;
    }
  }
  return chunks;
}

}  // namespace taosweep
