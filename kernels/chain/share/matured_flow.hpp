// Share by flow that has stayed: what pump and exit within one half-life would not get.
#pragma once

#include "kernels/chain/share/flow_ema.hpp"

namespace taosweep {

/// w = max(min(S, M), 0) [TAO/block], M the average of S by the same smoothing. A proposal that no
/// chain ran. Source: subtensor pull request 2704, 1 Jun 2026.
struct MaturedFlowShare {
  static constexpr const char* name = "matured_flow";
  static constexpr unsigned needs = need_flows;

  template <class P>
  TAOSWEEP_HD static typename P::real weight(const P& pack) {
    using real = typename P::real;
    return flow_weight(min(pack.flow_ema(), pack.matured_flow_ema()), real(0.0)) * pack.alive();
  }
};

}  // namespace taosweep
