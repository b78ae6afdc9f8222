#include "host/rare/estimate.hpp"

#include <cmath>
#include <vector>

#include <fmt/core.h>

#include "host/statistics/means.hpp"
#include "kernels/math/undefined.hpp"

namespace taosweep {
namespace {

/// Why the runs themselves give no interval; empty where they do.
std::string reason_of_roots(std::span<const double> values, double spread) {
  int zeros = 0;
  for (const double value : values) zeros += value == 0;
  const std::size_t runs = values.size();
  if (zeros == static_cast<int>(runs)) return "no run came as far as the event";
  if (zeros > 0) return fmt::format("{} of {} runs came to 0", zeros, runs);
  if (spread == 0) return fmt::format("all {} runs came to the same number", runs);
  if (spread > widest_runs(runs))
    return fmt::format("single runs differ by {:.0f} % of their mean", 100 * spread);
  return "";
}

}  // namespace

double widest_runs(std::size_t runs) {
  return 0.5 * std::pow(static_cast<double>(runs) / 20, 0.4);
}

double crude_economies(double probability, double relative) {
  const double z = normal_quantile_at(0.5 + confidence / 2) / relative;
  return (1 - probability) / probability * z * z;
}

RareEstimate estimate_of(std::span<const SplittingRun> runs, int replicas) {
  RareEstimate found;
  std::vector<double> values;
  std::uint64_t seen = 0;
  for (const SplittingRun& run : runs) {
    values.push_back(run.probability);
    found.economies += run.replicas;
    found.extinct += run.extinct;
    found.given_up += run.given_up;
    seen += static_cast<std::uint64_t>(run.roots_above);
  }
  const Mean mean = mean_of(values);
  const double count = static_cast<double>(runs.size()), roots = count * replicas;
  found.probability = mean.mean;
  found.run_spread = mean.mean > 0 ? mean.standard_error * std::sqrt(count) / mean.mean : undefined;
  found.remark = reason_of_roots(values, found.run_spread);
  found.crude = undefined;
  if (!found.remark.empty()) {
    found.bounds = exact_interval(static_cast<double>(seen) / roots, roots);
    found.method = "exact, of the roots alone";
    return found;
  }
  const double half =
      t_quantile_at(0.5 + confidence / 2, count - 1) * mean.standard_error / mean.mean;
  found.bounds = {mean.mean * std::exp(-half), mean.mean * std::exp(half)};
  found.method = "t on a log scale";
  found.crude = crude_economies(mean.mean, half);
  return found;
}

}  // namespace taosweep
