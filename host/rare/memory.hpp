// What `taosweep rare` keeps in memory, before there is any of it.
#pragma once

#include <cstdint>
#include <optional>

#include "host/experiment/experiment.hpp"
#include "host/run/room.hpp"

namespace taosweep {

/// Economies that begin anew.
struct RareSize {
  std::uint64_t roots = 0;  ///< of all runs, which go on together
  std::uint64_t crude = 0;  ///< counted besides
};

/// So many of the latter have scores at a time.
inline constexpr std::uint64_t crude_at_once = 1 << 14;

/// [B] at most. `experiment` as the config says it: its own points do not count.
double rare_bytes(const Experiment& experiment, const RareSize& size);

/// Throws UsageError where that is more than there is room for.
void check_rare_room(double bytes, const std::optional<Room>& room);

}  // namespace taosweep
