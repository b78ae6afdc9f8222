// Groups /differences (per point), /differences_cells and /differences_all: arms against the
// baseline, pair by pair.
#include "host/parallel/map.hpp"
#include "host/statistics/means.hpp"
#include "host/store/file/create.hpp"
#include "host/store/file/sections.hpp"

namespace taosweep {

namespace {

/// The pairs of one arm over some points, as far as paired_summary needs them.
struct Pairs {
  std::vector<double> arm, baseline;
  std::vector<std::int32_t> clusters;
};

Pairs pairs_of(const std::vector<double>& values, std::size_t arm, const Pool& pool,
               const Layout& layout) {
  Pairs pairs;
  pairs.arm.reserve(pool.points * layout.replicates);
  pairs.baseline.reserve(pool.points * layout.replicates);
  pairs.clusters.reserve(pool.points * layout.replicates);
  for (std::uint64_t point = pool.first; point < pool.first + pool.points; ++point) {
    for (std::uint64_t replicate = 0; replicate < layout.replicates; ++replicate) {
      const std::size_t i = point * layout.replicates + replicate;
      pairs.arm.push_back(values[arm * layout.points() * layout.replicates + i]);
      pairs.baseline.push_back(values[i]);
      pairs.clusters.push_back(pool.cluster(point, replicate));
    }
  }
  return pairs;
}

/// Columns of PairedSummary over (arm, place), or over (arm).
class Table {
 public:
  void add(const PairedSummary& row) {
    mean_.push_back(row.mean);
    error_.push_back(row.standard_error);
    better_.push_back(row.share_better);
    reduction_.push_back(row.variance_reduction);
    n_.push_back(static_cast<std::int32_t>(row.n));
    clusters_.push_back(row.clusters);
  }

  /// Of all places, in the order of adding.
  void write(const hdf5::Group& group, const std::string& name) const {
    group.dataset(name + "_mean").write(mean_);
    group.dataset(name + "_standard_error").write(error_);
    group.dataset(name + "_n").write(n_);
    group.dataset(name + "_share_better").write(better_);
    group.dataset(name + "_variance_reduction").write(reduction_);
    if (group.has(name + "_clusters")) group.dataset(name + "_clusters").write(clusters_);
  }

 private:
  std::vector<double> mean_, error_, better_, reduction_;
  std::vector<std::int32_t> n_, clusters_;
};

void explain(hdf5::Group& group, const Pool& pool) {
  const PointUnits& units = pool.layout->units;
  const std::string unit = pool.by_replicate  ? "replicate"
                           : units.joined()   ? units.unit_word()
                           : pool.vectors > 0 ? "drawn vector"
                                              : "point";
  group.set_text("clustered_by", unit);
  if (pool.refused())
    group.set_text("refused", pool.refusal);
  else if (!pool.by_replicate && pool.units() < static_cast<std::uint64_t>(fewest_clusters))
    group.set_text("refused", unit + "s are the independent units, and there are fewer than 8");
}

}  // namespace

DifferenceWriter::DifferenceWriter(hdf5::Group& root, const Layout& layout, int threads)
    : layout_(layout),
      threads_(threads),
      points_(create_group(root, layout, "differences")),
      cells_(create_group(root, layout, "differences_cells")),
      all_(create_group(root, layout, "differences_all")) {
  if (layout.arms.size() < 2) return;
  by_cell_ = pools_of_cells(layout);
  everything_ = pool_of_all(layout);
  explain(cells_, by_cell_.front());
  explain(all_, everything_);
}

void DifferenceWriter::add(int outcome, const std::vector<double>& values) {
  if (layout_.arms.size() < 2) return;
  const OutcomeInfo& info = outcome_table[outcome];
  const bool by_points = layout_.replicates >= static_cast<std::uint64_t>(fewest_clusters);
  Table by_point, by_cell, overall;
  for (std::size_t arm = 1; arm < layout_.arms.size(); ++arm) {
    const auto of_point = [&](std::uint64_t point) {
      const Pairs pairs = pairs_of(values, arm, pool_of_point(layout_, point), layout_);
      return paired_summary(pairs.arm, pairs.baseline, {}, info.better);
    };
    const auto over = [&](const Pool& pool) {
      const Pairs pairs = pairs_of(values, arm, pool, layout_);
      return paired_summary(pairs.arm, pairs.baseline, pairs.clusters, info.better);
    };
    for (const PairedSummary& row :
         parallel_map<PairedSummary>(by_points ? layout_.points() : 0, threads_, of_point))
      by_point.add(row);
    for (const PairedSummary& row : parallel_map<PairedSummary>(
             by_cell_.size(), threads_, [&](std::uint64_t cell) { return over(by_cell_[cell]); }))
      by_cell.add(row);
    overall.add(over(everything_));
  }
  if (by_points) by_point.write(points_, info.name);
  by_cell.write(cells_, info.name);
  overall.write(all_, info.name);
}

}  // namespace taosweep
