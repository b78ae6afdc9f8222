// One subnet of a stored state, as what a pack of one looks like to who asks the rules.
#pragma once

#include "kernels/state/pools.hpp"
#include "kernels/state/segments.hpp"
#include "kernels/state/state.hpp"

namespace taosweep {

/// What of an economy the rules are asked with.
struct StoredEconomy {
  const Money& money;
  const EmissionState& emission;
  const Rules* rules;

  TAOSWEEP_HD double root_stake() const { return money.root + money.unbooked_root; }
};

template <int Slots>
struct StoredSubnet {
  using real = double;
  static constexpr unsigned needs = ~0u;

  const StoredEconomy& economy;
  const EconomyState<Slots>& state;
  int i;

#define HOT(name, ...)              \
  TAOSWEEP_HD double name() const { \
    return state.name[i];           \
  }
#define COLD(name, ...)             \
  TAOSWEEP_HD double name() const { \
    return state.name[i];           \
  }
#define COLD_ROWS(name, ...)               \
  TAOSWEEP_HD double name(int row) const { \
    return state.name[row][i];             \
  }
#include "kernels/state/state.def"

  TAOSWEEP_HD double price() const {
    return pool_price(*this);
  }
};

}  // namespace taosweep
