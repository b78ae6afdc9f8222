// The chain's clock: a block every 12 s.
#pragma once

namespace taosweep {

inline constexpr double blocks_per_day = 7200;
inline constexpr int blocks_per_hour = 300;

}  // namespace taosweep
