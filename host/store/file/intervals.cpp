// Group /intervals: 95 % intervals of what the other groups estimate, per (arm, point) and per
// (arm, cell).
#include <algorithm>
#include <cmath>

#include "host/statistics/intervals.hpp"
#include "host/statistics/means.hpp"
#include "host/store/file/sections.hpp"
#include "kernels/distributions/distributions.hpp"

namespace taosweep {

namespace {

/// Values of one place (an arm's point or cell), with the numbers of the independent units.
struct Sample {
  std::vector<double> values, observed;
  std::vector<std::int32_t> clusters;
  bool independent = true;  ///< every value is its own unit
  bool usable = true;       ///< enough units, and no refusal
};

/// How much the variance of a share grows by clustering: Var_clustered / Var_independent, at least
/// 1 (Kish 1965); exactly 1 where every value is a cluster of its own, which rounding would miss. A
/// share of 0 or 1 has no variance: then only whole clusters count.
double design_effect(const std::vector<double>& indicator, const Sample& sample) {
  if (sample.independent) return 1;
  const Mean alone = mean_of(indicator), clustered = clustered_mean(indicator, sample.clusters);
  if (clustered.clusters == clustered.n) return 1;
  if (!(alone.standard_error > 0))
    return static_cast<double>(alone.n) / std::max(1, clustered.clusters);
  const double ratio = clustered.standard_error / alone.standard_error;
  return std::max(1.0, ratio * ratio);
}

/// Intervals of one outcome in many places, column by column.
struct Columns {
  std::vector<double> share, mean, quantiles, median, median_bounds;

  static void push(std::vector<double>& column, const Interval& interval) {
    column.push_back(interval.low);
    column.push_back(interval.high);
  }

  void add_share(const Sample& sample) {
    const double n = static_cast<double>(sample.values.size());
    const double share = mean_of(sample.values).mean;
    push(this->share, sample.usable
                          ? wilson_interval(share, n / design_effect(sample.values, sample))
                          : Interval{undefined_value, undefined_value});
  }

  void add_mean(const Sample& sample) {
    const Mean mean = sample.independent ? mean_of(sample.values)
                                         : clustered_mean(sample.values, sample.clusters);
    push(this->mean, sample.usable ? t_interval(mean.mean, mean.standard_error, mean.clusters - 1)
                                   : Interval{undefined_value, undefined_value});
  }

  void add_quantiles(const Sample& sample) {
    std::vector<double> ascending = sample.values;
    std::sort(ascending.begin(), ascending.end());
    const std::int64_t n = static_cast<std::int64_t>(ascending.size());
    for (int percent : quantile_percent) {
      Interval interval{undefined_value, undefined_value};
      if (sample.usable) {
        const double quantile = ascending[static_cast<std::size_t>(quantile_rank(percent, n))];
        std::vector<double> below;
        if (!sample.independent)
          for (double value : sample.values) below.push_back(value <= quantile);
        interval = quantile_interval(ascending, percent / 100.0,
                                     static_cast<double>(n) / design_effect(below, sample));
      }
      push(quantiles, interval);
    }
  }

