// The same share for every subnet: what all other rules are measured against.
#pragma once

#include "kernels/portable.hpp"

namespace taosweep {

/// w = 1 on every living subnet [1]. No chain ran it.
struct EqualShare {
  static constexpr const char* name = "equal";
  static constexpr unsigned needs = 0;

  template <class P>
  TAOSWEEP_HD static typename P::real weight(const P& pack) {
    return pack.alive();
  }
};

}  // namespace taosweep
