// Outcomes that compare an economy with the same one in the baseline arm.
#pragma once

#include <cstdint>

#include "host/store/point_results.hpp"

namespace taosweep {

/// Largest share_30d_after, over the baseline's, at which an
/// intervention counts as having stopped the subnet [1].
inline constexpr double stopped_below = 0.25;

/// True for the outcomes that derive_outcomes fills.
bool is_against_baseline(int outcome);

/// Fills them. NaN in the baseline arm (arm 0), and where either economy failed or left the value
/// undefined. May be called again: it reads other outcomes only.
void derive_outcomes(PointResults& results, std::uint64_t arms);

/// What an outcome says is of other subnets than the one that an attack would take in another arm:
/// when and where that would be moves it, though it changes no economy without one.
bool looks_beside_an_attack(int outcome);

/// What an outcome says is rounding: it tells no economies apart.
bool is_rounding(int outcome);

}  // namespace taosweep