  void add_survival(const Sample& sample) {
    SurvivalMedian result{undefined_value, {undefined_value, undefined_value}};
    if (sample.usable) {
      result = survival_median(sample.values, sample.observed, 1);
      std::vector<double> over;
      for (std::size_t i = 0; i < sample.values.size() && !sample.independent; ++i)
        over.push_back(sample.observed[i] != 0 && sample.values[i] <= result.median);
      if (!sample.independent)
        result = survival_median(sample.values, sample.observed, design_effect(over, sample));
    }
    median.push_back(result.median);
    push(median_bounds, result.bounds);
  }
};

Sample sample_of(const std::vector<double>& values, const std::vector<double>& observed,
                 std::size_t arm, const Pool& pool, const Layout& layout) {
  Sample sample;
  sample.independent = pool.points.size() == 1;
  for (std::uint64_t point : pool.points) {
    for (std::uint64_t replicate = 0; replicate < layout.replicates; ++replicate) {
      const std::size_t i = (arm * layout.points() + point) * layout.replicates + replicate;
      if (values[i] != values[i] || (!observed.empty() && observed[i] != observed[i])) continue;
      sample.values.push_back(values[i]);
      if (!observed.empty()) sample.observed.push_back(observed[i]);
      sample.clusters.push_back(pool.cluster(point, replicate));
    }
  }
  sample.usable = sample.values.size() >= 2 && pool.refusal.empty();
  if (!sample.independent &&
      clustered_mean(sample.values, sample.clusters).clusters < fewest_clusters)
    sample.usable = false;
  return sample;
}

/// Every interval of one outcome over the pools of (arm, `place`), under names that end in
/// `suffix`.
void write_outcome(hdf5::Group& group, const hdf5::Group& root, int outcome,
                   const std::string& place, const std::string& suffix,
                   const std::vector<Pool>& pools, const Layout& layout) {
  const OutcomeInfo& info = outcome_table[outcome];
  const std::string name = info.name;
  const int observed = observed_of(outcome);
  const std::vector<double> values = usable_values(root, outcome);
  const std::vector<double> seen =
      observed >= 0 ? usable_values(root, observed) : std::vector<double>();
  Columns columns;
  for (std::size_t arm = 0; arm < layout.arms.size(); ++arm) {
    for (const Pool& pool : pools) {
      const Sample sample = sample_of(values, seen, arm, pool, layout);
      if (is_flag(info)) {
        columns.add_share(sample);
      } else if (observed >= 0) {
        columns.add_survival(sample);
      } else {
        columns.add_mean(sample);
        columns.add_quantiles(sample);
      }
    }
  }
  if (is_flag(info)) {
    group.put(name + "_share" + suffix, {"arm", place, "bound"}, columns.share,
              {"1", "Wilson interval of the share"});
  } else if (observed >= 0) {
    group.put(name + "_median" + suffix, {"arm", place}, columns.median,
              {info.unit, "Kaplan-Meier median"});
    group.put(name + "_median_bounds" + suffix, {"arm", place, "bound"}, columns.median_bounds,
              {info.unit, "interval of that median (Greenwood, log-log)"});
  } else {
    group.put(name + "_mean" + suffix, {"arm", place, "bound"}, columns.mean,
              {info.unit, "t interval of the mean"});
    group.put(name + "_quantiles" + suffix, {"arm", place, "quantile", "bound"}, columns.quantiles,
              {info.unit, "order-statistic interval of each quantile"});
  }
}

/// t intervals of paired differences, from the group that holds their means and errors.
void write_paired(hdf5::Group& group, const hdf5::Group& differences, const OutcomeInfo& info,
                  const std::vector<std::string>& axes, const std::string& suffix) {
  const std::string name = info.name;
  const std::vector<double> mean = differences.dataset(name + "_mean").read<double>();
  const std::vector<double> error = differences.dataset(name + "_standard_error").read<double>();
  const std::string units = differences.has(name + "_clusters") ? "_clusters" : "_n";
  const std::vector<std::int32_t> n = differences.dataset(name + units).read<std::int32_t>();
  std::vector<double> column;
  for (std::size_t i = 0; i < mean.size(); ++i)
    Columns::push(column, t_interval(mean[i], error[i], n[i] - 1));
  group.put(name + "_difference" + suffix, axes, column,
            {info.unit, "t interval of the mean paired difference"});
}

}  // namespace

hdf5::Group create_intervals(hdf5::Group& root, const Layout& layout) {
  hdf5::Group group = root.create_group("intervals");
  group.set_number("confidence", confidence);
  group.set_text(
      "comment",
      "cells of several points: errors and effective numbers from the independent units");
  create_axes(group, layout, {"arm", "point", "cell", "quantile", "bound"});
  if (layout.arms.size() > 1) create_axes(group, layout, {"compared_arm"});
  return group;
}

void write_intervals_of(int outcome, hdf5::Group& group, const hdf5::Group& root,
                        const Layout& layout, const std::vector<Pool>& cells) {
  std::vector<Pool> points;
  for (std::uint64_t point = 0; point < layout.points(); ++point) points.push_back({{point}, true});
  if (layout.replicates >= 2) write_outcome(group, root, outcome, "point", "", points, layout);
  write_outcome(group, root, outcome, "cell", "_cells", cells, layout);
  if (layout.arms.size() < 2) return;
  const OutcomeInfo& info = outcome_table[outcome];
  write_paired(group, root.group("differences"), info, {"compared_arm", "point", "bound"}, "");
  write_paired(group, root.group("differences_cells"), info, {"compared_arm", "cell", "bound"},
               "_cells");
  write_paired(group, root.group("differences_all"), info, {"compared_arm", "bound"}, "_all");
}

void write_intervals(hdf5::Group& root, const Layout& layout) {
  hdf5::Group group = create_intervals(root, layout);
  const std::vector<Pool> cells = pools_of_cells(layout);
  for (int i = 0; i < outcome_count; ++i) write_intervals_of(i, group, root, layout, cells);
}

}  // namespace taosweep
