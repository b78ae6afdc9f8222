// What economies of a design cost to run, from their parameters alone.
#pragma once

#include <cstdint>

#include "host/experiment/economy_parameters.hpp"

namespace taosweep {

/// Of one economy, or of several together.
struct Cost {
  double steps = 0;  ///< [subnet-steps]
  double work = 0;   ///< [subnet-steps], with all else that takes time in them

  Cost& operator+=(const Cost& more) {
    steps += more.steps;
    work += more.work;
    return *this;
  }
  Cost operator*(double times) const { return {steps * times, work * times}; }
};

Cost cost_of_economy(const Parameters& parameters);

/// All arms of a point and one replicate.
Cost cost_of_pair(ParametersInTurn& economies, std::uint64_t point, std::uint64_t arms);

}  // namespace taosweep
