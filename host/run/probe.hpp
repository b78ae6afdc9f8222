// A small part of a sweep, run for about a second: for dry runs,
// never for a choice that a number depends on.
#pragma once

#include "host/run/devices.hpp"
#include "host/run/economy_cost.hpp"
#include "host/run/file_size.hpp"
#include "host/store/portion.hpp"

namespace taosweep {

struct Probe {
  Cost speed;       ///< what all engines get done [subnet-steps/s]
  Packing packing;  ///< of the numbers of the economies that were run; of paths alone where one
                    ///< was cut short
};

/// Advances economies of points from all over the portion. Long ones are cut short: the speed is
/// then that of their first days, and of their numbers only those of paths tell something.
Probe probe(const Experiment& experiment, const Portion& portion, const Cost& mean,
            const Devices& devices);

}  // namespace taosweep
