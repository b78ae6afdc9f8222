// How a sweep is cut: shards for processes, chunks for what is written on the way.
#pragma once

#include <cstdint>
#include <vector>

#include "host/store/parts/chunks.hpp"

namespace taosweep {

/// Whole consecutive points, by position.
struct PointRange {
  std::uint64_t first = 0, points = 0;
};

/// Points of shard index of count, as even as can be. Throws UsageError, naming the number to use,
/// for more shards than points.
PointRange shard_points(std::uint64_t points, std::uint64_t index, std::uint64_t count);
/// The same as the portion of a results file.
Portion shard_portion(const Experiment& experiment, std::uint64_t index, std::uint64_t count);

/// What of `range` no chunk holds, ascending.
std::vector<PointRange> missing_points(const PointRange& range, const std::vector<Chunk>& chunks);

/// A chunk to be made.
struct PlannedChunk {
  PointRange range;
  double cost = 0;  ///< [subnet-steps], all its economies
};

/// Cuts ranges into chunks that take about `seconds` at `speed` [subnet-steps of one block per
/// second], but hold a point each at least. A function of the parameters alone: nothing is
/// measured.
std::vector<PlannedChunk> plan_chunks(const Experiment& experiment, const Portion& portion,
                                      const std::vector<PointRange>& ranges, double speed,
                                      double seconds = 1);

}  // namespace taosweep
