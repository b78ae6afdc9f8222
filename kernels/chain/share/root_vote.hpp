// Share by the last vote of root's validators, which stays as it was.
#pragma once

#include "kernels/portable.hpp"

namespace taosweep {

/// w = e, the emission value of the last root epoch before the launch [1].
/// Source: subtensor v1.2.5 root.rs EmissionValues.
struct RootVoteShare {
  static constexpr const char* name = "root_vote";
  static constexpr unsigned needs = 0;

  template <class P>
  TAOSWEEP_HD static typename P::real weight(const P& pack) {
    return pack.vote();
  }
};

}  // namespace taosweep
