// What of an outcome the ranks of drawn parameters tell, and which.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "host/statistics/intervals.hpp"

namespace taosweep {

/// Standardised coefficients of a regression of ranks on ranks (R. L. Iman, W. J. Conover 1979,
/// Technometrics 21). With r(.) mid-ranks, brought to mean 0 and variance 1:
///   r(y) = sum_i b_i r(x_i) + rest,   explained = 1 - Var(rest)
/// b_i is by how many standard deviations of its rank the outcome rises with that of x_i.
struct RankRegression {
  std::vector<double> coefficients;  ///< [parameter] empty where refused
  std::vector<Interval> bounds;      ///< [parameter] NaN where `unbounded` says why
  double explained = 0;
  std::string refusal, unbounded;
};

/// Fewest points for each coefficient and the mean.
inline constexpr std::uint64_t points_a_coefficient = 5;
/// Parts that points are dealt to where each is a unit of its own.
inline constexpr std::int32_t jackknife_parts = 32;

/// `parameters` are columns as long as `values`. `parts` number the independent parts that points
/// fall into: intervals come from leaving out each in turn (jackknife_interval), so that points of
/// a part may depend on each other.
RankRegression rank_regression(const std::vector<std::vector<double>>& parameters,
                               std::span<const double> values, std::span<const std::int32_t> parts);

/// Ranks 1 .. n; equal values share the mean of theirs.
std::vector<double> mid_ranks(std::span<const double> values);

/// Part of the variance of single economies that is not of their parameters but of their shocks.
/// Points with several values each, R on average: with mean squares W within points and B between,
///   noise = W / (W + max(0, (B - W) / R))      (one-way analysis of variance, R. A. Fisher 1925)
/// NaN where no point has two values, and where none differ.
double noise_share(const std::vector<std::vector<double>>& points);

}  // namespace taosweep
