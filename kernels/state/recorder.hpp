// Where an economy writes its series.
#pragma once

#include "kernels/chain/block_time.hpp"
#include "kernels/portable.hpp"
#include "kernels/register/registry.hpp"

namespace taosweep {

/// Series on the day axis, in the order of series.def.
inline constexpr int day_series = series_fall_since_action;
/// Blocks between two entries of the series since the action.
inline constexpr int fall_interval = blocks_per_hour / 2;
inline constexpr int fall_times = 97;  ///< 0 to 48 h

/// Rows that an economy never reaches stay undefined (NaN).
struct Recorder {
  float* series;  ///< all series after each other: day_series of day_times, then one of fall_times
  float* path;    ///< [quantity][day_times][path_subnets], or nullptr
  int day_times;

  TAOSWEEP_HD float* since_action() const { return series + day_series * day_times; }
};

}  // namespace taosweep
