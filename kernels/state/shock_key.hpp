// What tells the shocks of one economy from those of another.
#pragma once

#include <cstdint>

namespace taosweep {

/// What keys the shocks of one economy. Arms of a point share it.
struct ShockKey {
  std::uint64_t seed = 0;
  std::uint32_t point = 0;  ///< global index in the design; 0 where all points share their shocks
  std::uint32_t replicate = 0;
};

}  // namespace taosweep
