// The calendar of pools that opened after the launch, as the chain recorded it.
#pragma once

#include "kernels/portable.hpp"

namespace taosweep {

inline constexpr int recorded_openings = 63;

/// Days since launch (13 Feb 2025) on which the pool of a later subnet was first seen open, to a
/// half, for opening 0, 1, .. It opens when its owner starts it, a week or more after it has
/// registered (registrations.hpp). With the 64 of the launch: 70 subnets on 1 Mar 2025, 82 on 1
/// Apr, 98 on 1 Jun, 117 on 1 Aug; then 122 on 1 Oct and 127 on 28 Oct, which stand at even
/// distances, since the days in between were not recorded.
/// Source: derived from recorded prices of netuids 65 to 128, every six hours up to 31 Jul 2025
/// (the first below 1 TAO, the price of a pool that is not open); then from counts of prices.
TAOSWEEP_HD double opening_day(int opening) {
  constexpr float days[recorded_openings] = {
      4.5f,   5.5f,   6.5f,   7.5f,   8.5f,   12.5f,  18.0f,  20.0f,  22.0f,  23.0f,  25.5f,
      27.0f,  29.0f,  31.0f,  35.5f,  37.5f,  39.5f,  41.5f,  59.5f,  60.0f,  63.0f,  63.0f,
      66.0f,  68.0f,  72.5f,  75.5f,  78.0f,  79.0f,  92.0f,  94.0f,  97.5f,  101.0f, 102.5f,
      104.5f, 107.5f, 110.0f, 110.5f, 116.0f, 117.5f, 118.5f, 128.5f, 128.5f, 131.5f, 135.0f,
      140.0f, 141.5f, 143.0f, 144.0f, 146.5f, 150.5f, 160.5f, 163.5f, 166.5f, 181.0f, 193.0f,
      205.0f, 217.0f, 229.0f, 234.5f, 240.0f, 245.5f, 251.0f, 256.5f};
  return days[opening];
}

}  // namespace taosweep
