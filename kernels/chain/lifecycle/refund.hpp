// What holders of a subnet that is dissolved are paid.
#pragma once

#include "kernels/portable.hpp"

namespace taosweep {

//   paid for one alpha = T / H
//
//   T  TAO of the pool, what is parked beside it included
//   H  alpha that takes part: all that is staked, root's that it has not claimed, and what the
//      chain keeps as its own; where the subnet has registered under the rule of whole locks
//      (v3.3.14), the alpha of the pool as well
//
// The chain's own part and the pool's are recycled, and so is all where nobody holds anything.
// Source: subtensor v3.2.8, of September 2025.
TAOSWEEP_HD double refund_per_alpha(double tao, double takes_part) {
  return takes_part > 0 ? tao / takes_part : 0.0;
}

}  // namespace taosweep
