#include "host/store/file/layout.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>

#include "host/experiment/record_plan.hpp"
#include "host/statistics/means.hpp"
#include "kernels/distributions/distributions.hpp"

namespace taosweep {

namespace {

Pool finished(Pool pool, const Layout& layout) {
  pool.by_replicate = layout.common_shocks || pool.points.size() == 1;
  if (layout.common_shocks && pool.points.size() > 1 && layout.replicates < fewest_clusters)
    pool.refusal =
        "points share their shocks, so that replicates are the independent units, and there are "
        "fewer than 8";
  return pool;
}

std::vector<std::int64_t> counting(std::uint64_t n) {
  std::vector<std::int64_t> values(n);
  std::iota(values.begin(), values.end(), std::int64_t{0});
  return values;
}

void create_axis(hdf5::Group& group, const Layout& layout, const std::string& name) {
  if (name == "arm") {
    group.create_text_axis(name, layout.arms, {"1", "arm, the first is the baseline"});
  } else if (name == "compared_arm") {
    group.create_text_axis(name, {layout.arms.begin() + 1, layout.arms.end()},
                           {"1", "arm compared with the baseline " + layout.arms.front()});
  } else if (name == "point") {
    group.create_axis(name,
                      std::vector<std::int64_t>(layout.point_ids.begin(), layout.point_ids.end()),
                      {"1", "point of the design"});
  } else if (name == "replicate") {
    group.create_axis(name, counting(layout.replicates), {"1", "draw of the random shocks"})
        .set_text("standard_name", "realization");
  } else if (name == "cell") {
    group.create_axis(name, counting(layout.cell_count),
                      {"1", "cell of the product of the unsampled axes"});
  } else if (name == "day") {
    group.create_axis(name, layout.day, {"d", "time since the start"});
  } else if (name == "since_action") {
    group.create_axis(name, layout.since_action, {"h", "time since the foundation's action"});
  } else if (name == "quantile") {
    std::vector<double> quantiles;
    for (int percent : quantile_percent) quantiles.push_back(percent / 100.0);
    group.create_axis(name, quantiles,
                      {"1", "probability; the quantile is the inverse ECDF, a value that occurs"});
  } else if (name == "bound") {
    group.create_text_axis(name, {"low", "high"}, {"1", "end of the interval"});
  } else {
    throw std::invalid_argument("no axis is called " + name);
  }
}

}  // namespace

bool Layout::holds(std::uint64_t economy) const {
  return std::binary_search(point_ids.begin(), point_ids.end(),
                            economy / (replicates * arms.size()));
}

std::size_t Layout::series_start(int series) const {
  std::size_t start = 0;
  for (int i = 0; i < series; ++i) start += times(series_table[i].axis).size();
  return start;
}

Layout layout_of(const Experiment& experiment, const Portion& portion) {
  if (portion.points.empty() || portion.points.back() >= experiment.points.size())
    throw std::invalid_argument("results hold points that the design does not have");
  Layout layout;
  for (const Arm& arm : experiment.arms) layout.arms.push_back(arm.label);
  layout.points_total = experiment.points.size();
  layout.point_ids = portion.points;
  layout.replicates = experiment.replicates;
  for (const std::uint64_t point : portion.points) layout.cells.push_back(experiment.cells[point]);
  layout.cell_count = experiment.cell_count;
  layout.common_shocks = experiment.common_shocks;
  const RecordPlan plan = record_plan(experiment);
  layout.day = time_values(TimeAxis::day, plan);
  layout.since_action = time_values(TimeAxis::since_action, plan);
  return layout;
}

Layout layout_of(const hdf5::Group& root) {
  Layout layout;
  const hdf5::Group design = root.group("design");
  const hdf5::Group series = root.group("series_all");
  layout.arms = design.dataset("arm").read_texts();
  layout.points_total = static_cast<std::uint64_t>(root.whole("points_total"));
  const std::vector<std::int64_t> points =
      root.group("outcomes").dataset("point").read<std::int64_t>();
  layout.point_ids.assign(points.begin(), points.end());
  layout.replicates = static_cast<std::uint64_t>(design.whole("replicates"));
  const std::vector<std::int32_t> cells = design.dataset("cell").read<std::int32_t>();
  layout.cell_count = static_cast<std::uint32_t>(design.whole("cell_count"));
  for (const std::uint64_t point : layout.point_ids) {
    if (point >= cells.size()) throw hdf5::Hdf5Error("/design holds fewer points than /outcomes");
    layout.cells.push_back(static_cast<std::uint32_t>(cells[point]));
    if (layout.cells.back() >= layout.cell_count)
      throw hdf5::Hdf5Error("/design/cell names more cells than it has");
  }
  layout.common_shocks = design.whole("common_shocks") != 0;
  layout.day = series.dataset("day").read<double>();
  layout.since_action = series.dataset("since_action").read<double>();
  return layout;
}

const char* axis_name(TimeAxis axis) {
  return axis == TimeAxis::day ? "day" : "since_action";
}

void create_axes(hdf5::Group& group, const Layout& layout, const std::vector<std::string>& names) {
  for (const std::string& name : names) create_axis(group, layout, name);
}

std::vector<Pool> pools_of_cells(const Layout& layout) {
  std::vector<Pool> pools(layout.cell_count);
  for (std::uint64_t point = 0; point < layout.points(); ++point)
    pools.at(layout.cells[point]).points.push_back(point);
  for (Pool& pool : pools) pool = finished(std::move(pool), layout);
  return pools;
}

Pool pool_of_all(const Layout& layout) {
  Pool pool;
  for (std::uint64_t point = 0; point < layout.points(); ++point) pool.points.push_back(point);
  const std::uint64_t drawn = layout.points_total / layout.cell_count;
  if (drawn > 1) pool.vectors = drawn;
  pool.point_ids = &layout.point_ids;
  return finished(std::move(pool), layout);
}

}  // namespace taosweep
