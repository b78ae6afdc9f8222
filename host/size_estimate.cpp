#include "host/size_estimate.hpp"

#include <algorithm>

#include "host/run_jobs.hpp"
#include "kernels/distributions/distributions.hpp"

namespace taosweep {
namespace {

// Bytes per number after shuffling and compression, measured on files of the shipped experiments.
constexpr double outcome_bytes = 6.0, statistic_bytes = 4.0, count_bytes = 0.3, series_bytes = 2.5,
                 path_bytes = 2.5;
constexpr double fixed_bytes = 1.5e6;    // datasets without their numbers: names, axes, units, sentences

struct Lengths {
  double arms, points, cells, economies, times, bins_over_times;
};

Lengths lengths_of(const Experiment& experiment, const PointRange& range) {
  const RecordPlan plan = record_plan(experiment);
  Lengths n{};
  n.arms = static_cast<double>(experiment.arms.size());
  n.points = static_cast<double>(range.points);
  n.cells = experiment.cell_count;
  n.economies = n.points * static_cast<double>(economies_per_point(experiment));
  for (const SeriesInfo& info : series_table) {
    n.times += time_count(info.axis, plan);
    n.bins_over_times += static_cast<double>(time_count(info.axis, plan)) * (info.bins + 2);
  }
  return n;
}

}  // namespace

double file_bytes(const Experiment& experiment, const PointRange& range, bool shard) {
  const Lengths n = lengths_of(experiment, range);
  double bytes = fixed_bytes + n.economies * double{outcome_count} * outcome_bytes;
  double bins = 0;
  for (const OutcomeInfo& info : outcome_table) bins += info.bins + 2;
  // Quantiles, mean, error, n, intervals, and differences of all arms but one.
  const double statistics = double{outcome_count} * (quantile_count + 13.0);
  bytes += n.arms * (n.points + n.cells) * (statistics * statistic_bytes + bins * count_bytes);
  const double places = (experiment.replicates > 1 ? n.points : 0) + n.cells;
  bytes += n.arms * places * n.times * (quantile_count + 1) * series_bytes;
  if (shard) bytes += n.arms * n.cells * n.bins_over_times * count_bytes;
  bytes += static_cast<double>(experiment.keep.economies.size()) * path_count *
           time_count(TimeAxis::day, record_plan(experiment)) * path_subnets * path_bytes;
  return bytes;
}

double memory_bytes(const Experiment& experiment, const std::vector<PlannedChunk>& plan,
                    const Devices& devices) {
  RecordPlan record = record_plan(experiment);
  const double per_economy = outcome_count * sizeof(double) +
                             static_cast<double>(empty_result(record).series.size()) * sizeof(float);
  double largest = 0, in_hand = 0, points = 0;
  for (const PlannedChunk& chunk : plan) {
    largest = std::max(largest, static_cast<double>(chunk.range.points));
    points += static_cast<double>(chunk.range.points);
  }
  const double per_point = static_cast<double>(economies_per_point(experiment));
  for (const Engine& engine : devices.engines) {
    in_hand += static_cast<double>(engine.at_once) * (per_economy + 65536);
  }
  // A chunk that is full while the next fills, and its bytes as they are written.
  const double open = 4 * largest * per_point * per_economy;
  const double table = 3 * points * per_point * sizeof(double);
  const double design = static_cast<double>(experiment.points.size() * (experiment.varied.size() + 8)) * sizeof(double);
  return 2e7 + design + in_hand + std::max(open, table);
}

}  // namespace taosweep
