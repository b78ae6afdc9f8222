// Share by the average of what stakers bring to a pool, net of what they take.
#pragma once

#include "kernels/chain/needs.hpp"
#include "kernels/lanes/operations.hpp"
#include "kernels/portable.hpp"

namespace taosweep {

//   S <- (1 - phi) S + phi f          w = z^q,  z = max(S - L, 0)
//
//   f    TAO that stakers paid into the pool less what they were paid out of it, since the average
//        was last used [TAO]. What the chain puts in or takes out itself is not in it.
//   S    flow average [TAO/block],  phi its smoothing [1/block] (half-life 216,000 blocks)
//   L    TaoFlowCutoff, 0 on the chain [TAO/block]: who loses TAO gets nothing
//   q    FlowNormExponent, 1 on the chain [1]
//
// The average is updated when it is used. While shares follow something else f goes on growing and
// S stands still; the first block that uses it again takes all of f for one block's flow.
// k blocks of one flow weigh 1 - (1 - phi)^k.
// Source: subtensor v3.2.10 subnets_emission.rs get_ema_flow, get_shares_flow.

/// The flow average after n blocks that brought `flow` [TAO] together; `weight` is that of them
/// all.
template <class R>
TAOSWEEP_HD R flow_average(R average, R flow, R weight, double blocks) {
  return fma(weight, flow * R(1.0 / blocks) - average, average);
}

/// w of a flow average, before the exponent [TAO/block].
template <class R>
TAOSWEEP_HD R flow_weight(R average, R cutoff) {
  return max(average - cutoff, R(0.0));
}

struct FlowShare {
  static constexpr const char* name = "flow_ema";
  static constexpr unsigned needs = need_flows;

  template <class P>
  TAOSWEEP_HD static typename P::real weight(const P& pack) {
    using real = typename P::real;
    return flow_weight(pack.flow_ema(), real(0.0)) * pack.alive();
  }
};

}  // namespace taosweep
