#include "host/store/file/layout.hpp"

#include <algorithm>
#include <stdexcept>

#include "host/experiment/record_plan.hpp"
#include "host/statistics/means.hpp"
#include "kernels/distributions/distributions.hpp"

namespace taosweep {

namespace {

constexpr char too_few_replicates[] =
    "points share their shocks, so that replicates are the independent units, and there are fewer "
    "than 8";

Pool finished(Pool pool, const Layout& layout) {
  pool.layout = &layout;
  pool.by_replicate = layout.common_shocks || pool.points == 1;
  if (layout.common_shocks && pool.points > 1 && layout.replicates < fewest_clusters)
    pool.refusal = too_few_replicates;
  return pool;
}

}  // namespace

// Attributes of /design, which a random design does not have, nor a file from before the others.
PointUnits read_units(const hdf5::Group& design) {
  PointUnits units;
  if (!design.has_attribute("design")) return units;
  units.kind = parse_design(design.text("design"));
  if (design.has_attribute("points_together")) {
    units.together = static_cast<std::uint64_t>(design.whole("points_together"));
    if (units.together < 2 || units.together > 2 * std::size(parameter_table) + 2)
      throw hdf5::Hdf5Error("points_together of /design is no number of points");
    if (!design.has_attribute("scrambles")) return units;
  }
  units.scrambles = static_cast<std::uint64_t>(design.whole("scrambles"));
  if (units.scrambles < fewest_scrambles || units.scrambles > most_scrambles)
    throw hdf5::Hdf5Error("scrambles of /design is no number of parts");
  return units;
}

void write_units(hdf5::Group& design, const PointUnits& units) {
  if (!units.joined()) return;
  design.set_text("design", info_of(units.kind).name);
  if (units.together > 0)
    design.set_whole("points_together", static_cast<std::int64_t>(units.together));
  if (units.scrambles > 0)
    design.set_whole("scrambles", static_cast<std::int64_t>(units.scrambles));
}

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
  layout.units = experiment.units;
  layout.common_shocks = experiment.common_shocks;
  const RecordPlan plan = record_plan(experiment);
  layout.day = time_values(TimeAxis::day, plan);
  layout.since_action = time_values(TimeAxis::since_action, plan);
  for (const VariedKey& key : experiment.varied) layout.varied.push_back(key.key);
  for (const InputFile& input : experiment.inputs) layout.input_bytes.push_back(input.bytes.size());
  for (const std::uint64_t economy : experiment.keep.economies)
    if (layout.holds(economy)) layout.kept.push_back(economy);
  layout.shard = portion.shard_count > 1;
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
  layout.units = read_units(design);
  layout.common_shocks = design.whole("common_shocks") != 0;
  layout.day = series.dataset("day").read<double>();
  layout.since_action = series.dataset("since_action").read<double>();
  for (const std::string& name : design.members())
    if (design.dataset(name).has_attribute("varied")) layout.varied.push_back(name);
  const hdf5::Group inputs = root.group("inputs");
  for (int i = 0; inputs.has("file_" + std::to_string(i)); ++i)
    layout.input_bytes.push_back(inputs.dataset("file_" + std::to_string(i)).shape().at(0));
  if (root.group("paths").has("economy")) {
    const auto ids = root.group("paths").dataset("economy").read<std::int64_t>();
    layout.kept.assign(ids.begin(), ids.end());
  }
  layout.shard = root.whole("shard_count") > 1;
  return layout;
}

SchemaCounts counts_of(const Layout& layout) {
  SchemaCounts counts;
  counts.arms = layout.arms.size();
  counts.points_total = layout.points_total;
  counts.points = layout.points();
  counts.replicates = layout.replicates;
  counts.cells = layout.cell_count;
  counts.day = layout.day.size();
  counts.since_action = layout.since_action.size();
  counts.paths = layout.kept.size();
  counts.shard = layout.shard;
  counts.varied = layout.varied;
  counts.inputs = layout.input_bytes;
  return counts;
}

Pool pool_of_point(const Layout& layout, std::uint64_t position) {
  Pool pool;
  pool.first = position;
  pool.points = 1;
  return finished(pool, layout);
}

std::vector<Pool> pools_of_cells(const Layout& layout) {
  if (!std::is_sorted(layout.cells.begin(), layout.cells.end()))
    throw std::invalid_argument("the points of a cell do not lie together");
  std::vector<Pool> pools(layout.cell_count);
  for (std::uint64_t point = layout.points(); point-- > 0;) {
    Pool& pool = pools.at(layout.cells[point]);
    pool.first = point;
    ++pool.points;
  }
  for (Pool& pool : pools) pool = finished(pool, layout);
  return pools;
}

Pool pool_of_all(const Layout& layout) {
  Pool pool;
  pool.points = layout.points();
  const std::uint64_t drawn = layout.points_total / layout.cell_count;
  if (drawn > 1) pool.vectors = drawn;
  return finished(pool, layout);
}

}  // namespace taosweep
