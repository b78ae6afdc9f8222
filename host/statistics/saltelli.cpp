#include "host/statistics/saltelli.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "host/statistics/resampled_units.hpp"

namespace taosweep {

namespace {

/// What of each row the indices are sums of: a + b, a^2 + b^2, s^2 / R, and for each parameter
/// b (ab_i - a) and (a - ab_i)^2 / 2.
using Terms = std::vector<std::vector<double>>;
constexpr std::size_t common = 3;

Terms terms_of(const std::vector<SaltelliRow>& rows) {
  double middle = 0;
  for (const SaltelliRow& row : rows)
    middle += (row.means[0] + row.means[1]) / (2 * static_cast<double>(rows.size()));
  Terms terms;
  for (const SaltelliRow& row : rows) {
    const double a = row.means[0] - middle, b = row.means[1] - middle;
    std::vector<double>& of = terms.emplace_back();
    of = {a + b, a * a + b * b, row.variance_of_mean};
    for (std::size_t i = 2; i < row.means.size(); ++i) {
      const double ab = row.means[i] - middle;
      of.push_back(b * (ab - a));
      of.push_back((a - ab) * (a - ab) / 2);
    }
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

/// First-order indices, then total ones; NaN where no variance is left.
std::vector<double> indices_in(const std::vector<double>& means, double rows) {
  const std::size_t k = (means.size() - common) / 2;
  const double variance = variance_in(means, rows);
  std::vector<double> indices(2 * k, undefined);
  if (!(variance > 0)) return indices;
  for (std::size_t i = 0; i < k; ++i) {
    indices[i] = means[common + 2 * i] / variance;
    indices[k + i] = (means[common + 2 * i + 1] - means[2]) / variance;
  }
  return indices;
}

/// s^2 of single economies against it and the variance of points.
double noise_of(const std::vector<SaltelliRow>& rows, double variance) {
  double single = 0;
  for (const SaltelliRow& row : rows)
    single += row.variance_of_single / static_cast<double>(rows.size());
  return single / (single + variance);
}

}  // namespace

Drivers saltelli_indices(const std::vector<SaltelliRow>& rows, bool noise_known,
                         const std::string& key) {
  Drivers drivers;
  if (rows.size() < 2) {
    drivers.refusal = fmt::format("{} whole rows define it, and 2 are the fewest", rows.size());
    return drivers;
  }
  const Terms terms = terms_of(rows);
  const auto statistic = [&](std::span<const std::uint32_t> chosen) {
    return indices_in(means_of(terms, chosen), static_cast<double>(chosen.size()));
  };
  const std::vector<std::uint32_t> every = all_units(rows.size());
  const std::vector<double> all = statistic(every);
  if (all.front() != all.front()) {
    drivers.refusal = "beside shocks it is the same at all points";
    return drivers;
  }
  const std::size_t k = all.size() / 2;
  std::vector<Interval> bounds(all.size(), {undefined, undefined});
  if (rows.size() < fewest_rows)
    drivers.unbounded =
        fmt::format("{} rows say too little, {} are the fewest", rows.size(), fewest_rows);
  else
    bounds = percentile_intervals(static_cast<std::uint32_t>(rows.size()), key, statistic);
  const auto known = [](const Interval& ends) { return ends.low == ends.low; };
  if (drivers.unbounded.empty() && std::none_of(bounds.begin(), bounds.end(), known))
    drivers.unbounded =
        "some resamples have no variance left; more rows, or more replicates of shocks, may have";
  drivers.measures = measures_from(all, bounds, k);
  drivers.told = 0;
  for (std::size_t i = 0; i < k; ++i) {
    drivers.told += all[i];
    drivers.idle.push_back(bounds[k + i].high < small_effect || all[k + i] == 0);
  }
  if (noise_known)
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
