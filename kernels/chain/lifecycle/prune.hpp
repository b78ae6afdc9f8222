// Which subnet makes room for a newcomer once there are as many as may be.
#pragma once

#include "kernels/portable.hpp"

namespace taosweep {

/// The lowest price average of those whose immunity is over; of equals the older registration, and
/// of equals there the lower netuid. Subnets are shown to it one after the other.
/// Source: subtensor v3.2.8, of September 2025; all 52 prunes up to 4 Oct 2026 follow it.
struct Pruned {
  int subnet = -1;  ///< -1: none may be pruned
  double price_average = 0, registered = 0;

  /// A subnet with its price average [TAO/alpha] that registered at a block, seen `now`.
  TAOSWEEP_HD void see(int number, double average, double since, double now, double immunity) {
    if (now < since + immunity) return;
    const bool ahead =
        subnet < 0 || average < price_average || (average == price_average && since < registered);
    if (!ahead) return;
    subnet = number;
    price_average = average;
    registered = since;
  }
};

}  // namespace taosweep
