// What a subnet has of emission in an economy in the hands of a test.
#pragma once

#include "tests/kernels/economy_fixture.hpp"

namespace taosweep {

/// Weight of a subnet in emission, as the steps would have it now.
inline double emission_of(Simulation<1>& economy, int i) {
  const Rules& rules = economy.rules();
  const StoredEconomy stored{economy.scalars().money, economy.scalars().emission, &rules};
  return share_weight(StoredSubnet<1>{stored, economy.s(), i}, economy.block());
}

}  // namespace taosweep
