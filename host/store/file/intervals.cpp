// Group /intervals: 95 % intervals of what the other groups
// estimate, per (arm, point) and per (arm, cell).
#include <algorithm>

#include "host/parallel/map.hpp"
#include "host/statistics/bootstrap.hpp"
#include "host/statistics/means.hpp"
#include "host/statistics/one_sample.hpp"
#include "host/statistics/paired_flags.hpp"
#include "host/statistics/together.hpp"
#include "host/store/file/create.hpp"
#include "host/store/file/sections.hpp"
#include "kernels/distributions/distributions.hpp"
#include "kernels/math/undefined.hpp"

namespace taosweep {

namespace {

/// Intervals of one outcome in many places, column by column.
struct Columns {
  std::vector<double> share, mean, quantiles, median, median_bounds;
  std::vector<std::int32_t> mean_by;

  void append(const Columns& more) {
    const auto add = [](auto& to, const auto& from) {
      to.insert(to.end(), from.begin(), from.end());
    };
    add(share, more.share);
    add(mean, more.mean);
    add(mean_by, more.mean_by);
    add(quantiles, more.quantiles);
    add(median, more.median);
    add(median_bounds, more.median_bounds);
  }

  static void push(std::vector<double>& column, const Interval& interval) {
    column.push_back(interval.low);
    column.push_back(interval.high);
  }

  void add_share(const OneSample& sample) { push(share, share_interval(sample)); }

  void add_mean(const OneSample& sample, const std::string& key) {
    const MeanInterval found = mean_interval_of(sample, key);
    push(mean, found.bounds);
    mean_by.push_back(static_cast<std::int32_t>(found.by));
  }

  void add_quantiles(const OneSample& sample) {
    const std::vector<double> ascending = ascending_in(sample);
    for (int percent : quantile_percent)
      push(quantiles, quantile_of(sample, ascending, percent / 100.0).bounds);
  }

