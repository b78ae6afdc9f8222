#include "host/statistics/rank_regression.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/core.h>

#include "host/statistics/means.hpp"
#include "host/statistics/resampled_units.hpp"
#include "host/text/words.hpp"
#include "kernels/math/undefined.hpp"

namespace taosweep {

namespace {

using Matrix = std::vector<std::vector<double>>;

/// Mid-ranks with mean 0 and sum of squares 1; empty where all values are equal.
std::vector<double> standardised(std::span<const double> values) {
  std::vector<double> ranks = mid_ranks(values);
  const double middle = (static_cast<double>(ranks.size()) + 1) / 2;
  double squares = 0;
  for (double& rank : ranks) {
    rank -= middle;
    squares += rank * rank;
  }
  if (!(squares > 0)) return {};
  for (double& rank : ranks) rank /= std::sqrt(squares);
  return ranks;
}

double product(const std::vector<double>& a, const std::vector<double>& b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

/// x of a x = b for a correlation matrix, by Cholesky; empty where two columns tell the same.
std::vector<double> solved(Matrix a, std::vector<double> b) {
  constexpr double least = 1e-8;
  const std::size_t k = b.size();
  for (std::size_t j = 0; j < k; ++j) {
    for (std::size_t i = 0; i < j; ++i) a[j][j] -= a[j][i] * a[j][i];
    if (!(a[j][j] > least)) return {};
    a[j][j] = std::sqrt(a[j][j]);
    for (std::size_t row = j + 1; row < k; ++row) {
      for (std::size_t i = 0; i < j; ++i) a[row][j] -= a[row][i] * a[j][i];
      a[row][j] /= a[j][j];
    }
  }
  for (std::size_t j = 0; j < k; ++j) {
    for (std::size_t i = 0; i < j; ++i) b[j] -= a[j][i] * b[i];
    b[j] /= a[j][j];
  }
  for (std::size_t j = k; j-- > 0;) {
    for (std::size_t i = j + 1; i < k; ++i) b[j] -= a[i][j] * b[i];
    b[j] /= a[j][j];
  }
  return b;
}

struct Fit {
  std::vector<double> coefficients;  ///< empty where there is none
  double explained = 0;
};

Fit fit_of(const Matrix& parameters, std::span<const double> values) {
  const std::vector<double> outcome = standardised(values);
  if (outcome.empty()) return {};
  Matrix columns, correlations(parameters.size(), std::vector<double>(parameters.size()));
  for (const auto& parameter : parameters) {
    columns.push_back(standardised(parameter));
    if (columns.back().empty()) return {};
  }
  std::vector<double> with_outcome;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    with_outcome.push_back(product(columns[i], outcome));
    for (std::size_t j = 0; j <= i; ++j)
      correlations[i][j] = correlations[j][i] = product(columns[i], columns[j]);
  }
  Fit fit{solved(correlations, with_outcome), 0};
  if (!fit.coefficients.empty()) fit.explained = product(fit.coefficients, with_outcome);
  return fit;
}

std::vector<double> without(std::span<const double> values, std::span<const std::int32_t> parts,
                            std::int32_t part) {
  std::vector<double> rest;
  rest.reserve(values.size());
  for (std::size_t i = 0; i < values.size(); ++i)
    if (parts[i] != part) rest.push_back(values[i]);
  return rest;
}

/// Coefficients with each part left out; empty where one of them has none.
Matrix left_out(const Matrix& parameters, std::span<const double> values,
                std::span<const std::int32_t> parts, const std::vector<std::int32_t>& numbers) {
  Matrix all;
  for (const std::int32_t part : numbers) {
    Matrix rest;
    for (const auto& parameter : parameters) rest.push_back(without(parameter, parts, part));
    all.push_back(fit_of(rest, without(values, parts, part)).coefficients);
    if (all.back().empty()) return {};
  }
  return all;
}

Interval interval_of(double estimate, const Matrix& fits, std::size_t parameter) {
  std::vector<double> estimates;
  for (const auto& fit : fits) estimates.push_back(fit[parameter]);
  return jackknife_interval(estimate, estimates);
}

}  // namespace

std::vector<double> mid_ranks(std::span<const double> values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  std::vector<double> ranks(values.size());
  for (std::size_t first = 0, end = 0; first < order.size(); first = end) {
    while (end < order.size() && values[order[end]] == values[order[first]]) ++end;
    for (std::size_t i = first; i < end; ++i)
      ranks[order[i]] = (static_cast<double>(first) + static_cast<double>(end) + 1) / 2;
  }
  return ranks;
}

RankRegression rank_regression(const std::vector<std::vector<double>>& parameters,
                               std::span<const double> values,
                               std::span<const std::int32_t> parts) {
  RankRegression result;
  const std::size_t needed = points_a_coefficient * (parameters.size() + 1);
  if (values.size() < needed) {
    result.refusal = fmt::format("it is defined at {}, and {} of them are the fewest for {}",
                                 counted(values.size(), "point"), needed,
                                 counted(parameters.size(), "parameter"));
    return result;
  }
  Fit fit = fit_of(parameters, values);
  if (fit.coefficients.empty()) {
    result.refusal = standardised(values).empty() ? "it is the same at all points"
                                                  : "two parameters rise and fall together";
    return result;
  }
  result.explained = fit.explained;
  std::vector<std::int32_t> numbers(parts.begin(), parts.end());
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  Matrix fits;
  if (numbers.size() < 2 * fewest_clusters)
    result.unbounded = fmt::format("{} independent parts say too little", numbers.size());
  else
    fits = left_out(parameters, values, parts, numbers);
  if (fits.empty() && result.unbounded.empty())
    result.unbounded = "one part of the points decides whether it differs at all";
  for (std::size_t i = 0; i < parameters.size(); ++i)
    result.bounds.push_back(fits.empty() ? Interval{undefined, undefined}
                                         : interval_of(fit.coefficients[i], fits, i));
  result.coefficients = std::move(fit.coefficients);
  return result;
}

double noise_share(const std::vector<std::vector<double>>& points) {
  double within = 0, values = 0, groups = 0, sum = 0;
  for (const auto& point : points) {
    if (point.empty()) continue;
    ++groups;
    values += static_cast<double>(point.size());
    sum += mean_of(point).mean * static_cast<double>(point.size());
    if (point.size() > 1) within += variance_of(point) * static_cast<double>(point.size() - 1);
  }
  if (!(groups > 1 && values > groups)) return undefined;
  double between = 0;
  for (const auto& point : points)
    if (!point.empty())
      between +=
          static_cast<double>(point.size()) * std::pow(mean_of(point).mean - sum / values, 2);
  const double w = within / (values - groups), b = between / (groups - 1);
  const double all = w + std::max(0.0, (b - w) * groups / values);
  return all > 0 ? w / all : undefined;
}

}  // namespace taosweep
