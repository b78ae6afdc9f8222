#include "host/run/chunks.hpp"

#include <algorithm>
#include <cmath>

#include "host/experiment/record_plan.hpp"

namespace taosweep {
namespace {

/// What economies leave in memory [B].
class Footprint {
 public:
  explicit Footprint(const Experiment& experiment) : kept_(experiment.keep.economies) {
    RecordPlan plan = record_plan(experiment);
    each_ = 4 + 8.0 * static_cast<double>(outcome_count) +
            sizeof(float) * static_cast<double>(empty_result(plan).series.size());
    path_ = sizeof(float) * static_cast<double>(path_count) * path_subnets *
            static_cast<double>(time_count(TimeAxis::day, plan));
  }
  double of(std::uint64_t first, std::uint64_t economies) const {
    const auto from = std::lower_bound(kept_.begin(), kept_.end(), first);
    const auto to = std::lower_bound(from, kept_.end(), first + economies);
    return static_cast<double>(economies) * each_ + static_cast<double>(to - from) * path_;
  }

 private:
  const std::vector<std::uint64_t>& kept_;
  double each_, path_;
};

/// Fills chunks as far as work, memory and number of economies allow.
class Planner {
 public:
  Planner(const Experiment& experiment, const Portion& portion, double most_work)
      : experiment_(experiment),
        portion_(portion),
        economies_(experiment),
        footprint_(experiment),
        most_work_(most_work),
        most_pairs_(std::max(
            1.0, std::floor(most_chunk_economies / static_cast<double>(experiment.arms.size())))) {}

  void add(const PairRange& missing) {
    open_ = false;
    for (const ChunkRange& part : ranges_of(missing, experiment_.replicates)) {
      for (std::uint64_t i = 0; i < part.points; ++i)
        add({part.first_point + i, 1, part.first_replicate, part.replicates});
    }
  }

  std::vector<PlannedChunk> chunks() && { return std::move(chunks_); }

 private:
  /// What is limited, of some pairs.
  struct Load {
    double pairs = 0, work = 0, bytes = 0;
    Load operator+(const Load& more) const {
      return {pairs + more.pairs, work + more.work, bytes + more.bytes};
    }
  };

  /// Chunks that a load needs at least; a part of one counts.
  double chunks_of(const Load& load) const {
    return std::max(
        {load.pairs / most_pairs_, load.work / most_work_, load.bytes / most_chunk_bytes});
  }

  /// Replicates of one point.
  void add(const ChunkRange& part) {
    const std::uint64_t arms = experiment_.arms.size(), point = portion_.points[part.first_point],
                        pair = point * experiment_.replicates + part.first_replicate;
    const Cost one = cost_of_pair(economies_, point, arms);
    const auto pairs = static_cast<double>(part.replicates);
    const Load load{pairs, one.work * pairs, footprint_.of(pair * arms, part.replicates * arms)};
    const double needed = chunks_of(load);
    if (part.replicates < experiment_.replicates || needed > 1) {
      cut(part, one, std::max(1.0, std::floor(pairs / needed)));
      return;
    }
    if (!open_ || chunks_of(load_ + load) > 1) {
      chunks_.push_back({{part.first_point, 0, 0, part.replicates}, {}});
      load_ = {};
      open_ = true;
    }
    load_ = load_ + load;
    ++chunks_.back().range.points;
    chunks_.back().cost += one * pairs;
  }

  /// Into parts of `most` pairs at most, of even lengths.
  void cut(const ChunkRange& whole, const Cost& one, double most) {
    const auto each =
        static_cast<std::uint64_t>(std::min(most, static_cast<double>(whole.replicates)));
    const std::uint64_t parts = (whole.replicates + each - 1) / each,
                        shorter = whole.replicates / parts, longer = whole.replicates % parts;
    for (std::uint64_t i = 0; i < parts; ++i) {
      const std::uint64_t first = whole.first_replicate + shorter * i + std::min(i, longer);
      const std::uint64_t count = shorter + (i < longer ? 1 : 0);
      chunks_.push_back({{whole.first_point, 1, first, count}, one * static_cast<double>(count)});
    }
    open_ = false;
  }

