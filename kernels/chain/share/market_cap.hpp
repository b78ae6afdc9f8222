// Share by what all alpha of a subnet is worth.
#pragma once

#include "kernels/portable.hpp"

namespace taosweep {

/// w = p X, price [TAO/alpha] times all alpha issued [alpha], the pool's included. No chain ran it.
struct MarketCapShare {
  static constexpr const char* name = "market_cap";
  static constexpr unsigned needs = 0;

  template <class P>
  TAOSWEEP_HD static typename P::real weight(const P& pack) {
    return pack.price() * pack.issued() * pack.alive();
  }
};

}  // namespace taosweep
