// Groups /differences (per point), /differences_cells and /differences_all: arms against the
// baseline, pair by pair.
#include "host/statistics/means.hpp"
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
  for (std::uint64_t point : pool.points) {
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

  void write(hdf5::Group& group, const OutcomeInfo& info, const std::vector<std::string>& axes,
             bool pooled) const {
    const std::string name = info.name;
    group.put(name + "_mean", axes, mean_,
              {info.unit, "mean of arm - baseline over pairs: " + std::string(info.sentence)});
    group.put(name + "_standard_error", axes, error_, {info.unit, "standard error of that mean"});
    group.put(name + "_n", axes, n_, {"1", "pairs with both values defined"});
    group.put(name + "_share_better", axes, better_,
              {"1", "share of pairs in which the arm is strictly better"});
    group.put(name + "_variance_reduction", axes, reduction_,
              {"1", "(s_a^2 + s_b^2)/s_d^2: what pairing saves"});
    if (pooled)
      group.put(name + "_clusters", axes, clusters_, {"1", "independent units among the pairs"});
  }

 private:
  std::vector<double> mean_, error_, better_, reduction_;
  std::vector<std::int32_t> n_, clusters_;
};

hdf5::Group create(hdf5::Group& root, const std::string& name, const Layout& layout,
                   const std::vector<std::string>& axes) {
  hdf5::Group group = root.create_group(name);
  if (layout.arms.size() < 2)
    group.set_text("note", "there is one arm, and so nothing to compare");
  else
    create_axes(group, layout, axes);
  return group;
}

void explain(hdf5::Group& group, const Pool& pool) {
  const std::string unit = pool.by_replicate  ? "replicate"
                           : pool.vectors > 0 ? "drawn vector"
                                              : "point";
  group.set_text("clustered_by", unit);
  if (!pool.refusal.empty())
    group.set_text("refused", pool.refusal);
  else if (!pool.by_replicate && pool.units() < static_cast<std::uint64_t>(fewest_clusters))
    group.set_text("refused", unit + "s are the independent units, and there are fewer than 8");
}

}  // namespace

void write_differences(hdf5::Group& root, const Layout& layout) {
  hdf5::Group points = create(root, "differences", layout, {"compared_arm", "point"});
  hdf5::Group cells = create(root, "differences_cells", layout, {"compared_arm", "cell"});
  hdf5::Group all = create(root, "differences_all", layout, {"compared_arm"});
  if (layout.arms.size() < 2) return;

  const std::vector<Pool> pools = pools_of_cells(layout);
  const Pool everything = pool_of_all(layout);
  explain(cells, pools.front());
  explain(all, everything);

  for (int i = 0; i < outcome_count; ++i) {
    const OutcomeInfo& info = outcome_table[i];
    const std::vector<double> values = usable_values(root, i);
    Table by_point, by_cell, overall;
    for (std::size_t arm = 1; arm < layout.arms.size(); ++arm) {
      for (std::uint64_t point = 0; point < layout.points(); ++point) {
        const Pairs pairs = pairs_of(values, arm, {{point}, true}, layout);
        by_point.add(paired_summary(pairs.arm, pairs.baseline, {}, info.better));
      }
      for (const Pool& pool : pools) {
        const Pairs pairs = pairs_of(values, arm, pool, layout);
        by_cell.add(paired_summary(pairs.arm, pairs.baseline, pairs.clusters, info.better));
      }
      const Pairs pairs = pairs_of(values, arm, everything, layout);
      overall.add(paired_summary(pairs.arm, pairs.baseline, pairs.clusters, info.better));
    }
    by_point.write(points, info, {"compared_arm", "point"}, false);
    by_cell.write(cells, info, {"compared_arm", "cell"}, true);
    overall.write(all, info, {"compared_arm"}, true);
  }
}

}  // namespace taosweep
