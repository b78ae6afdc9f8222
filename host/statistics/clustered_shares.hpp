// Shares of economies of which several depend on each other.
#pragma once

#include <cstdint>
#include <span>

#include "host/statistics/intervals.hpp"

namespace taosweep {

/// How many independent values n clustered ones of a share are worth. `values` are 0 or not;
/// clusters hold the number of the independent unit of each, G of them in all.
///   n_eff = n / max(1, Var_clustered / Var_independent) (z / t_{G-1})^2
/// The factor pays for a variance known from G units only: E. L. Korn, B. I. Graubard (1998),
/// "Confidence intervals for proportions with small expected number of positive counts estimated
/// from survey data", Survey Methodology 24. Where fewer than 8 clusters hold a 1, or fewer than 8
/// a 0, the variance ratio itself is not known, and no cluster counts for more than one value. One
/// value a cluster: n.
double effective_number(std::span<const double> values, std::span<const std::int32_t> clusters,
                        double level = confidence);

struct Share {
  double share;
  Interval bounds;  ///< Wilson's from the effective number; NaN below 8 values or clusters
};

/// Share of values that are not 0.
Share share_of(std::span<const double> values, std::span<const std::int32_t> clusters,
               double level = confidence);

/// How many numbers occur.
int distinct(std::span<const std::int32_t> clusters);

}  // namespace taosweep
