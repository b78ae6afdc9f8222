// A state of the network in some numbers.
#pragma once

#include <optional>
#include <vector>

#include "host/network/network_state.hpp"

namespace taosweep {

struct StateSummary {
  std::size_t subnets = 0, started = 0;
  double least_pool = 0, median_pool = 0, largest_pool = 0, pool_sum = 0;  ///< of started [TAO]
  double prices = 0, averages = 0;     ///< sums over started subnets [TAO/alpha]
  std::optional<std::size_t> burning;  ///< that burn at least 99 % of their miners' pay
  std::optional<std::size_t> enabled;  ///< that root has not switched off
};
StateSummary summary_of(const NetworkState& state);

/// How a block's TAO is spread over subnets.
struct ShareSpread {
  std::size_t emitted = 0;        ///< that get any
  double effective = 0;           ///< 1/sum of squares: as many equal ones would be as spread
  double top_10 = 0;              ///< of the ten largest [1]
  double largest = 0;             ///< [1]
  std::size_t largest_place = 0;  ///< among the subnets of the state
};
/// NaN counts as nothing. Not to be asked without shares.
ShareSpread spread_of(const std::vector<double>& shares);

}  // namespace taosweep
