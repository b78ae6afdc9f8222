#include "host/run/file_size.hpp"

#include <algorithm>

#include "kernels/distributions/distributions.hpp"

namespace taosweep {
namespace {

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

double file_bytes(const SweepCounts& counts) {
  const double arms = counts.arms, points = counts.points, cells = counts.cells;
  const bool spread = counts.replicates > 1;
  Total total;
  total.add(counts.input_bytes, 5, 0.3);
  for (int i = 0; i < counts.varied; ++i) total.add(counts.points_total, 8, 0.9);
  for (const OutcomeInfo& info : outcome_table) {
    total.add(counts.economies(), 8, 0.25);
    add_statistics(total, info, arms, points, spread);
    add_statistics(total, info, arms, cells, true);
  }
  for (const SeriesInfo& info : series_table) {
    const double times = time_count(info.axis, counts.record);
    const double places = cells + (spread ? points : 0);
    total.add(arms * places * times * quantile_count, 4, 0.11);
    total.add(arms * places * times, 4, 0.02);
    if (counts.shard) total.add(arms * cells * times * (info.bins + 2), 4, 0.02);
  }
  for (int i = 0; i < path_count; ++i)
    total.add(counts.kept_paths * time_count(TimeAxis::day, counts.record) * path_subnets, 4, 0.2);
  return total.bytes();
}

double finishing_bytes(const SweepCounts& counts) {
  return 3 * counts.economies() * sizeof(double);
}

}  // namespace taosweep