  const Experiment& experiment_;
  const Portion& portion_;
  ParametersInTurn economies_;
  const Footprint footprint_;
  const double most_work_, most_pairs_;
  std::vector<PlannedChunk> chunks_;
  // Of the last chunk, where it may take further whole points.
  bool open_ = false;
  Load load_;
};

}  // namespace

PairRange pairs_of(const ChunkRange& range, std::uint64_t replicates) {
  return {range.first_point * replicates + range.first_replicate, range.points * range.replicates};
}

std::uint64_t pairs_of(const std::vector<Chunk>& chunks) {
  std::uint64_t pairs = 0;
  for (const Chunk& chunk : chunks) pairs += chunk.range.points * chunk.range.replicates;
  return pairs;
}

std::vector<PointRange> first_of_cells(const Experiment& experiment,
                                       std::uint64_t points_of_a_cell) {
  const std::uint64_t all = experiment.points.size() / experiment.cell_count;
  std::vector<PointRange> ranges;
  for (std::uint64_t cell = 0; cell < experiment.cell_count; ++cell)
    ranges.push_back({cell * all, std::min(points_of_a_cell, all)});
  return ranges;
}

std::vector<Chunk> chunks_in(const std::vector<PointRange>& ranges,
                             const std::vector<Chunk>& chunks) {
  std::vector<Chunk> inside;
  auto range = ranges.begin();
  for (const Chunk& chunk : chunks) {
    const std::uint64_t point = chunk.range.first_point;
    while (range != ranges.end() && point >= range->first + range->points) ++range;
    if (range != ranges.end() && point >= range->first) inside.push_back(chunk);
  }
  return inside;
}

std::vector<PairRange> missing_pairs(const std::vector<PointRange>& points,
                                     std::uint64_t replicates, const std::vector<Chunk>& chunks) {
  std::vector<PairRange> missing;
  auto chunk = chunks.begin();
  for (const PointRange& range : points) {
    std::uint64_t next = range.first * replicates;
    const std::uint64_t end = (range.first + range.points) * replicates;
    for (; chunk != chunks.end(); ++chunk) {
      const PairRange held = pairs_of(chunk->range, replicates);
      if (held.first >= end) break;
      if (held.first < range.first * replicates) continue;
      if (held.first > next) missing.push_back({next, held.first - next});
      next = held.first + held.pairs;
    }
    if (next < end) missing.push_back({next, end - next});
  }
  return missing;
}

std::vector<ChunkRange> ranges_of(const PairRange& pairs, std::uint64_t replicates) {
  std::vector<ChunkRange> ranges;
  const std::uint64_t end = pairs.first + pairs.pairs;
  for (std::uint64_t pair = pairs.first; pair < end;) {
    const std::uint64_t point = pair / replicates, replicate = pair % replicates;
    const std::uint64_t whole = replicate == 0 ? (end - pair) / replicates : 0;
    if (whole > 0) {
      ranges.push_back({point, whole, 0, replicates});
      pair += whole * replicates;
    } else {
      const std::uint64_t count = std::min(replicates - replicate, end - pair);
      ranges.push_back({point, 1, replicate, count});
      pair += count;
    }
  }
  return ranges;
}

std::vector<PlannedChunk> plan_chunks(const Experiment& experiment, const Portion& portion,
                                      const std::vector<PairRange>& missing, double speed,
                                      double seconds) {
  Planner planner(experiment, portion, seconds * speed);
  for (const PairRange& range : missing) planner.add(range);
  return std::move(planner).chunks();
}

Cost cost_of(const std::vector<PlannedChunk>& plan) {
  Cost cost;
  for (const PlannedChunk& chunk : plan) cost += chunk.cost;
  return cost;
}

}  // namespace taosweep
