// Where two instruction sets part over one economy.
#pragma once

#include "host/run/divergence.hpp"

namespace taosweep {

/// The first signal tick after which two economies differ, the one run on `on_a` and the other on
/// `on_b`, and in what. They stand where they are still the same, and have ticks of one length.
std::optional<Divergence> first_parted_tick(WatchedEconomy a, Isa on_a, WatchedEconomy b, Isa on_b,
                                            int until);

/// The same for one economy from its launch to its end. It runs day by day, as a sweep does; the
/// day in which the two part runs again tick by tick. Steps within a tick are not looked at: only
/// the lanes of the reference back end can be watched there.
std::optional<Divergence> first_divergence(const Job& job, Isa a, Isa b);

}  // namespace taosweep
