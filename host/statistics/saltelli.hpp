// First-order and total indices from rows of points (host/design/designs/saltelli.cpp).
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "host/statistics/drivers.hpp"

namespace taosweep {

/// Means of the economies of the points of a row, a, b, ab_1 .. ab_k and, of second order, ba_1 ..
/// ba_k, and the variance that shocks give them, where points have shocks of their own and R >= 2
/// economies that tell it.
struct SaltelliRow {
  std::vector<double> means;
  double variance_of_mean = 0;    ///< mean over the points of s^2 / R; 0 where not known
  double variance_of_single = 0;  ///< mean over the points of s^2
  std::int32_t scramble = 0;      ///< of the Sobol base
};

/// What is known of all rows.
struct RowKind {
  bool noise_known = false;
  bool second_order = false;  ///< rows have the points ba_i
  bool scrambled = false;     ///< they come from scrambles, and these are the independent units
};

/// Fewest rows with intervals. Over Ishigami's function and Sobol's g (4 parameters), 400 sweeps
/// each, those of 95 % hold the index in 91 to 95 % at 128 rows, in 93 to 97 % at 256; those of
/// second order, of groups and of the Sobol base in 93 to 97 % from 128 rows on.
inline constexpr std::size_t fewest_rows = 128;

/// With V = Var(f) over the points a and b of all rows, mean 0 taken off:
///   first_i = mean of b (ab_i - a) / V               (A. Saltelli et al. 2010, CPC 181)
///   total_i = mean of (a - ab_i)^2 / (2 V)           (M. J. W. Jansen 1999, CPC 117)
/// With w the mean of s^2 / R, w is taken off V and off the mean in total_i: both are then indices
/// of the mean over shocks. Where shocks are not known, V and total_i hold them too. With ba_i
/// both are means over the same with a and b, ab and ba exchanged; and of each pair i < j, of what
/// the two do together beyond what each does alone,
///   second_ij = mean of [(ba_i - b)(ab_j - a) + (ba_j - b)(ab_i - a)] / (2 V)
/// since points that share the factors S alone have E(f f') = f_0^2 + (variance that S tells), and
/// ba_i, ab_j share i and j, ba_i, a share i, b, ab_j share j (A. Saltelli 2002, CPC 145).
/// Intervals by resampling rows, `key` names the resamples; of scrambled rows by leaving out each
/// scramble (jackknife_interval). Measures are first, total.
Drivers saltelli_indices(const std::vector<SaltelliRow>& rows, const RowKind& kind,
                         const std::string& key);

/// Pairs of so many factors, as Drivers::pairs has them.
std::vector<std::pair<std::size_t, std::size_t>> pairs_of(std::size_t factors);

/// Parameters whose total index lies below their first-order one beyond both intervals, which
/// chance alone seldom does: something is wrong with the rows.
std::vector<std::size_t> totals_below_first(const Drivers& drivers);

}  // namespace taosweep
