#include "host/run/size_estimate.hpp"

#include <algorithm>

#include "host/experiment/record_plan.hpp"
#include "host/run/jobs.hpp"
#include "kernels/distributions/distributions.hpp"

namespace taosweep {
namespace {

constexpr double program_bytes = 4.5e7;  // the program itself and its libraries
constexpr double fixed_bytes =
    1.55e6;  // datasets without their numbers: names, axes, units, sentences
constexpr double compressed_from = 16384;
constexpr double chunked_bytes = 2200;  // of a compressed dataset, besides its numbers

/// Adds up datasets as they come to lie in a file. Ratios of compression are measured on files of
/// the shipped experiments.
class Total {
 public:
  void add(double numbers, double bytes_each, double ratio) {
    const double raw = numbers * bytes_each;
    bytes_ += raw <= compressed_from ? raw : raw * ratio + chunked_bytes;
  }
  double bytes() const { return bytes_; }

 private:
  double bytes_ = fixed_bytes;
};

/// Distributions, intervals and differences of one outcome over points or cells.
void add_statistics(Total& total, const OutcomeInfo& info, double arms, double places,
                    bool spread) {
  const double n = arms * places;
  total.add(n * quantile_count, 8, spread ? 0.3 : 0.08);
  total.add(n * (info.bins + 2), 4, 0.02);
  for (int i = 0; i < 3; ++i) total.add(n, 8, 0.3);
  for (int i = 0; i < (spread ? 12 : 1); ++i) total.add(n, 8, 0.25);
  if (arms > 1) {
    for (int i = 0; i < 5; ++i) total.add(n - places, 8, 0.5);
  }
}

}  // namespace

double file_bytes(const Experiment& experiment, const Portion& portion) {
  const RecordPlan plan = record_plan(experiment);
  const auto arms = static_cast<double>(experiment.arms.size());
  const auto points = static_cast<double>(portion.points.size());
  const double cells = experiment.cell_count;
  const bool spread = experiment.replicates > 1;
  Total total;
  for (const InputFile& input : experiment.inputs)
    total.add(static_cast<double>(input.bytes.size()), 5, 0.3);
  for (std::size_t i = 0; i < experiment.varied.size(); ++i) {
    total.add(static_cast<double>(experiment.points.size()), 8, 0.9);
  }
  for (const OutcomeInfo& info : outcome_table) {
    total.add(points * static_cast<double>(economies_per_point(experiment)), 8, 0.25);
    add_statistics(total, info, arms, points, spread);
    add_statistics(total, info, arms, cells, true);
  }
  for (const SeriesInfo& info : series_table) {
    const double times = time_count(info.axis, plan);
    const double places = cells + (spread ? points : 0);
    total.add(arms * places * times * quantile_count, 4, 0.11);
    total.add(arms * places * times, 4, 0.02);
    if (portion.shard_count > 1) total.add(arms * cells * times * (info.bins + 2), 4, 0.02);
  }
  const auto paths = static_cast<double>(experiment.keep.economies.size());
  for (int i = 0; i < path_count; ++i)
    total.add(paths * time_count(TimeAxis::day, plan) * path_subnets, 4, 0.2);
  return total.bytes();
}

double memory_bytes(const Experiment& experiment, const std::vector<PlannedChunk>& plan,
                    const Devices& devices) {
  RecordPlan record = record_plan(experiment);
  const double per_economy =
      outcome_count * sizeof(double) +
      static_cast<double>(empty_result(record).series.size()) * sizeof(float);
  double largest = 0, in_hand = 0, pairs = 0;
  for (const PlannedChunk& chunk : plan) {
    const auto held = static_cast<double>(chunk.range.points * chunk.range.replicates);
    largest = std::max(largest, held);
    pairs += held;
  }
  const auto arms = static_cast<double>(experiment.arms.size());
  for (const Engine& engine : devices.engines) {
    in_hand += static_cast<double>(engine.at_once) * (per_economy + 65536);
  }
  // A chunk that is full while the next fills, and its bytes as they are written.
  const double open = 4 * largest * arms * per_economy;
  const double table = 3 * pairs * arms * sizeof(double);
  const double design =
      static_cast<double>(experiment.points.size() * (experiment.varied.size() + 8)) *
      sizeof(double);
  return program_bytes + design + in_hand + std::max(open, table);
}

}  // namespace taosweep
