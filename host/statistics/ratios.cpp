#include "host/statistics/ratios.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <fmt/core.h>

#include "host/statistics/means.hpp"
#include "host/statistics/two_samples.hpp"
#include "kernels/math/undefined.hpp"

namespace taosweep {

namespace {

double covariance_of_means(std::span<const double> a, std::span<const double> b) {
  const double mean_a = mean_of(a).mean, mean_b = mean_of(b).mean,
               n = static_cast<double>(a.size());
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - mean_a) * (b[i] - mean_b);
  return sum / (n - 1) / n;
}

/// The ratio at which T is `at`: of both with T^2 = at^2 the lower where at > 0.
double ratio_at(const TwoMeans& means, double at) {
  // (b^2 - c v_b) r^2 - 2 (a b - c v_ab) r + (a^2 - c v_a) = 0,  c = at^2
  const double c = at * at;
  const double square = means.baseline * means.baseline - c * means.baseline_variance,
               linear = means.arm * means.baseline - c * means.covariance,
               constant = means.arm * means.arm - c * means.variance;
  const double root = std::sqrt(std::max(0.0, linear * linear - square * constant));
  return (at > 0 ? linear - root : linear + root) / square;
}

/// From an interval of the mean of a - R b, whose mean is about 0, to that of the ratio.
MeanInterval from_difference(const TwoMeans& means, const MeanInterval& found) {
  MeanInterval ratio = found;
  if (!found.refusal.empty()) {
    ratio.refusal =
        fmt::format("of arm - {:.4g} baseline: {}", means.arm / means.baseline, found.refusal);
    return ratio;
  }
  const double seen = means.arm / means.baseline;
  const double error = std::sqrt(means.variance - 2 * seen * means.covariance +
                                 seen * seen * means.baseline_variance);
  const double low = -found.bounds.high / error, high = -found.bounds.low / error;
  ratio.bounds = fieller_interval(means, low, high);
  ratio.method =
      found.method == "t" || found.method == "Welch" ? "Fieller" : "Fieller, bootstrap-t";
  if (ratio.bounds.low < ratio.bounds.high) return ratio;
  const double far = std::max(-low, high) * std::sqrt(means.baseline_variance);
  if (means.baseline > far)
    return {{undefined, undefined}, "", "the ratio differs from unit to unit by rounding alone"};
  return {{undefined, undefined},
          "",
          fmt::format(
              "the baseline's mean, {:.4g}, is not clearly above 0: its interval reaches {:.4g} "
              "to either side",
              means.baseline, far)};
}

std::vector<double> less_ratio(std::span<const double> arm, std::span<const double> baseline,
                               double ratio) {
  std::vector<double> rest;
  for (std::size_t i = 0; i < arm.size(); ++i) rest.push_back(arm[i] - ratio * baseline[i]);
  return rest;
}

}  // namespace

Interval fieller_interval(const TwoMeans& means, double low, double high) {
  const double far = std::max(std::fabs(low), std::fabs(high));
  if (!(means.baseline > far * std::sqrt(means.baseline_variance))) return {undefined, undefined};
  return {std::max(0.0, ratio_at(means, high)), std::max(0.0, ratio_at(means, low))};
}

std::string no_ratio(std::span<const double> arm, std::span<const double> baseline) {
  const auto below = [](double value) { return value < 0; };
  if (std::any_of(arm.begin(), arm.end(), below) ||
      std::any_of(baseline.begin(), baseline.end(), below))
    return "some values lie below 0, and a ratio of such means says nothing";
  if (!(mean_of(baseline).mean > 0)) return "the baseline is 0 everywhere: there is no ratio to it";
  return "";
}

MeanInterval paired_ratio_interval(std::span<const double> arm, std::span<const double> baseline,
                                   const std::string& key, double level) {
  const Mean a = mean_of(arm), b = mean_of(baseline);
  const TwoMeans means{a.mean, b.mean, a.standard_error * a.standard_error,
                       b.standard_error * b.standard_error, covariance_of_means(arm, baseline)};
  const double ratio = a.mean / b.mean;
  return from_difference(means, mean_interval(less_ratio(arm, baseline, ratio), key, level));
}

MeanInterval sample_ratio_interval(std::span<const double> arm, std::span<const double> baseline,
                                   const std::string& key, double level) {
  const Mean a = mean_of(arm), b = mean_of(baseline);
  const TwoMeans means{a.mean, b.mean, a.standard_error * a.standard_error,
                       b.standard_error * b.standard_error, 0};
  return from_difference(means, sample_interval(arm, baseline, a.mean / b.mean, key, level));
}

}  // namespace taosweep
