// First-order and total indices from rows of points (host/design/designs/saltelli.cpp).
#pragma once

#include <string>
#include <vector>

#include "host/statistics/drivers.hpp"

namespace taosweep {

/// Means of the economies of the k + 2 points of a row, a, b, ab_1 .. ab_k, and the variance that
/// shocks give them, where points have shocks of their own and R >= 2 economies that tell it.
struct SaltelliRow {
  std::vector<double> means;
  double variance_of_mean = 0;    ///< mean over the points of s^2 / R; 0 where not known
  double variance_of_single = 0;  ///< mean over the points of s^2
};

/// Fewest rows with intervals. Over Ishigami's function and Sobol's g (4 parameters), 400 sweeps
/// each, those of 95 % hold the index in 91 to 95 % at 128 rows, in 93 to 97 % at 256.
inline constexpr std::size_t fewest_rows = 128;

/// With V = Var(f) over the points a and b of all rows, mean 0 taken off:
///   first_i = mean of b (ab_i - a) / V               (A. Saltelli et al. 2010, CPC 181)
///   total_i = mean of (a - ab_i)^2 / (2 V)           (M. J. W. Jansen 1999, CPC 117)
/// With w the mean of s^2 / R, w is taken off V and off the mean in total_i: both are then indices
/// of the mean over shocks. Where shocks are not known, V and total_i hold them too. Intervals by
/// resampling rows; `key` names the resamples. Measures are first, total.
Drivers saltelli_indices(const std::vector<SaltelliRow>& rows, bool noise_known,
                         const std::string& key);

/// Parameters whose total index lies below their first-order one beyond both intervals, which
/// chance alone seldom does: something is wrong with the rows.
std::vector<std::size_t> totals_below_first(const Drivers& drivers);

}  // namespace taosweep
