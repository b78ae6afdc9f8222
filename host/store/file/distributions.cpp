// Groups /distributions (per point) and /distributions_cells (pooled over the points of a cell).
#include <limits>

#include "host/statistics/means.hpp"
#include "host/store/file/sections.hpp"
#include "kernels/distributions/distributions.hpp"
#include "kernels/distributions/edges.hpp"

namespace taosweep {

namespace {

/// Statistics of one outcome in all (arm, place), places being points or cells.
struct OutcomeSummary {
  Summaries shape;                           // quantiles, n, counts
  std::vector<double> mean, standard_error;  // [arm][place]
};

/// Lower edges of the bins: -inf for the underflow, then every edge, the last being that of the
/// overflow.
std::vector<double> lower_edges(const OutcomeInfo& info) {
  std::vector<double> edges = bin_edges(info);
  edges.insert(edges.begin(), -std::numeric_limits<double>::infinity());
  return edges;
}

void write_summary(hdf5::Group& group, const OutcomeInfo& info, const std::string& place,
                   const OutcomeSummary& summary) {
  const std::string name = info.name, bins = name + "_bin";
  group.create_axis(
      bins, lower_edges(info),
      {info.unit, "lower edge of each bin; the first bin is the underflow, the last the overflow"});
  group.put(name + "_quantiles", {"arm", place, "quantile"}, summary.shape.quantiles,
            {info.unit, info.sentence});
  group.put(name + "_n", {"arm", place}, summary.shape.n,
            {"1", "economies with status 0 in which it is defined"});
  group.put(name + "_mean", {"arm", place}, summary.mean, {info.unit, "mean"});
  group.put(name + "_standard_error", {"arm", place}, summary.standard_error,
            {info.unit, "standard error of the mean"});
  group.put(name + "_counts", {"arm", place, bins}, summary.shape.counts,
            {"1", "economies in each bin [edge, next edge), the last but one closed"});
}

OutcomeSummary per_point(const std::vector<double>& values, const OutcomeInfo& info,
                         const Layout& layout) {
  const std::size_t segments = layout.arms.size() * layout.points();
  std::vector<std::int32_t> segment(values.size());
  for (std::size_t i = 0; i < values.size(); ++i)
    segment[i] = static_cast<std::int32_t>(i / layout.replicates);
  OutcomeSummary summary{
      summarise(values, segment, static_cast<int>(segments), bin_edges(info)), {}, {}};
  std::vector<double> defined;
  for (std::size_t place = 0; place < segments; ++place) {
    defined.clear();
    for (std::size_t i = place * layout.replicates; i < (place + 1) * layout.replicates; ++i)
      if (values[i] == values[i]) defined.push_back(values[i]);
    const Mean mean = mean_of(defined);
    summary.mean.push_back(mean.mean);
    summary.standard_error.push_back(mean.standard_error);
  }
  return summary;
}

/// Mean over a cell, its error from the independent units; nothing pooled where the pool is
/// refused.
Mean mean_over(const std::vector<double>& values, std::size_t arm, const Pool& pool,
               const Layout& layout) {
  std::vector<double> defined;
  std::vector<std::int32_t> clusters;
  for (std::uint64_t point : pool.points) {
    for (std::uint64_t replicate = 0; replicate < layout.replicates; ++replicate) {
      const double value = values[(arm * layout.points() + point) * layout.replicates + replicate];
      if (value != value) continue;
      defined.push_back(value);
      clusters.push_back(pool.cluster(point, replicate));
    }
  }
  Mean mean = clustered_mean(defined, clusters);
  if (pool.points.size() > 1 && mean.clusters < fewest_clusters)
    mean.standard_error = undefined_value;
  if (!pool.refusal.empty()) mean.mean = undefined_value;
  return mean;
}

OutcomeSummary per_cell(const std::vector<double>& values, const OutcomeInfo& info,
                        const Layout& layout, const std::vector<Pool>& pools) {
  const std::size_t cells = layout.cell_count;
  std::vector<std::int32_t> segment(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::size_t place = i / layout.replicates, arm = place / layout.points(),
                      point = place % layout.points();
    segment[i] = static_cast<std::int32_t>(arm * cells + layout.cells[point]);
  }
  OutcomeSummary summary{
      summarise(values, segment, static_cast<int>(layout.arms.size() * cells), bin_edges(info)),
      {},
      {}};
  for (std::size_t arm = 0; arm < layout.arms.size(); ++arm) {
    for (std::size_t cell = 0; cell < cells; ++cell) {
      const Mean mean = mean_over(values, arm, pools[cell], layout);
      summary.mean.push_back(mean.mean);
      summary.standard_error.push_back(mean.standard_error);
      if (pools[cell].refusal.empty()) continue;
      for (int q = 0; q < quantile_count; ++q)
        summary.shape.quantiles[(arm * cells + cell) * quantile_count + q] = undefined_value;
    }
  }
  return summary;
}

}  // namespace

void write_distributions(hdf5::Group& root, const Layout& layout) {
  hdf5::Group points = root.create_group("distributions");
  create_axes(points, layout, {"arm", "point", "quantile"});
  hdf5::Group cells = root.create_group("distributions_cells");
  create_axes(cells, layout, {"arm", "cell", "quantile"});
  const std::vector<Pool> pools = pools_of_cells(layout);
  for (const Pool& pool : pools)
    if (!pool.refusal.empty()) cells.set_text("refused", pool.refusal);
  for (int i = 0; i < outcome_count; ++i) {
    const std::vector<double> values = usable_values(root, i);
    write_summary(points, outcome_table[i], "point", per_point(values, outcome_table[i], layout));
    write_summary(cells, outcome_table[i], "cell",
                  per_cell(values, outcome_table[i], layout, pools));
  }
}

}  // namespace taosweep
