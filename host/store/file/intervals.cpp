// Group /intervals: 95 % intervals of what the other groups
// estimate, per (arm, point) and per (arm, cell).
#include <algorithm>
#include <cmath>

#include "host/parallel/map.hpp"
#include "host/statistics/intervals.hpp"
#include "host/statistics/means.hpp"
#include "host/statistics/paired_flags.hpp"
#include "host/store/file/create.hpp"
#include "host/store/file/sections.hpp"
#include "kernels/distributions/distributions.hpp"
#include "kernels/math/undefined.hpp"

namespace taosweep {

namespace {

/// Values of one place (an arm's point or cell), with the numbers of the independent units.
struct Sample {
  std::vector<double> values, observed;
  std::vector<std::int32_t> clusters;
  bool independent = true;  ///< every value is its own unit
  bool single = true;       ///< every unit has one value
  bool usable = true;       ///< enough units, and no refusal
};

/// How much the variance of a share grows by clustering: Var_clustered / Var_independent, at least
/// 1 (Kish 1965); exactly 1 where every value is a cluster of its own, which rounding would miss. A
/// share of 0 or 1 has no variance: then only whole clusters count.
double design_effect(const std::vector<double>& indicator, const Sample& sample) {
  if (sample.single) return 1;
  const Mean alone = mean_of(indicator), clustered = clustered_mean(indicator, sample.clusters);
  if (!(alone.standard_error > 0))
    return static_cast<double>(alone.n) / std::max(1, clustered.clusters);
  const double ratio = clustered.standard_error / alone.standard_error;
  return std::max(1.0, ratio * ratio);
}

/// Intervals of one outcome in many places, column by column.
struct Columns {
  std::vector<double> share, mean, quantiles, median, median_bounds;

  void append(const Columns& more) {
    const auto add = [](std::vector<double>& to, const std::vector<double>& from) {
      to.insert(to.end(), from.begin(), from.end());
    };
    add(share, more.share);
    add(mean, more.mean);
    add(quantiles, more.quantiles);
    add(median, more.median);
    add(median_bounds, more.median_bounds);
  }

  static void push(std::vector<double>& column, const Interval& interval) {
    column.push_back(interval.low);
    column.push_back(interval.high);
  }

  void add_share(const Sample& sample) {
    const double n = static_cast<double>(sample.values.size());
    const double share = mean_of(sample.values).mean;
    push(this->share, sample.usable
                          ? wilson_interval(share, n / design_effect(sample.values, sample))
                          : Interval{undefined, undefined});
  }

  void add_mean(const Sample& sample) {
    const Mean mean = sample.independent ? mean_of(sample.values)
                                         : clustered_mean(sample.values, sample.clusters);
    push(this->mean, sample.usable ? t_interval(mean.mean, mean.standard_error, mean.clusters - 1)
                                   : Interval{undefined, undefined});
  }

  void add_quantiles(const Sample& sample) {
    std::vector<double> ascending = sample.values;
    std::sort(ascending.begin(), ascending.end());
    const std::int64_t n = static_cast<std::int64_t>(ascending.size());
    for (int percent : quantile_percent) {
      Interval interval{undefined, undefined};
      if (sample.usable) {
        const double quantile = ascending[static_cast<std::size_t>(quantile_rank(percent, n))];
        std::vector<double> below;
        if (!sample.single) {
          below.reserve(sample.values.size());
          for (double value : sample.values) below.push_back(value <= quantile);
        }
        interval = quantile_interval(ascending, percent / 100.0,
                                     static_cast<double>(n) / design_effect(below, sample));
      }
      push(quantiles, interval);
    }
  }

