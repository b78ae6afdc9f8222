#include "host/run_chunks.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "host/run_jobs.hpp"

namespace taosweep {
namespace {

/// Keeps the memory of an open chunk in bounds where economies are very short.
constexpr std::uint64_t most_economies = 16384;

/// [subnet-steps] of all economies of a point.
double cost_of_point(const Experiment& experiment, std::uint64_t point) {
  double cost = 0;
  for (std::uint64_t arm = 0; arm < experiment.arms.size(); ++arm) {
    cost += cost_of(parameters_of(experiment, point, arm));
  }
  return cost * experiment.replicates;
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

std::vector<PointRange> missing_points(const PointRange& range, const std::vector<Chunk>& chunks) {
  std::vector<PointRange> missing;
  const std::uint64_t end = range.first + range.points;
  std::uint64_t next = range.first;
  for (const Chunk& chunk : chunks) {
    if (chunk.first_point > next) missing.push_back({next, chunk.first_point - next});
    next = chunk.first_point + chunk.points;
  }
  if (next < end) missing.push_back({next, end - next});
  return missing;
}

std::vector<PlannedChunk> plan_chunks(const Experiment& experiment,
                                      const std::vector<PointRange>& ranges, double cost) {
  std::vector<PlannedChunk> chunks;
  const std::uint64_t most_points = std::max<std::uint64_t>(1, most_economies / economies_per_point(experiment));
  for (const PointRange& range : ranges) {
    bool open = false;
    for (std::uint64_t point = range.first; point < range.first + range.points; ++point) {
      const double more = cost_of_point(experiment, point);
      if (open) {
        const PlannedChunk& last = chunks.back();
        open = last.cost + more <= cost && last.range.points < most_points;
      }
      if (!open) chunks.push_back({{point, 0}, 0});
      open = true;
      ++chunks.back().range.points;
      chunks.back().cost += more;
    }
  }
  return chunks;
}

}  // namespace taosweep
