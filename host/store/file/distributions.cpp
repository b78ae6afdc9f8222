// Groups /distributions (per point) and /distributions_cells (pooled over the points of a cell).
#include <algorithm>
#include <utility>

#include "host/statistics/means.hpp"
#include "host/store/file/create.hpp"
#include "host/store/file/sections.hpp"
#include "kernels/distributions/distributions.hpp"
#include "kernels/distributions/edges.hpp"
#include "kernels/math/undefined.hpp"

namespace taosweep {

namespace {

// Numbers in memory at a time: of economies in a sort, of bins that come out of it.
constexpr std::uint64_t values_at_once = 1 << 21, bins_at_once = 1 << 21;

/// Points on their own, or the cells that pool them.
enum class Place { point, cell };

/// Appends the values of a pool that are defined, and returns the numbers of their units.
std::vector<std::int32_t> take_defined(std::span<const double> values, const Pool& pool,
                                       const Layout& layout, std::vector<double>& defined) {
  std::vector<std::int32_t> clusters;
  const auto some = static_cast<std::size_t>(
      std::ranges::count_if(values, [](double value) { return value == value; }));
  if (some == 0) return clusters;
  clusters.reserve(some);
  for (std::uint64_t point = 0; point < pool.points; ++point)
    for (std::uint64_t replicate = 0; replicate < layout.replicates; ++replicate) {
      const double value = values[point * layout.replicates + replicate];
      if (value != value) continue;
      defined.push_back(value);
      clusters.push_back(pool.cluster(pool.first + point, replicate));
    }
  return clusters;
}

/// Mean over a pool's defined values, its error from the independent units; nothing pooled where it
/// is refused.
Mean mean_over(std::span<const double> defined, std::span<const std::int32_t> clusters,
               const Pool& pool, Place place) {
  if (place == Place::point) return mean_of(defined);
  Mean mean = clustered_mean(defined, clusters);
  if (pool.points > 1 && mean.clusters < fewest_clusters) mean.standard_error = undefined;
  if (pool.refused()) mean.mean = undefined;
  return mean;
}

/// Where the columns of one outcome go.
struct Columns {
  hdf5::Dataset quantiles, n, mean, standard_error, counts;

  Columns(const hdf5::Group& group, const std::string& name)
      : quantiles(group.dataset(name + "_quantiles")),
        n(group.dataset(name + "_n")),
        mean(group.dataset(name + "_mean")),
        standard_error(group.dataset(name + "_standard_error")),
        counts(group.dataset(name + "_counts")) {}
};

/// Statistics of one arm in the pools from `begin` on, which follow each other in the file. `to`
/// and the pools are needed until `summaries` has finished.
void write_pools(SummaryQueue& summaries, Columns& to, Place kind, std::uint64_t arm,
                 std::uint64_t begin, std::span<const Pool> pools, std::span<const double> values,
                 const OutcomeInfo& info, const Layout& layout) {
  std::vector<std::int32_t> segments;
  std::vector<double> mean, error, defined;
  defined.reserve(values.size());
  std::uint64_t start = 0;
  for (std::size_t place = 0; place < pools.size(); ++place) {
    const std::uint64_t economies = pools[place].points * layout.replicates;
    const std::size_t before = defined.size();
    const auto clusters =
        take_defined(values.subspan(start, economies), pools[place], layout, defined);
    segments.resize(defined.size(), static_cast<std::int32_t>(place));
    const Mean summary =
        mean_over(std::span(defined).subspan(before), clusters, pools[place], kind);
    mean.push_back(summary.mean);
    error.push_back(summary.standard_error);
    start += economies;
  }
  const std::uint64_t count = pools.size();
  to.mean.write_block<double>({arm, begin}, {1, count}, mean);
  to.standard_error.write_block<double>({arm, begin}, {1, count}, error);
  const auto store = [&to, arm, begin, pools, count](const Summaries& shape) {
    std::vector<double> quantiles = shape.quantiles;
    for (std::size_t place = 0; place < count; ++place)
      if (pools[place].refused())
        std::fill_n(quantiles.begin() + static_cast<std::ptrdiff_t>(place * quantile_count),
                    quantile_count, undefined);
    const std::uint64_t bins = shape.counts.size() / count;
    to.quantiles.write_block<double>({arm, begin, 0}, {1, count, quantile_count}, quantiles);
    to.n.write_block<std::int32_t>({arm, begin}, {1, count}, shape.n);
    to.counts.write_block<std::uint32_t>({arm, begin, 0}, {1, count, bins}, shape.counts);
  };
  summaries.add({std::move(defined), std::move(segments), static_cast<int>(count), bin_edges(info)},
                store);
}

void write_outcome(const hdf5::Group& group, Place kind, int outcome,
                   const std::vector<double>& values, const std::vector<Pool>& pools,
                   const Layout& layout, const std::vector<SummaryPlace>& places) {
  const OutcomeInfo& info = outcome_table[outcome];
  Columns to(group, info.name);
  SummaryQueue summaries(places);
  const std::uint64_t per_arm = layout.points() * layout.replicates,
                      most = std::max<std::uint64_t>(1, bins_at_once / (info.bins + 2));
  for (std::uint64_t arm = 0; arm < layout.arms.size(); ++arm) {
    for (std::uint64_t begin = 0; begin < pools.size();) {
      const std::uint64_t first = pools[begin].first;
      std::uint64_t end = begin, points = 0;
      while (end < pools.size() && end - begin < most &&
             (end == begin || (points + pools[end].points) * layout.replicates <= values_at_once))
        points += pools[end++].points;
      const auto part = std::span(values).subspan(arm * per_arm + first * layout.replicates,
                                                  points * layout.replicates);
      write_pools(summaries, to, kind, arm, begin, std::span(pools).subspan(begin, end - begin),
                  part, info, layout);
      begin = end;
    }
  }
  summaries.finish();
}

}  // namespace

DistributionWriter::DistributionWriter(hdf5::Group& root, const Layout& layout,
                                       std::vector<SummaryPlace> places)
    : layout_(layout),
      places_(std::move(places)),
      points_(create_group(root, layout, "distributions")),
      cells_(create_group(root, layout, "distributions_cells")),
      by_cell_(pools_of_cells(layout)) {
  for (const Pool& pool : by_cell_) {
    if (!pool.refused()) continue;
    cells_.set_text("refused", pool.refusal);
    break;
  }
  if (layout.replicates > 1)
    for (std::uint64_t point = 0; point < layout.points(); ++point)
      by_point_.push_back(pool_of_point(layout, point));
}

void DistributionWriter::add(int outcome, const std::vector<double>& values) {
  if (!by_point_.empty())
    write_outcome(points_, Place::point, outcome, values, by_point_, layout_, places_);
  write_outcome(cells_, Place::cell, outcome, values, by_cell_, layout_, places_);
}

}  // namespace taosweep
