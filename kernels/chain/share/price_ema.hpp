// Share by the price average that is stored before the block.
#pragma once

#include "kernels/portable.hpp"

namespace taosweep {

/// w = m, price average [TAO/alpha]. Source: subtensor v2.0.1 run_coinbase.rs.
struct PriceAverageShare {
  static constexpr const char* name = "price_ema";
  static constexpr unsigned needs = 0;

  template <class P>
  TAOSWEEP_HD static typename P::real weight(const P& pack) {
    return pack.price_ema();
  }
};

}  // namespace taosweep
