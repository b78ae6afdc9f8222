// What stake that moves costs, and how far prices go together.
#pragma once

#include "kernels/chain/block_time.hpp"
#include "kernels/math/undefined.hpp"
#include "kernels/register/registry.hpp"
#include "kernels/state/scalars.hpp"

namespace taosweep {

//   move_cost          1 - (sum M r / sum M) (sum b r / sum b)     see economy/moves.hpp
//   cross_correlation  (mean C - m^2)/(mean S - m^2),  m = mean M  see watch/emission_look.hpp
//   price_volatility   sqrt(v),  v = mean S - m^2
//   price_kurtosis     (s4 - 4 m s3 + 6 m^2 s2 - 3 m^4)/v^2 - 3,   sk  mean of r^k
//   return_memory      correlation of x and y           over pairs (x, y) of watch/memory.hpp
//   volatility_memory  that of |x| and |y|
// v is the difference of two means, which keeps rounding: what is left of it where all returns are
// alike is nothing to divide by twice.
inline constexpr double least_variance = 1e-6;  ///< over m^2

/// Correlation of two numbers from `count` pairs, their sums, squares' sums and products' sum;
/// undefined where either hardly varies.
TAOSWEEP_HD double correlation_of(double count, double x, double y, double xx, double yy,
                                  double xy) {
  const double spread_x = count * xx - x * x, spread_y = count * yy - y * y;
  if (!(spread_x > least_variance * (x * x)) || !(spread_y > least_variance * (y * y)))
    return undefined;
  return (count * xy - x * y) / sqrt(spread_x * spread_y);
}

TAOSWEEP_HD void finish_memory(const ReturnPairs& of, double* out) {
  out[outcome_return_memory] = correlation_of(of.count, of.x, of.y, of.xx, of.yy, of.xy);
  out[outcome_volatility_memory] =
      correlation_of(of.count, of.size_x, of.size_y, of.xx, of.yy, of.size_xy);
}

TAOSWEEP_HD void finish_moves(const Scalars& q, double* out) {
  const Track& t = q.track;
  if (q.block > 0) out[outcome_moved_tao] = t.moved / (q.block / blocks_per_day);
  if (t.moved > 0 && t.moves_spent > 0)
    out[outcome_move_cost] = 1 - t.moved_left / t.moved * (t.moves_arrived / t.moves_spent);
  finish_memory(t.return_pairs, out);
  if (!(t.return_looks > 1)) return;
  const double mean = t.return_mean / t.return_looks;
  const double variance = t.return_square / t.return_looks - mean * mean;
  out[outcome_price_volatility] = sqrt(max(variance, 0.0));
  if (!(variance > 0)) return;
  out[outcome_cross_correlation] = (t.return_product / t.return_looks - mean * mean) / variance;
  if (!(variance > least_variance * (mean * mean))) return;
  const double fourth = (t.return_fourth - 4 * mean * t.return_cube) / t.return_looks +
                        3 * mean * mean * (2 * t.return_square / t.return_looks - mean * mean);
  out[outcome_price_kurtosis] = fourth / (variance * variance) - 3;
}

}  // namespace taosweep
