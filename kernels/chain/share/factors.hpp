// Factors on a subnet's weight: miners' pay that is burned, and root's part in the subnet.
#pragma once

#include "kernels/lanes/operations.hpp"
#include "kernels/portable.hpp"

namespace taosweep {

//   w <- w (1 - min(B, 1))        where protocol.share_burn is on
//   w <- w rho                    where protocol.share_root is on
//
//   B    MinerBurned: part of the miners' pay that its owner burns [1]
//   rho  root's share of the subnet's dividends [1]
//
// Where nothing is left of all weights they stay as they were.
// Source: subtensor v3.4.6 subnets_emission.rs (spec 421), v3.4.9; spec 440.

/// w of a subnet that burns the part `burned` of its miners' pay.
template <class R>
TAOSWEEP_HD R burn_factor(R burned) {
  return R(1.0) - min(burned, R(1.0));
}

}  // namespace taosweep
