// Groups /series (exact quantiles per point), /series_all (pooled over a cell from counts) and, in
// a shard, /shard.
#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "host/store/hdf5/blocks.hpp"
#include "host/store/file/sections.hpp"
#include "host/statistics/means.hpp"
#include "kernels/distributions/distributions.hpp"
#include "kernels/distributions/edges.hpp"

namespace taosweep {

namespace {

constexpr std::uint64_t fewest_replicates = 2;

std::size_t bins_of(const SeriesInfo& info) {
  return static_cast<std::size_t>(info.bins) + 2;
}

/// Inverse ECDF from counts: the geometric middle of the bin that holds it, the nearest edge beyond
/// the edges.
double quantile_of_counts(const std::uint32_t* counts, const std::vector<double>& edges,
                          int percent, std::int64_t n) {
  if (n == 0) return undefined_value;
  std::int64_t rank = quantile_rank(percent, n);
  std::size_t bin = 0;
  while (rank >= counts[bin]) rank -= counts[bin++];
  if (bin == 0) return edges.front();
  if (bin == edges.size()) return edges.back();
  return std::sqrt(edges[bin - 1] * edges[bin]);
}

}  // namespace

SeriesWriter::SeriesWriter(hdf5::Group& root, const Layout& layout, bool shard)
    : layout_(layout),
      shard_(shard),
      points_(root.create_group("series")),
      cells_(root.create_group("series_all")),
      counts_group_(shard ? root.create_group("shard") : root.group("series_all")),
      pools_(pools_of_cells(layout)),
      last_point_(layout.cell_count, 0) {
  for (std::uint64_t point = 0; point < layout.points; ++point)
    last_point_[layout.cells[point]] = point;
  create_axes(points_, layout, {"arm", "point", "day", "since_action", "quantile"});
  create_axes(cells_, layout, {"arm", "cell", "day", "since_action", "quantile"});
  if (shard_) {
    create_axes(counts_group_, layout, {"arm", "cell", "day", "since_action"});
    counts_group_.set_text("long_name", "what merging needs besides the other groups");
  }
  if (layout.replicates < fewest_replicates)
    points_.set_text("note",
                     "there is one replicate, and a distribution over one economy says nothing");
  for (const SeriesInfo& info : series_table) {
    const std::string name = info.name, time = axis_name(info.axis);
    const std::uint64_t times = layout.times(info.axis).size();
    if (layout.replicates >= fewest_replicates) {
      quantiles_.push_back(
          points_.create(name, hdf5::Type::float32, {"arm", "point", time, "quantile"},
                         {info.unit, info.sentence}, {1, 1, times, quantile_count}));
      sizes_.push_back(points_.create(name + "_n", hdf5::Type::int32, {"arm", "point", time},
                                      {"1", "economies in which it is defined"},
                                      {1, std::max<std::uint64_t>(1, 16384 / times), times}));
    }
    const std::vector<double> edges = bin_edges(info);
    hdf5::Dataset pooled =
        cells_.create(name, hdf5::Type::float32, {"arm", "cell", time, "quantile"},
                      {info.unit, info.sentence}, {1, 1, times, quantile_count});
    pooled.set_number("relative_error", std::sqrt(edges[1] / edges[0]) - 1);
    pooled.set_number("low", info.low);
    pooled.set_number("high", info.high);
    pooled.set_text("comment",
                    "geometric middle of the bin that holds the quantile; low and high stand for "
                    "less and more");
    cell_quantiles_.push_back(std::move(pooled));
    cell_sizes_.push_back(cells_.create(name + "_n", hdf5::Type::int32, {"arm", "cell", time},
                                        {"1", "economies in which it is defined"}));
    if (!shard_) continue;
    std::vector<double> lower = edges;
    lower.insert(lower.begin(), -std::numeric_limits<double>::infinity());
    counts_group_.create_axis(name + "_bin", lower, {info.unit, "lower edge of each bin"});
    counts_.push_back(counts_group_.create(
        name + "_counts", hdf5::Type::uint32, {"arm", "cell", time, name + "_bin"},
        {"1", "economies in each bin"}, {1, 1, times, bins_of(info)}));
  }
}

SeriesWriter::Counts& SeriesWriter::counts_of(std::uint32_t cell) {
  Counts& counts = open_cells_[cell];
  if (counts.empty()) {
    for (const SeriesInfo& info : series_table)
      counts.emplace_back(layout_.arms.size() * layout_.times(info.axis).size() * bins_of(info),
                          0u);
  }
  return counts;
}

void SeriesWriter::add(std::uint64_t point, const PointResults& results) {
  const std::uint64_t per_point = layout_.replicates * layout_.arms.size();
  if (results.series.size() != results.points * per_point * layout_.series_length())
    throw std::invalid_argument("results do not hold all series of each economy");
  for (std::uint64_t p = 0; p < results.points; ++p) {
    add_point(point + p, &results.series[p * per_point * layout_.series_length()],
              &results.status[p * per_point]);
  }
}

void SeriesWriter::add_point(std::uint64_t point, const float* series, const std::int32_t* status) {
  const std::size_t arms = layout_.arms.size(), economies = arms * layout_.replicates;
  const std::uint32_t cell = layout_.cells[point];
  Counts& counts = counts_of(cell);
  for (int s = 0; s < series_count; ++s) {
    const SeriesInfo& info = series_table[s];
    const std::size_t times = layout_.times(info.axis).size(), start = layout_.series_start(s);
    std::vector<double> values(economies * times);
    std::vector<std::int32_t> segments(values.size());
    for (std::size_t economy = 0; economy < economies; ++economy) {
      const std::size_t arm = economy % arms;
      for (std::size_t t = 0; t < times; ++t) {
        values[economy * times + t] = series[economy * layout_.series_length() + start + t];
        segments[economy * times + t] =
            status[economy] == 0 ? static_cast<std::int32_t>(arm * times + t) : -1;
      }
    }
    const Summaries summary =
        summarise(values, segments, static_cast<int>(arms * times), bin_edges(info));
    for (std::size_t i = 0; i < summary.counts.size(); ++i) counts[s][i] += summary.counts[i];
    if (layout_.replicates < fewest_replicates) continue;
    const std::vector<float> quantiles(summary.quantiles.begin(), summary.quantiles.end());
    quantiles_[s].write_block<float>({0, point, 0, 0}, {arms, 1, times, quantile_count}, quantiles);
    sizes_[s].write_block<std::int32_t>({0, point, 0}, {arms, 1, times}, summary.n);
  }
  if (point == last_point_[cell]) {
    write_cell(cell, counts);
    open_cells_.erase(cell);
  }
}

void SeriesWriter::write_cell(std::uint32_t cell, const Counts& counts) {
  const std::size_t arms = layout_.arms.size();
  const Pool& pool = pools_[cell];
  if (!pool.refusal.empty()) cells_.set_text("refused", pool.refusal);
  for (int s = 0; s < series_count; ++s) {
    const SeriesInfo& info = series_table[s];
    const std::size_t times = layout_.times(info.axis).size(), bins = bins_of(info);
    const std::vector<double> edges = bin_edges(info);
    std::vector<float> quantiles;
    std::vector<std::int32_t> sizes;
    for (std::size_t place = 0; place < arms * times; ++place) {
      const std::uint32_t* row = &counts[s][place * bins];
      std::int64_t n = 0;
      for (std::size_t bin = 0; bin < bins; ++bin) n += row[bin];
      sizes.push_back(static_cast<std::int32_t>(n));
      for (int percent : quantile_percent) {
        const double value = quantile_of_counts(row, edges, percent, n);
        quantiles.push_back(static_cast<float>(pool.refusal.empty() ? value : undefined_value));
      }
    }
    cell_quantiles_[s].write_block<float>({0, cell, 0, 0}, {arms, 1, times, quantile_count},
                                          quantiles);
    cell_sizes_[s].write_block<std::int32_t>({0, cell, 0}, {arms, 1, times}, sizes);
    if (shard_)
      counts_[s].write_block<std::uint32_t>({0, cell, 0, 0}, {arms, 1, times, bins}, counts[s]);
  }
}

void SeriesWriter::copy(std::uint64_t point, const hdf5::Group& shard_root) {
  const std::size_t arms = layout_.arms.size();
  const hdf5::Group series = shard_root.group("series");
  const std::uint64_t points = series.dataset("point").shape().at(0);
  const auto place = [&](hdf5::Shape start) {
    start[1] += point;
    return start;
  };
  for (std::size_t s = 0; s < quantiles_.size(); ++s) {
    const std::string name = series_table[s].name;
    const hdf5::Dataset from = series.dataset(name), from_n = series.dataset(name + "_n");
    hdf5::for_each_block(from.shape(), 1 << 20,
                         [&](const hdf5::Shape& start, const hdf5::Shape& count) {
                           quantiles_[s].write_block<float>(place(start), count,
                                                            from.read_block<float>(start, count));
                         });
    hdf5::for_each_block(from_n.shape(), 1 << 20,
                         [&](const hdf5::Shape& start, const hdf5::Shape& count) {
                           sizes_[s].write_block<std::int32_t>(
                               place(start), count, from_n.read_block<std::int32_t>(start, count));
                         });
  }
  std::vector<std::uint32_t> cells(
      layout_.cells.begin() + static_cast<std::ptrdiff_t>(point),
      layout_.cells.begin() + static_cast<std::ptrdiff_t>(point + points));
  std::sort(cells.begin(), cells.end());
  cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
  const hdf5::Group shard = shard_root.group("shard");
  std::vector<hdf5::Dataset> from;
  for (const SeriesInfo& info : series_table)
    from.push_back(shard.dataset(std::string(info.name) + "_counts"));
  for (std::uint32_t cell : cells) {
    Counts& counts = counts_of(cell);
    for (int s = 0; s < series_count; ++s) {
      const SeriesInfo& info = series_table[s];
      const std::vector<std::uint32_t> more = from[s].read_block<std::uint32_t>(
          {0, cell, 0, 0}, {arms, 1, layout_.times(info.axis).size(), bins_of(info)});
      for (std::size_t i = 0; i < more.size(); ++i) counts[s][i] += more[i];
    }
    if (last_point_[cell] < point + points) {
      write_cell(cell, counts);
      open_cells_.erase(cell);
    }
  }
}

}  // namespace taosweep
