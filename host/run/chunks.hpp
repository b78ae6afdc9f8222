// How the work of a process is cut into chunks, which are written on the way.
#pragma once

#include <cstdint>
#include <vector>

#include "host/run/economy_cost.hpp"
#include "host/store/parts/chunks.hpp"

namespace taosweep {

/// Consecutive pairs of point and replicate, each with all its arms: pair = position of the point
/// times replicates, plus replicate.
struct PairRange {
  std::uint64_t first = 0, pairs = 0;
  bool operator==(const PairRange&) const = default;
};

/// Consecutive points, by position.
struct PointRange {
  std::uint64_t first = 0, points = 0;
  bool operator==(const PointRange&) const = default;
};

/// The first points of each cell of a whole sweep.
std::vector<PointRange> first_of_cells(const Experiment& experiment,
                                       std::uint64_t points_of_a_cell);

/// The chunks that begin in these ranges. Both ascending.
std::vector<Chunk> chunks_in(const std::vector<PointRange>& ranges,
                             const std::vector<Chunk>& chunks);

/// The pairs that a chunk holds, where a point has `replicates`.
PairRange pairs_of(const ChunkRange& range, std::uint64_t replicates);

/// Pairs of all chunks.
std::uint64_t pairs_of(const std::vector<Chunk>& chunks);

/// Keep the memory of an open chunk in bounds where economies are very short, or record much.
inline constexpr double most_chunk_economies = 16384, most_chunk_bytes = 3.2e7;

/// What of these points no chunk holds, ascending. Ranges and chunks ascending, none overlapping
/// another.
std::vector<PairRange> missing_pairs(const std::vector<PointRange>& points,
                                     std::uint64_t replicates, const std::vector<Chunk>& chunks);

/// A chunk to be made.
struct PlannedChunk {
  ChunkRange range;
  Cost cost;  ///< all its economies
};

/// Cuts what is missing into chunks that take about `seconds` at `speed` [subnet-steps/s]: whole
/// points, or replicates of one point where they take longer, one at least. A function of the
/// parameters alone: nothing is measured.
std::vector<PlannedChunk> plan_chunks(const Experiment& experiment, const Portion& portion,
                                      const std::vector<PairRange>& missing, double speed,
                                      double seconds = 1);

/// Cuts pairs where a chunk may end: whole points apart from parts of one.
std::vector<ChunkRange> ranges_of(const PairRange& pairs, std::uint64_t replicates);

/// All that a plan costs.
Cost cost_of(const std::vector<PlannedChunk>& plan);

}  // namespace taosweep
