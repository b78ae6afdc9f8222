#include "host/statistics/means.hpp"

#include <algorithm>
#include <cmath>

#include "kernels/distributions/tree_sum.hpp"
#include "kernels/math/undefined.hpp"

namespace taosweep {

namespace {

double mean_or_undefined(std::span<const double> values) {
  return values.empty() ? undefined : tree_sum(values) / static_cast<double>(values.size());
}

/// tree_sum over `length` terms that are 0 but for `terms`, which begin
/// at `first`: the same bits, without the zeros.
double sparse_tree_sum(std::span<const double> terms, std::size_t first, std::size_t length) {
  if (terms.empty()) return 0;
  if (length <= 8) return tree_sum(terms);
  const std::size_t half = length / 2;
  const std::size_t left = first >= half ? 0 : std::min(terms.size(), half - first);
  const double lower = sparse_tree_sum(terms.first(left), first, half);
  return lower + sparse_tree_sum(terms.subspan(left), first + left - half, length - half);
}

}  // namespace

double variance_of(std::span<const double> values) {
  if (values.size() < 2) return undefined;
  const double mean = mean_or_undefined(values);
  std::vector<double> squares;
  squares.reserve(values.size());
  for (double value : values) squares.push_back((value - mean) * (value - mean));
  return tree_sum(squares) / static_cast<double>(values.size() - 1);
}

Mean mean_of(std::span<const double> values) {
  const double n = static_cast<double>(values.size());
  return {mean_or_undefined(values),
          values.size() < 2 ? undefined : std::sqrt(variance_of(values) / n),
          static_cast<std::int64_t>(values.size()), static_cast<int>(values.size())};
}

Mean clustered_mean(std::span<const double> values, std::span<const std::int32_t> clusters) {
  Mean result{mean_or_undefined(values), undefined, static_cast<std::int64_t>(values.size()), 0};
  if (values.empty()) return result;
  const auto [least, most] = std::minmax_element(clusters.begin(), clusters.end());
  const std::int32_t first = *least;
  const std::size_t numbers = static_cast<std::size_t>(*most - first) + 1;
  std::vector<double> sums(numbers, 0.0);
  std::vector<char> seen(numbers, 0);
  for (std::size_t i = 0; i < values.size(); ++i) {
    sums[clusters[i] - first] += values[i] - result.mean;
    seen[clusters[i] - first] = 1;
  }
  result.clusters = static_cast<int>(std::count(seen.begin(), seen.end(), 1));
  if (result.clusters < 2) return result;
  for (double& sum : sums) sum *= sum;
  const double g = result.clusters;
  result.standard_error =
      std::sqrt(g / (g - 1) *
                sparse_tree_sum(sums, static_cast<std::size_t>(first), first + numbers)) /
      static_cast<double>(values.size());
  return result;
}

PairedSummary paired_summary(std::span<const double> arm, std::span<const double> baseline,
                             std::span<const std::int32_t> clusters, int better) {
  std::vector<double> a, b, d;
  std::vector<std::int32_t> cluster;
  for (std::vector<double>* column : {&a, &b, &d}) column->reserve(arm.size());
  cluster.reserve(clusters.size());
  for (std::size_t i = 0; i < arm.size(); ++i) {
    if (arm[i] != arm[i] || baseline[i] != baseline[i]) continue;
    a.push_back(arm[i]);
    b.push_back(baseline[i]);
    d.push_back(arm[i] - baseline[i]);
    if (!clusters.empty()) cluster.push_back(clusters[i]);
  }
  const Mean mean = clusters.empty() ? mean_of(d) : clustered_mean(d, cluster);
  PairedSummary result{undefined, undefined, undefined, undefined, mean.n, mean.clusters};
  if (mean.n < fewest_clusters || mean.clusters < fewest_clusters) return result;
  result.mean = mean.mean;
  result.standard_error = mean.standard_error;
  if (better != 0) {
    const auto wins =
        std::count_if(d.begin(), d.end(), [better](double x) { return better * x > 0; });
    result.share_better = static_cast<double>(wins) / static_cast<double>(d.size());
  }
  const double spread = variance_of(d);
  if (spread > 0) result.variance_reduction = (variance_of(a) + variance_of(b)) / spread;
  return result;
}

}  // namespace taosweep
