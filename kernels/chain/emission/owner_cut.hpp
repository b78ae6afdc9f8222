// The owner's part of the alpha that a subnet emits.
#pragma once

#include "kernels/portable.hpp"

namespace taosweep {

//   c_i = omega * o_i,   omega = 11796/65535 = 0.17999542
//
//   o_i  alpha emitted to participants [alpha/block]
//
// The chain truncates what it pays the owner to rao and carries the exact remainder on.
// Source: subtensor v2.0.1 run_coinbase.rs, SubnetOwnerCut.

/// Owner's part [alpha/block] of `alpha_out` [alpha/block] at the share `cut`.
template <class R>
TAOSWEEP_HD R owner_cut(R alpha_out, R cut) {
  return alpha_out * cut;
}

}  // namespace taosweep
