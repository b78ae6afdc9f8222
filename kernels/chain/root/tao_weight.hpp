// What one TAO on root weighs against one alpha.
#pragma once

#include <cstdint>

#include "kernels/portable.hpp"

namespace taosweep {

/// TaoWeight as the launch migration stored it; w = stored / (2^64 - 1) = 0.18.
/// Source: subtensor v2.0.1 migrate_rao.rs.
inline constexpr std::uint64_t launch_tao_weight_u64 = 3320413933267719290u;

/// Weight w [1] of a stored 64-bit fraction.
TAOSWEEP_HD double tao_weight_of(std::uint64_t stored) {
  constexpr double largest = 18446744073709551615.0;
  return static_cast<double>(stored) / largest;
}

}  // namespace taosweep
