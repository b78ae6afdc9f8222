// One subnet as packs see it: what the rules in force say of it (kernels/state/view.hpp) is asked
// on the lanes of a back end.
#pragma once

#include "kernels/outcomes/stored_subnet.hpp"
#include "tests/conformance/on_lanes.hpp"

namespace taosweep::conformance {

/// What is known of a subnet and its economy; what a vector leaves out is that of an empty slot.
struct SeenSubnet {
  taosweep::Rules rules;
  EmissionState emission{};
  Money money{};
#define HOT(name, type, unit, empty, ...) double name = empty;
#define COLD(name, type, unit, empty, ...) double name = empty;
#include "kernels/state/state.def"
};

template <class L>
struct SubnetOnLanes {
  using real = typename L::real;
  static constexpr unsigned needs = ~0u;

  const StoredEconomy& economy;
  const SeenSubnet& seen;

#define HOT(name, ...)          \
  real name() const {           \
    return mixed<L>(seen.name); \
  }
#define COLD(name, ...)         \
  real name() const {           \
    return mixed<L>(seen.name); \
  }
#include "kernels/state/state.def"

  real price() const {
    return pool_price(*this);
  }
};

/// What `ask(pack)` says of the subnet.
template <class L, class F>
double of_subnet(const SeenSubnet& seen, const F& ask) {
  const StoredEconomy economy{seen.money, seen.emission, &seen.rules};
  return common<L>(ask(SubnetOnLanes<L>{economy, seen}));
}

}  // namespace taosweep::conformance
