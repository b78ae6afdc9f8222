#include "host/statistics/saltelli.hpp"

#include <algorithm>
#include <map>

#include <fmt/core.h>

#include "host/statistics/resampled_units.hpp"

namespace taosweep {

namespace {

/// What of each row the indices are sums of: a + b, a^2 + b^2, s^2 / R, then of each parameter what
/// makes its first-order index, of each what makes its total one, and of each pair.
using Terms = std::vector<std::vector<double>>;
constexpr std::size_t common = 3;

/// Of the points of a row, the mean taken off.
struct RowValues {
  double a, b;
  std::span<const double> ab, ba;  ///< ba empty where rows are not of second order

  double first(std::size_t i) const {
    const double one = b * (ab[i] - a);
    return ba.empty() ? one : (one + a * (ba[i] - b)) / 2;
  }
  double total(std::size_t i) const {
    const double one = (a - ab[i]) * (a - ab[i]) / 2;
    return ba.empty() ? one : (one + (b - ba[i]) * (b - ba[i]) / 2) / 2;
  }
  double second(std::size_t i, std::size_t j) const {
    return ((ba[i] - b) * (ab[j] - a) + (ba[j] - b) * (ab[i] - a)) / 2;
  }
};

Terms terms_of(const std::vector<SaltelliRow>& rows, std::size_t k, bool second_order) {
  double middle = 0;
  for (const SaltelliRow& row : rows)
    middle += (row.means[0] + row.means[1]) / (2 * static_cast<double>(rows.size()));
  Terms terms;
  for (const SaltelliRow& row : rows) {
    std::vector<double> values = row.means;
    for (double& value : values) value -= middle;
    const double a = values[0], b = values[1];
    const std::span<const double> moved = std::span(values).subspan(2);
    const RowValues one{a, b, moved.first(k), moved.subspan(k)};
    std::vector<double>& of = terms.emplace_back();
    of = {a + b, a * a + b * b, row.variance_of_mean};
    for (std::size_t i = 0; i < k; ++i) of.push_back(one.first(i));
    for (std::size_t i = 0; i < k; ++i) of.push_back(one.total(i));
    if (!second_order) continue;
    for (const auto& [i, j] : pairs_of(k)) of.push_back(one.second(i, j));
  }
  return terms;
}

/// Means of the terms over some rows.
std::vector<double> means_of(const Terms& terms, std::span<const std::uint32_t> chosen) {
  std::vector<double> means(terms.front().size());
  for (const std::uint32_t row : chosen)
    for (std::size_t i = 0; i < means.size(); ++i) means[i] += terms[row][i];
  for (double& mean : means) mean /= static_cast<double>(chosen.size());
  return means;
}

/// Unbiased variance of the 2 n values of a and b, without what is of shocks where it is known.
double variance_in(const std::vector<double>& means, double rows) {
  const double mean = means[0] / 2, square = means[1] / 2;
  return (square - mean * mean) * 2 * rows / (2 * rows - 1) - means[2];
}

/// First-order indices of k parameters, then total ones, then those of pairs; NaN where no variance
/// is left.
std::vector<double> indices_in(const std::vector<double>& means, std::size_t k, double rows) {
  const double variance = variance_in(means, rows);
  std::vector<double> indices(means.size() - common, undefined);
  if (!(variance > 0)) return indices;
  for (std::size_t i = 0; i < indices.size(); ++i) {
    const bool is_total = i >= k && i < 2 * k;
    indices[i] = (means[common + i] - (is_total ? means[2] : 0)) / variance;
  }
  return indices;
}

/// Sums of the terms over the rows of a scramble, or over all.
struct TermSums {
  std::vector<double> sums;
  double rows = 0;

