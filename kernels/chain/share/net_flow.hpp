// Share by stakers' flow net of what the protocol itself has spent on the subnet.
#pragma once

#include "kernels/chain/share/flow_ema.hpp"

namespace taosweep {

//   w = max(S - n max(G, 0) - min(G, 0), 0),      n = min(1, sum max(S, 0) / sum max(G, 0))
//
//   S, G  averages of stakers' flow and of the protocol's: injections and chain buys less what was
//         sold for root [TAO/block]; the same smoothing for both
//   n     keeps the protocol's cost from being larger than what stakers bring; 0 where the
//         denominator is 0
//
// Source: subtensor v3.4.0 subnets_emission.rs get_shares_flow, pull request 2675.

/// n from the two sums [TAO/block].
TAOSWEEP_HD double protocol_norm(double flow_sum, double protocol_sum) {
  if (!(protocol_sum > 0)) return 0;
  const double ratio = flow_sum / protocol_sum;
  return ratio < 1 ? ratio : 1.0;
}

/// Stakers' flow net of the protocol's [TAO/block].
template <class R>
TAOSWEEP_HD R net_flow(R flow, R protocol, R norm) {
  return flow - select(protocol > R(0.0), norm * protocol, protocol);
}

struct NetFlowShare {
  static constexpr const char* name = "net_flow";
  static constexpr unsigned needs = need_flows;

  template <class P>
  TAOSWEEP_HD static typename P::real weight(const P& pack) {
    using real = typename P::real;
    const real norm(pack.economy.emission.protocol_norm);
    return flow_weight(net_flow(pack.flow_ema(), pack.protocol_flow_ema(), norm), real(0.0)) *
           pack.alive();
  }
};

}  // namespace taosweep
