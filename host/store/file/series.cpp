// Groups /series (exact quantiles per point), /series_all (pooled over
// a cell from counts) and, in a shard, /shard.
#include <algorithm>
#include <cmath>
#include <set>
#include <stdexcept>
#include <utility>

#include "host/statistics/counted_medians.hpp"
#include "host/store/file/create.hpp"
#include "host/store/file/sections.hpp"
#include "kernels/distributions/distributions.hpp"
#include "kernels/distributions/edges.hpp"
#include "kernels/math/undefined.hpp"

namespace taosweep {

namespace {

constexpr std::uint64_t fewest_replicates = 2;

// Numbers in memory at a time: in a sort, and as columns of a point that is read piece by piece.
constexpr std::uint64_t block_values = 1 << 20, column_values = 1 << 24;

std::size_t bins_of(const SeriesInfo& info) {
  return static_cast<std::size_t>(info.bins) + 2;
}

/// Inverse ECDF from counts: the geometric middle of the bin that
/// holds it, the nearest edge beyond the edges.
double quantile_of_counts(const std::uint32_t* counts, const std::vector<double>& edges,
                          int percent, std::int64_t n) {
  if (n == 0) return undefined;
  std::int64_t rank = quantile_rank(percent, n);
  std::size_t bin = 0;
  while (rank >= counts[bin]) rank -= counts[bin++];
  if (bin == 0) return edges.front();
  if (bin == edges.size()) return edges.back();
  return std::sqrt(edges[bin - 1] * edges[bin]);
}

/// Economies of one independent unit of a pool.
std::int64_t economies_of_a_unit(const Pool& pool, const Layout& layout) {
  const std::uint64_t units =
                          pool.by_replicate || pool.points == 1 ? layout.replicates : pool.units(),
                      economies = pool.points * layout.replicates;
  return static_cast<std::int64_t>((economies + units - 1) / units);
}

std::int64_t number_in(const std::uint32_t* counts, std::size_t bins) {
  std::int64_t n = 0;
  for (std::size_t bin = 0; bin < bins; ++bin) n += counts[bin];
  return n;
}

}  // namespace

SeriesWriter::SeriesWriter(hdf5::Group& root, const Layout& layout,
                           std::vector<SummaryPlace> places)
    : layout_(layout),
      summaries_(std::move(places)),
      cells_(create_group(root, layout, "series_all")),
      pools_(pools_of_cells(layout)),
      last_point_(layout.cell_count, 0) {
  for (std::uint64_t point = 0; point < layout.points(); ++point)
    last_point_[layout.cells[point]] = point;
  const hdf5::Group points = create_group(root, layout, "series"),
                    intervals = intervals_group(root, layout);
  for (const SeriesInfo& info : series_table) {
    const std::string name = info.name;
    if (layout.replicates >= fewest_replicates) {
      quantiles_.push_back(points.dataset(name));
      sizes_.push_back(points.dataset(name + "_n"));
    }
    edges_.push_back(bin_edges(info));
    const std::vector<double>& edges = edges_.back();
    hdf5::Dataset pooled = cells_.dataset(name);
    pooled.set_number("relative_error", std::sqrt(edges[1] / edges[0]) - 1);
    pooled.set_number("low", info.low);
    pooled.set_number("high", info.high);
    pooled.set_text("comment",
                    "geometric middle of the bin that holds the quantile; low and high stand for "
                    "less and more");
    cell_quantiles_.push_back(std::move(pooled));
    cell_sizes_.push_back(cells_.dataset(name + "_n"));
    together_.push_back(intervals.dataset(name + "_median_together"));
  }
  if (!layout.shard) return;
  hdf5::Group shard = create_group(root, layout, "shard");
  shard.set_text("long_name", "what merging needs besides the other groups");
  for (const SeriesInfo& info : series_table)
    counts_.push_back(shard.dataset(std::string(info.name) + "_counts"));
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

/// Some times of one series of the economies of some points of one cell.
struct SeriesWriter::Block {
  std::uint32_t cell;
  std::uint64_t position;  ///< of the point; of the first where the block pools several
  int series;
  std::uint64_t first_time, times;
};

void SeriesWriter::add(const PointResults& results) {
  const std::uint64_t economies =
      results.points * layout_.replicates * static_cast<std::uint64_t>(layout_.arms.size());
  if (results.series.size() != economies * layout_.series_length())
    throw std::invalid_argument("results do not hold all series of each economy");
  // Without quantiles of single points, those of one cell are counted together.
  const bool pooled = layout_.replicates < fewest_replicates;
  for (std::uint64_t begin = 0; begin < results.points;) {
    std::uint64_t end = begin + 1;
    const auto cell = [&](std::uint64_t point) {
      return layout_.cells[results.first_point + point];
    };
    while (pooled && end < results.points && cell(end) == cell(begin)) ++end;
    add_run(results, begin, end);
    begin = end;
  }
}

void SeriesWriter::add_run(const PointResults& results, std::uint64_t begin, std::uint64_t end) {
  const std::uint64_t per_point = layout_.replicates * layout_.arms.size(),
                      all = results.points * per_point, economies = (end - begin) * per_point;
  const std::span status(results.status.data() + begin * per_point, economies);
  const std::uint64_t position = results.first_point + begin,
                      at_once = std::max<std::uint64_t>(1, block_values / economies);
  for (int s = 0; s < series_count; ++s) {
    const std::uint64_t times = layout_.times(series_table[s].axis).size();
    for (std::uint64_t first = 0; first < times; first += at_once) {
      const Block block{layout_.cells[position], position, s, first,
                        std::min(at_once, times - first)};
      add_block(block, &results.series[(layout_.series_start(s) + first) * all + begin * per_point],
                all, status);
    }
  }
  close_cell(results.first_point + end - 1);
}

void SeriesWriter::add_by_columns(std::uint64_t position, std::span<const std::int32_t> status,
                                  const ReadColumns& read) {
  const std::uint64_t economies = status.size(),
                      at_once = std::max<std::uint64_t>(1, column_values / economies);
  for (int s = 0; s < series_count; ++s) {
    const std::uint64_t times = layout_.times(series_table[s].axis).size();
    for (std::uint64_t first = 0; first < times; first += at_once) {
      const std::uint64_t count = std::min(at_once, times - first);
      const std::vector<float> columns = read(layout_.series_start(s) + first, count);
      const std::uint64_t piece = std::max<std::uint64_t>(1, block_values / economies);
      for (std::uint64_t t = 0; t < count; t += piece)
        add_block({layout_.cells[position], position, s, first + t, std::min(piece, count - t)},
                  &columns[t * economies], economies, status);
    }
  }
  close_cell(position);
}

void SeriesWriter::add_block(const Block& block, const float* columns, std::uint64_t stride,
                             std::span<const std::int32_t> status) {
  const std::uint64_t arms = layout_.arms.size(), economies = status.size();
  std::vector<double> values;
  std::vector<std::int32_t> segments;
  for (std::uint64_t t = 0; t < block.times; ++t) {
    for (std::uint64_t economy = 0; economy < economies; ++economy) {
      const float value = columns[t * stride + economy];
      if (status[economy] != 0 || value != value) continue;
      values.push_back(value);
      segments.push_back(static_cast<std::int32_t>(economy % arms * block.times + t));
    }
  }
  summaries_.add({std::move(values), std::move(segments), static_cast<int>(arms * block.times),
                  edges_[block.series]},
                 [this, block](const Summaries& summaries) { store(block, summaries); });
}

void SeriesWriter::store(const Block& block, const Summaries& summary) {
  const SeriesInfo& info = series_table[block.series];
  const std::uint64_t arms = layout_.arms.size();
  const std::size_t bins = bins_of(info), times = layout_.times(info.axis).size();
  std::vector<std::uint32_t>& counts = counts_of(block.cell)[block.series];
  for (std::uint64_t arm = 0; arm < arms; ++arm) {
    std::uint32_t* to = &counts[(arm * times + block.first_time) * bins];
    const std::uint32_t* from = &summary.counts[arm * block.times * bins];
    for (std::size_t i = 0; i < block.times * bins; ++i) to[i] += from[i];
  }
  if (layout_.replicates < fewest_replicates) return;
  const std::vector<float> quantiles(summary.quantiles.begin(), summary.quantiles.end());
  quantiles_[block.series].write_block<float>({0, block.position, block.first_time, 0},
                                              {arms, 1, block.times, quantile_count}, quantiles);
  sizes_[block.series].write_block<std::int32_t>({0, block.position, block.first_time},
                                                 {arms, 1, block.times}, summary.n);
}

void SeriesWriter::close_cell(std::uint64_t position) {
  summaries_.finish();
  const std::uint32_t cell = layout_.cells[position];
  if (position != last_point_[cell]) return;
  write_cell(cell, counts_of(cell));
  open_cells_.erase(cell);
}

void SeriesWriter::write_cell(std::uint32_t cell, const Counts& counts) {
  const std::size_t arms = layout_.arms.size();
  const Pool& pool = pools_[cell];
  if (pool.refused()) cells_.set_text("refused", pool.refusal);
  for (int s = 0; s < series_count; ++s) {
    const SeriesInfo& info = series_table[s];
    const std::size_t times = layout_.times(info.axis).size(), bins = bins_of(info);
    const std::vector<double>& edges = edges_[s];
    std::vector<float> quantiles;
    std::vector<std::int32_t> sizes;
    for (std::size_t place = 0; place < arms * times; ++place) {
      const std::uint32_t* row = &counts[s][place * bins];
      const std::int64_t n = number_in(row, bins);
      sizes.push_back(static_cast<std::int32_t>(n));
      for (int percent : quantile_percent) {
        const double value = quantile_of_counts(row, edges, percent, n);
        quantiles.push_back(static_cast<float>(pool.refused() ? undefined : value));
      }
    }
    cell_quantiles_[s].write_block<float>({0, cell, 0, 0}, {arms, 1, times, quantile_count},
                                          quantiles);
    cell_sizes_[s].write_block<std::int32_t>({0, cell, 0}, {arms, 1, times}, sizes);
    std::vector<float> together(arms * times * 2, static_cast<float>(undefined));
    for (std::size_t arm = 0; arm < arms && !pool.refused(); ++arm)
      std::ranges::copy(medians_together(&counts[s][arm * times * bins], times, edges,
                                         economies_of_a_unit(pool, layout_)),
                        together.begin() + static_cast<std::ptrdiff_t>(arm * times * 2));
    together_[s].write_block<float>({0, cell, 0, 0}, {arms, 1, times, 2}, together);
    if (layout_.shard)
      counts_[s].write_block<std::uint32_t>({0, cell, 0, 0}, {arms, 1, times, bins}, counts[s]);
  }
}

void SeriesWriter::copy(const Layout& shard_layout, const hdf5::Group& shard_root) {
  const hdf5::Group series = shard_root.group("series");
  const std::vector<std::uint64_t>& ids = shard_layout.point_ids;
  for (std::size_t s = 0; s < quantiles_.size(); ++s) {
    const std::string name = series_table[s].name;
    const hdf5::Dataset from = series.dataset(name), from_n = series.dataset(name + "_n");
    const std::uint64_t arms = layout_.arms.size(),
                        times = layout_.times(series_table[s].axis).size(),
                        longest = std::max<std::uint64_t>(
                            1, block_values / (arms * times * quantile_count));
    // The points of a shard lie apart in the whole: runs that lie together are copied at once.
    for (std::uint64_t begin = 0; begin < ids.size();) {
      std::uint64_t end = begin + 1;
      while (end < ids.size() && end - begin < longest && ids[end] == ids[end - 1] + 1) ++end;
      const hdf5::Shape count{arms, end - begin, times, quantile_count},
          count_n{arms, end - begin, times};
      quantiles_[s].write_block<float>({0, ids[begin], 0, 0}, count,
                                       from.read_block<float>({0, begin, 0, 0}, count));
      sizes_[s].write_block<std::int32_t>({0, ids[begin], 0}, count_n,
                                          from_n.read_block<std::int32_t>({0, begin, 0}, count_n));
      begin = end;
    }
  }
}

std::uint32_t SeriesWriter::cells_at_once() const {
  std::uint64_t numbers = 0;
  for (const SeriesInfo& info : series_table)
    numbers += layout_.arms.size() * layout_.times(info.axis).size() * bins_of(info);
  return static_cast<std::uint32_t>(
      std::clamp<std::uint64_t>(column_values / numbers, 1, layout_.cell_count));
}

void SeriesWriter::add_counts(std::uint32_t first, std::uint32_t end, const Layout& shard_layout,
                              const hdf5::Group& shard_root) {
  std::set<std::uint32_t> cells;
  for (const std::uint32_t cell : shard_layout.cells)
    if (cell >= first && cell < end) cells.insert(cell);
  const hdf5::Group shard = shard_root.group("shard");
  for (int s = 0; s < series_count; ++s) {
    const SeriesInfo& info = series_table[s];
    const hdf5::Dataset from = shard.dataset(std::string(info.name) + "_counts");
    const hdf5::Shape count{layout_.arms.size(), 1, layout_.times(info.axis).size(), bins_of(info)};
    for (const std::uint32_t cell : cells) {
      const std::vector<std::uint32_t> more =
          from.read_block<std::uint32_t>({0, cell, 0, 0}, count);
      std::vector<std::uint32_t>& counts = counts_of(cell)[s];
      for (std::size_t i = 0; i < more.size(); ++i) counts[i] += more[i];
    }
  }
}

void SeriesWriter::write_open_cells() {
  for (const auto& [cell, counts] : open_cells_) write_cell(cell, counts);
  open_cells_.clear();
}

}  // namespace taosweep