  void add(const std::vector<double>& terms) {
    sums.resize(terms.size());
    for (std::size_t i = 0; i < terms.size(); ++i) sums[i] += terms[i];
    ++rows;
  }
  /// Means over the rows that are not in `part`.
  std::vector<double> means_without(const TermSums& part) const {
    std::vector<double> means;
    for (std::size_t i = 0; i < sums.size(); ++i)
      means.push_back((sums[i] - part.sums[i]) / (rows - part.rows));
    return means;
  }
};

/// By leaving out each scramble.
std::vector<Interval> scramble_intervals(const std::vector<SaltelliRow>& rows, const Terms& terms,
                                         std::size_t k, const std::vector<double>& all) {
  TermSums together;
  std::map<std::int32_t, TermSums> scrambles;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    together.add(terms[row]);
    scrambles[rows[row].scramble].add(terms[row]);
  }
  std::vector<std::vector<double>> left_out(all.size());  // [number][scramble]
  for (const auto& [scramble, own] : scrambles) {
    const std::vector<double> numbers =
        indices_in(together.means_without(own), k, together.rows - own.rows);
    for (std::size_t i = 0; i < all.size(); ++i) left_out[i].push_back(numbers[i]);
  }
  std::vector<Interval> intervals;
  for (std::size_t i = 0; i < all.size(); ++i)
    intervals.push_back(jackknife_interval(all[i], left_out[i]));
  return intervals;
}

/// s^2 of single economies against it and the variance of points.
double noise_of(const std::vector<SaltelliRow>& rows, double variance) {
  double single = 0;
  for (const SaltelliRow& row : rows)
    single += row.variance_of_single / static_cast<double>(rows.size());
  return single / (single + variance);
}

}  // namespace

std::vector<std::pair<std::size_t, std::size_t>> pairs_of(std::size_t factors) {
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (std::size_t i = 0; i < factors; ++i)
    for (std::size_t j = i + 1; j < factors; ++j) pairs.emplace_back(i, j);
  return pairs;
}

Drivers saltelli_indices(const std::vector<SaltelliRow>& rows, const RowKind& kind,
                         const std::string& key) {
  Drivers drivers;
  if (rows.size() < 2) {
    drivers.refusal = fmt::format("{} whole rows define it, and 2 are the fewest", rows.size());
    return drivers;
  }
  const std::size_t k = (rows.front().means.size() - 2) / (kind.second_order ? 2 : 1);
  const Terms terms = terms_of(rows, k, kind.second_order);
  const auto statistic = [&](std::span<const std::uint32_t> chosen) {
    return indices_in(means_of(terms, chosen), k, static_cast<double>(chosen.size()));
  };
  const std::vector<std::uint32_t> every = all_units(rows.size());
  const std::vector<double> all = statistic(every);
  if (all.front() != all.front()) {
    drivers.refusal = "beside shocks it is the same at all points";
    return drivers;
  }
  std::vector<Interval> bounds(all.size(), {undefined, undefined});
  if (rows.size() < fewest_rows)
    drivers.unbounded =
        fmt::format("{} rows say too little, {} are the fewest", rows.size(), fewest_rows);
  else if (kind.scrambled)
    bounds = scramble_intervals(rows, terms, k, all);
  else
    bounds = percentile_intervals(static_cast<std::uint32_t>(rows.size()), key, statistic);
  const auto known = [](const Interval& ends) { return ends.low == ends.low; };
  if (drivers.unbounded.empty() && std::none_of(bounds.begin(), bounds.end(), known))
    drivers.unbounded =
        kind.scrambled
            ? "without one of the scrambles no variance is left, or all of them say the same"
            : "some resamples have no variance left; more rows, or more replicates of shocks, may "
              "have";
  drivers.measures = {measure_from(all, bounds, 0, k), measure_from(all, bounds, k, k)};
  if (kind.second_order) drivers.pairs = measure_from(all, bounds, 2 * k, all.size() - 2 * k);
  drivers.told = 0;
  for (std::size_t i = 0; i < k; ++i) {
    drivers.told += all[i];
    drivers.idle.push_back(bounds[k + i].high < small_effect || all[k + i] == 0);
  }
  if (kind.noise_known)
    drivers.noise =
        noise_of(rows, variance_in(means_of(terms, every), static_cast<double>(rows.size())));
  return drivers;
}

std::vector<std::size_t> totals_below_first(const Drivers& drivers) {
  std::vector<std::size_t> below;
  if (drivers.measures.empty()) return below;
  const std::vector<Interval>&first = drivers.measures[0].bounds,
        &total = drivers.measures[1].bounds;
  for (std::size_t i = 0; i < first.size(); ++i)
    if (total[i].high < first[i].low) below.push_back(i);
  return below;
}

}  // namespace taosweep