  void add_survival(const OneSample& sample) {
    const SurvivalMedian found = survival_median_of(sample);
    median.push_back(found.median);
    push(median_bounds, found.bounds);
  }
};

/// Calls take(place in `values` of an arm, cluster) for each economy of a pool that `counts`.
template <class Counts, class Take>
void for_each_economy(const Pool& pool, const Layout& layout, const Counts& counts,
                      const Take& take) {
  for (std::uint64_t point = pool.first; point < pool.first + pool.points; ++point)
    for (std::uint64_t replicate = 0; replicate < layout.replicates; ++replicate) {
      const std::uint64_t economy = point * layout.replicates + replicate;
      if (counts(economy)) take(economy, pool.cluster(point, replicate));
    }
}

std::size_t begin_of_arm(std::size_t arm, const Layout& layout) {
  return arm * layout.points() * layout.replicates;
}

/// With room for the economies of a pool that count; none where an outcome is undefined in all.
template <class Counts>
OneSample empty_sample(const Pool& pool, const Layout& layout, const Counts& counts) {
  OneSample sample;
  sample.pooled = !pool.refused();
  std::size_t some = 0;
  const std::uint64_t begin = pool.first * layout.replicates,
                      end = begin + pool.points * layout.replicates;
  for (std::uint64_t economy = begin; economy < end; ++economy) some += counts(economy) ? 1 : 0;
  sample.values.reserve(some);
  sample.clusters.reserve(some);
  return sample;
}

/// Number of an economy's unit that is shared by the cells: its replicate where a cell is one
/// point, else as all points are pooled.
std::int32_t common_unit(std::size_t economy, const Pool& cell, const Pool& all,
                         const Layout& layout) {
  const std::uint64_t point = economy / layout.replicates, replicate = economy % layout.replicates;
  return cell.points == 1 ? static_cast<std::int32_t>(replicate) : all.cluster(point, replicate);
}

/// With the numbers of common units, where `all` is given.
MapCell cell_of(const std::vector<double>& values, const std::vector<double>& observed,
                std::size_t arm, const Pool& pool, const Pool* all, const Layout& layout) {
  const std::size_t begin = begin_of_arm(arm, layout);
  const auto counts = [&](std::size_t economy) {
    const std::size_t i = begin + economy;
    return values[i] == values[i] && (observed.empty() || observed[i] == observed[i]);
  };
  MapCell cell{empty_sample(pool, layout, counts), {}};
  OneSample& sample = cell.sample;
  sample.observed.reserve(observed.empty() ? 0 : sample.values.capacity());
  for_each_economy(pool, layout, counts, [&](std::size_t economy, std::int32_t cluster) {
    const std::size_t i = begin + economy;
    sample.values.push_back(values[i]);
    if (!observed.empty()) sample.observed.push_back(observed[i]);
    sample.clusters.push_back(cluster);
    if (all) cell.common.push_back(common_unit(economy, pool, *all, layout));
  });
  count_units(sample, pool.points == 1);
  return cell;
}

/// arm - baseline, pair by pair.
OneSample differences_of(const std::vector<double>& values, std::size_t arm, const Pool& pool,
                         const Layout& layout) {
  const std::size_t begin = begin_of_arm(arm, layout);
  const auto difference = [&](std::size_t economy) {
    return values[begin + economy] - values[economy];
  };
  const auto counts = [&](std::size_t economy) {
    return difference(economy) == difference(economy);
  };
  OneSample sample = empty_sample(pool, layout, counts);
  for_each_economy(pool, layout, counts, [&](std::size_t economy, std::int32_t cluster) {
    sample.values.push_back(difference(economy));
    sample.clusters.push_back(cluster);
  });
  count_units(sample, pool.points == 1);
  return sample;
}

// Places of one arm in memory at a time.
constexpr std::uint64_t places_at_once = 1 << 14;

/// What an economy's place is called where numbers are resampled: by the number of its point or
/// cell in the sweep, so that a shard draws as the whole does.
enum class PlaceKind { point, cell, all };

std::string name_of(PlaceKind kind, std::uint64_t place, const Layout& layout) {
  if (kind == PlaceKind::all) return "";
  return kind == PlaceKind::cell ? std::to_string(place)
                                 : "point " + std::to_string(layout.point_ids[place]);
}

const char* suffix_of(PlaceKind kind) {
  return kind == PlaceKind::point ? "" : kind == PlaceKind::cell ? "_cells" : "_all";
}

/// How the intervals of one outcome came about, where the group holds that.
void write_how(const hdf5::Group& group, const std::string& name, int outcome,
               const hdf5::Shape& start, const hdf5::Shape& count,
               const std::vector<std::int32_t>& by) {
  if (!group.has(name)) return;
  hdf5::Shape from{static_cast<std::uint64_t>(outcome)}, of{1};
  from.insert(from.end(), start.begin(), start.end());
  of.insert(of.end(), count.begin(), count.end());
  group.dataset(name).write_block<std::int32_t>(from, of, by);
}

/// Of which map the cells of an outcome are, and the dataset of intervals that hold all together.
struct TogetherAs {
  MapOf what;
  std::string dataset;
};
TogetherAs together_as(int outcome) {
  const OutcomeInfo& info = outcome_table[outcome];
  const std::string name = info.name;
  if (is_flag(info)) return {MapOf::shares, name + "_share_together_cells"};
  return {observed_of(outcome) >= 0 ? MapOf::medians_of_times : MapOf::medians,
          name + "_median_together_cells"};
}

/// What is written of an outcome in one place, and what a map over places takes.
struct PlaceFound {
  Columns columns;
  MapCell cell;
};

/// Every interval of one outcome over the pools of (arm, place).
void write_outcome(const hdf5::Group& group, int outcome, PlaceKind kind,
                   const std::vector<Pool>& pools, const std::vector<double>& values,
                   const std::vector<double>& seen, const Layout& layout, CommonDraws& draws,
                   int threads) {
  const OutcomeInfo& info = outcome_table[outcome];
  const std::string name = info.name, suffix = suffix_of(kind);
  const bool flag = is_flag(info), duration = !flag && observed_of(outcome) >= 0;
  const TogetherAs together = together_as(outcome);
  const Pool all = pool_of_all(layout);
  const bool is_map = kind == PlaceKind::cell && pools.size() > 1 && group.has(together.dataset);
  std::vector<double> bounds_together;
  const auto put = [&](const char* what, const hdf5::Shape& start, const hdf5::Shape& count,
                       const std::vector<double>& column) {
    group.dataset(name + what + suffix).write_block<double>(start, count, column);
  };
  for (std::uint64_t arm = 0; arm < layout.arms.size(); ++arm) {
    std::vector<MapCell> map;
    const auto find = [&](std::uint64_t place) {
      PlaceFound found{{},
                       cell_of(values, seen, arm, pools[place], is_map ? &all : nullptr, layout)};
      const OneSample& sample = found.cell.sample;
      if (flag) {
        found.columns.add_share(sample);
      } else if (duration) {
        found.columns.add_survival(sample);
      } else {
        found.columns.add_mean(
            sample, resample_text(name, layout.arms[arm], "", name_of(kind, place, layout)));
        found.columns.add_quantiles(sample);
      }
      if (!is_map) found.cell = {};
      return found;
    };
    for (std::uint64_t begin = 0; begin < pools.size(); begin += places_at_once) {
      const std::uint64_t places = std::min(places_at_once, pools.size() - begin);
      Columns columns;
      for (PlaceFound& found : parallel_map<PlaceFound>(
               places, threads, [&](std::uint64_t place) { return find(begin + place); })) {
        columns.append(found.columns);
        if (is_map) map.push_back(std::move(found.cell));
      }
      if (flag) {
        put("_share", {arm, begin, 0}, {1, places, 2}, columns.share);
      } else if (duration) {
        put("_median", {arm, begin}, {1, places}, columns.median);
        put("_median_bounds", {arm, begin, 0}, {1, places, 2}, columns.median_bounds);
      } else {
        put("_mean", {arm, begin, 0}, {1, places, 2}, columns.mean);
        write_how(group, "mean_how" + suffix, outcome, {arm, begin}, {1, places}, columns.mean_by);
        put("_quantiles", {arm, begin, 0, 0}, {1, places, quantile_count, 2}, columns.quantiles);
      }
    }
    if (!is_map) continue;
    for (const Interval& bounds : intervals_together(map, together.what, draws))
      Columns::push(bounds_together, bounds);
  }
  if (is_map) group.dataset(together.dataset).write(bounds_together);
}

/// The interval of the mean paired difference: of flags the score interval (Student's would have no
/// width where all pairs agree), else as for any other mean.
MeanInterval difference_interval(const OneSample& sample, bool flag, const std::string& key) {
  if (!flag) return mean_interval_of(sample, key);
  if (sample.joined()) return {{undefined, undefined}, "", "joined", MeanBy::joined};
  if (!sample.usable()) return {{undefined, undefined}, "", "too few", MeanBy::few_units};
  return {paired_flags_interval(sample.values, sample.clusters), "", "", MeanBy::score};
}

void write_differences(const hdf5::Group& group, int outcome, PlaceKind kind,
                       const std::vector<Pool>& pools, const std::vector<double>& values,
                       const Layout& layout, int threads) {
  const OutcomeInfo& info = outcome_table[outcome];
  std::vector<double> bounds;
  std::vector<std::int32_t> by;
  for (std::size_t arm = 1; arm < layout.arms.size(); ++arm)
    for (const MeanInterval& found :
         parallel_map<MeanInterval>(pools.size(), threads, [&](std::uint64_t place) {
           return difference_interval(differences_of(values, arm, pools[place], layout),
                                      is_flag(info),
                                      resample_text(info.name, layout.arms[arm], layout.arms[0],
                                                    name_of(kind, place, layout)));
         })) {
      Columns::push(bounds, found.bounds);
      by.push_back(static_cast<std::int32_t>(found.by));
    }
  const std::string suffix = suffix_of(kind);
  group.dataset(std::string(info.name) + "_difference" + suffix).write(bounds);
  const std::uint64_t arms = layout.arms.size() - 1;
  if (kind == PlaceKind::all)
    write_how(group, "difference_how_all", outcome, {0}, {arms}, by);
  else
    write_how(group, "difference_how" + suffix, outcome, {0, 0}, {arms, pools.size()}, by);
}

}  // namespace

void write_intervals_of(int outcome, const hdf5::Group& group, const std::vector<double>& values,
                        const UsableOutcomes& outcomes, const Layout& layout,
                        const std::vector<Pool>& cells, CommonDraws& draws, int threads) {
  const int observed = observed_of(outcome);
  const std::vector<double> seen = observed >= 0 ? outcomes.read(observed) : std::vector<double>();
  std::vector<Pool> points;
  for (std::uint64_t point = 0; layout.replicates >= 2 && point < layout.points(); ++point)
    points.push_back(pool_of_point(layout, point));
  if (!points.empty())
    write_outcome(group, outcome, PlaceKind::point, points, values, seen, layout, draws, threads);
  write_outcome(group, outcome, PlaceKind::cell, cells, values, seen, layout, draws, threads);
  if (layout.arms.size() < 2) return;
  const auto differences = [&](PlaceKind kind, const std::vector<Pool>& pools) {
    write_differences(group, outcome, kind, pools, values, layout, threads);
  };
  if (layout.replicates >= static_cast<std::uint64_t>(fewest_clusters))
    differences(PlaceKind::point, points);
  differences(PlaceKind::cell, cells);
  differences(PlaceKind::all, {pool_of_all(layout)});
}

hdf5::Group intervals_group(hdf5::Group& root, const Layout& layout) {
  return root.has("intervals") ? root.group("intervals") : create_group(root, layout, "intervals");
}

IntervalWriter::IntervalWriter(hdf5::Group& root, const Layout& layout, int threads)
    : layout_(layout),
      threads_(threads),
      group_(intervals_group(root, layout)),
      by_cell_(pools_of_cells(layout)) {
  group_.set_number("confidence", confidence);
  group_.set_text(
      "comment",
      "cells of several points: errors and effective numbers from the independent units");
  for (const char* how : {"mean_how", "mean_how_cells", "difference_how", "difference_how_cells",
                          "difference_how_all"}) {
    if (!group_.has(how)) continue;
    hdf5::Dataset dataset = group_.dataset(how);
    describe_flags(dataset, mean_by_words());
  }
}

void IntervalWriter::add(int outcome, const std::vector<double>& values,
                         const UsableOutcomes& outcomes) {
  write_intervals_of(outcome, group_, values, outcomes, layout_, by_cell_, draws_, threads_);
}

}  // namespace taosweep
