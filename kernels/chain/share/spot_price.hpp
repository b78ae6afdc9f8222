// Share by the price of the moment: what the average guards against.
#pragma once

#include "kernels/portable.hpp"

namespace taosweep {

/// w = T/A, price before the block [TAO/alpha], without the cap that the average has.
struct SpotPriceShare {
  static constexpr const char* name = "spot_price";
  static constexpr unsigned needs = 0;

  template <class P>
  TAOSWEEP_HD static typename P::real weight(const P& pack) {
    return pack.price() * pack.alive();
  }
};

}  // namespace taosweep
