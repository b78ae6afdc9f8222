#include "host/statistics/clustered_shares.hpp"

#include <algorithm>
#include <vector>

#include "host/statistics/means.hpp"
#include "kernels/math/undefined.hpp"

namespace taosweep {

namespace {

/// Clusters with a value that is 0, or with one that is not.
int clusters_with(bool zero, std::span<const double> values,
                  std::span<const std::int32_t> clusters) {
  std::vector<std::int32_t> holding;
  for (std::size_t i = 0; i < values.size(); ++i)
    if ((values[i] == 0) == zero) holding.push_back(clusters[i]);
  return distinct(holding);
}

bool ratio_is_known(std::span<const double> values, std::span<const std::int32_t> clusters) {
  return clusters_with(true, values, clusters) >= fewest_clusters &&
         clusters_with(false, values, clusters) >= fewest_clusters;
}

}  // namespace

int distinct(std::span<const std::int32_t> clusters) {
  std::vector<std::int32_t> sorted(clusters.begin(), clusters.end());
  if (!std::is_sorted(sorted.begin(), sorted.end())) std::sort(sorted.begin(), sorted.end());
  return static_cast<int>(std::unique(sorted.begin(), sorted.end()) - sorted.begin());
}

double effective_number(std::span<const double> values, std::span<const std::int32_t> clusters,
                        double level) {
  const double n = static_cast<double>(values.size()), units = distinct(clusters);
  if (units == n) return n;
  if (units < 2) return units;
  const Mean alone = mean_of(values), clustered = clustered_mean(values, clusters);
  double effective = units;
  if (alone.standard_error > 0) {
    const double ratio = clustered.standard_error / alone.standard_error;
    effective = n / std::max(1.0, ratio * ratio);
    if (!ratio_is_known(values, clusters)) effective = std::min(effective, units);
  }
  const double known =
      normal_quantile_at((1 + level) / 2) / t_quantile_at((1 + level) / 2, units - 1);
  return effective * known * known;
}

Share share_of(std::span<const double> values, std::span<const std::int32_t> clusters,
               double level) {
  if (values.empty()) return {undefined, {undefined, undefined}};
  const auto ones = std::count_if(values.begin(), values.end(), [](double x) { return x != 0; });
  const double share = static_cast<double>(ones) / static_cast<double>(values.size());
  if (distinct(clusters) < fewest_clusters) return {share, {undefined, undefined}};
  return {share, wilson_interval(share, effective_number(values, clusters, level), level)};
}

}  // namespace taosweep
