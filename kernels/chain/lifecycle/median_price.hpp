// The price at which a new subnet's pool opens.
#pragma once

#include "kernels/math/quantile.hpp"
#include "kernels/portable.hpp"

namespace taosweep {

//   pool of a new subnet: the lock as TAO, and lock/median as alpha
//
//   median  of the prices above 0 of the subnets there are, the mean of the two middle ones where
//           their number is even [TAO/alpha]; 1 where there is none
//
// Source: subtensor v3.3.14 subnets/subnet.rs median_subnet_alpha_price.

/// Median of `count` prices; `ascending` is room for as many.
TAOSWEEP_HD double median_price(int count, const double* prices, double* ascending) {
  int priced = 0;
  for (int i = 0; i < count; ++i)
    if (prices[i] > 0) ascending[priced++] = prices[i];
  sort_ascending(priced, ascending);
  return priced > 0 ? quantile_linear(priced, ascending, 0.5) : 1;
}

}  // namespace taosweep