  void add_survival(const Sample& sample) {
    SurvivalMedian result{undefined, {undefined, undefined}};
    if (sample.usable) {
      result = survival_median(sample.values, sample.observed, 1);
      std::vector<double> over;
      over.reserve(sample.single ? 0 : sample.values.size());
      for (std::size_t i = 0; i < sample.values.size() && !sample.single; ++i)
        over.push_back(sample.observed[i] != 0 && sample.values[i] <= result.median);
      if (!sample.single)
        result = survival_median(sample.values, sample.observed, design_effect(over, sample));
    }
    median.push_back(result.median);
    push(median_bounds, result.bounds);
  }
};

/// How many numbers occur.
std::size_t units_of(std::vector<std::int32_t> clusters) {
  if (!std::is_sorted(clusters.begin(), clusters.end()))
    std::sort(clusters.begin(), clusters.end());
  return static_cast<std::size_t>(std::unique(clusters.begin(), clusters.end()) - clusters.begin());
}

Sample sample_of(const std::vector<double>& values, const std::vector<double>& observed,
                 std::size_t arm, const Pool& pool, const Layout& layout) {
  Sample sample;
  sample.independent = pool.points == 1;
  const std::uint64_t most = pool.points * layout.replicates;
  sample.values.reserve(most);
  sample.observed.reserve(observed.empty() ? 0 : most);
  sample.clusters.reserve(most);
  for (std::uint64_t point = pool.first; point < pool.first + pool.points; ++point) {
    for (std::uint64_t replicate = 0; replicate < layout.replicates; ++replicate) {
      const std::size_t i = (arm * layout.points() + point) * layout.replicates + replicate;
      if (values[i] != values[i] || (!observed.empty() && observed[i] != observed[i])) continue;
      sample.values.push_back(values[i]);
      if (!observed.empty()) sample.observed.push_back(observed[i]);
      sample.clusters.push_back(pool.cluster(point, replicate));
    }
  }
  sample.usable = sample.values.size() >= 2 && !pool.refused();
  if (sample.independent) return sample;
  const std::size_t units = units_of(sample.clusters);
  sample.single = units == sample.values.size();
  if (units < static_cast<std::size_t>(fewest_clusters)) sample.usable = false;
  return sample;
}

// Places of one arm in memory at a time.
constexpr std::uint64_t places_at_once = 1 << 14;

/// Every interval of one outcome over the pools of (arm, place),
/// into the datasets whose names end in `suffix`.
void write_outcome(const hdf5::Group& group, int outcome, const std::string& suffix,
                   const std::vector<Pool>& pools, const std::vector<double>& values,
                   const std::vector<double>& seen, const Layout& layout, int threads) {
  const OutcomeInfo& info = outcome_table[outcome];
  const std::string name = info.name;
  const bool flag = is_flag(info), duration = !flag && observed_of(outcome) >= 0;
  const auto put = [&](const char* what, const hdf5::Shape& start, const hdf5::Shape& count,
                       const std::vector<double>& column) {
    group.dataset(name + what + suffix).write_block<double>(start, count, column);
  };
  for (std::uint64_t arm = 0; arm < layout.arms.size(); ++arm) {
    for (std::uint64_t begin = 0; begin < pools.size(); begin += places_at_once) {
      const std::uint64_t places = std::min(places_at_once, pools.size() - begin);
      Columns columns;
      for (const Columns& row : parallel_map<Columns>(places, threads, [&](std::uint64_t place) {
             const Sample sample = sample_of(values, seen, arm, pools[begin + place], layout);
             Columns of_place;
             if (flag) {
               of_place.add_share(sample);
             } else if (duration) {
               of_place.add_survival(sample);
             } else {
               of_place.add_mean(sample);
               of_place.add_quantiles(sample);
             }
             return of_place;
           }))
        columns.append(row);
      if (flag) {
        put("_share", {arm, begin, 0}, {1, places, 2}, columns.share);
      } else if (duration) {
        put("_median", {arm, begin}, {1, places}, columns.median);
        put("_median_bounds", {arm, begin, 0}, {1, places, 2}, columns.median_bounds);
      } else {
        put("_mean", {arm, begin, 0}, {1, places, 2}, columns.mean);
        put("_quantiles", {arm, begin, 0, 0}, {1, places, quantile_count, 2}, columns.quantiles);
      }
    }
  }
}

/// Differences of flags over the pairs of a pool, with the numbers of the independent units.
Interval flags_apart(const std::vector<double>& values, std::size_t arm, const Pool& pool,
                     const Layout& layout) {
  if (pool.refused()) return {undefined, undefined};
  std::vector<double> differences;
  std::vector<std::int32_t> clusters;
  const std::size_t arm_begins = arm * layout.points() * layout.replicates;
  for (std::uint64_t point = pool.first; point < pool.first + pool.points; ++point) {
    for (std::uint64_t replicate = 0; replicate < layout.replicates; ++replicate) {
      const std::size_t i = point * layout.replicates + replicate;
      const double difference = values[arm_begins + i] - values[i];
      if (difference != difference) continue;
      differences.push_back(difference);
      clusters.push_back(pool.cluster(point, replicate));
    }
  }
  return paired_flags_interval(differences, clusters);
}

/// Score intervals of paired differences of flags: Student's would have no width where all pairs
/// agree, and holds in 38 to 73 % where few differ.
void write_paired_flags(const hdf5::Group& group, const std::string& dataset,
                        const std::vector<Pool>& pools, const std::vector<double>& values,
                        const Layout& layout, int threads) {
  std::vector<double> column;
  for (std::size_t arm = 1; arm < layout.arms.size(); ++arm)
    for (const Interval& interval : parallel_map<Interval>(
             pools.size(), threads,
             [&](std::uint64_t place) { return flags_apart(values, arm, pools[place], layout); }))
      Columns::push(column, interval);
  group.dataset(dataset).write(column);
}

/// t intervals of paired differences, from the group that holds their means and errors.
void write_paired(const hdf5::Group& group, const hdf5::Group& differences, const std::string& name,
                  const std::string& suffix) {
  const std::vector<double> mean = differences.dataset(name + "_mean").read<double>();
  const std::vector<double> error = differences.dataset(name + "_standard_error").read<double>();
  const std::string units = differences.has(name + "_clusters") ? "_clusters" : "_n";
  const std::vector<std::int32_t> n = differences.dataset(name + units).read<std::int32_t>();
  std::vector<double> column;
  for (std::size_t i = 0; i < mean.size(); ++i)
    Columns::push(column, t_interval(mean[i], error[i], n[i] - 1));
  group.dataset(name + "_difference" + suffix).write(column);
}

}  // namespace

void write_intervals_of(int outcome, const hdf5::Group& group, const hdf5::Group& root,
                        const std::vector<double>& values, const UsableOutcomes& outcomes,
                        const Layout& layout, const std::vector<Pool>& cells, int threads) {
  const std::string name = outcome_table[outcome].name;
  const int observed = observed_of(outcome);
  const std::vector<double> seen = observed >= 0 ? outcomes.read(observed) : std::vector<double>();
  std::vector<Pool> points;
  if (layout.replicates >= 2) {
    for (std::uint64_t point = 0; point < layout.points(); ++point)
      points.push_back(pool_of_point(layout, point));
    write_outcome(group, outcome, "", points, values, seen, layout, threads);
  }
  write_outcome(group, outcome, "_cells", cells, values, seen, layout, threads);
  if (layout.arms.size() < 2) return;
  const bool by_points = layout.replicates >= static_cast<std::uint64_t>(fewest_clusters);
  if (is_flag(outcome_table[outcome])) {
    const auto write = [&](const char* suffix, const std::vector<Pool>& pools) {
      write_paired_flags(group, name + "_difference" + suffix, pools, values, layout, threads);
    };
    if (by_points) write("", points);
    write("_cells", cells);
    write("_all", {pool_of_all(layout)});
    return;
  }
  if (by_points) write_paired(group, root.group("differences"), name, "");
  write_paired(group, root.group("differences_cells"), name, "_cells");
  write_paired(group, root.group("differences_all"), name, "_all");
}

IntervalWriter::IntervalWriter(hdf5::Group& root, const Layout& layout, int threads)
    : root_(root),
      layout_(layout),
      threads_(threads),
      group_(create_group(root, layout, "intervals")),
      by_cell_(pools_of_cells(layout)) {
  group_.set_number("confidence", confidence);
  group_.set_text(
      "comment",
      "cells of several points: errors and effective numbers from the independent units");
}

void IntervalWriter::add(int outcome, const std::vector<double>& values,
                         const UsableOutcomes& outcomes) {
  write_intervals_of(outcome, group_, root_, values, outcomes, layout_, by_cell_, threads_);
}

}  // namespace taosweep
