// A recorded state as economies begin in it.
#pragma once

#include <string>
#include <vector>

#include "host/network/network_state.hpp"
#include "kernels/state/start_state.hpp"

namespace taosweep {

struct StartOfState {
  StartState state{};
  int highest_netuid = 0;            ///< whose pool is there
  double pool_sum = 0;               ///< [TAO]
  std::vector<std::string> remarks;  ///< what of the file economies do not have
};

/// A state whose block is known. Netuid n takes slot n - 1; slots between stay empty. Throws
/// UsageError, which names `file`, for what no economy can begin in.
StartOfState start_of_state(const NetworkState& state, const std::string& file);

}  // namespace taosweep
