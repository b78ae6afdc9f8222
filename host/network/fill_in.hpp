// What stands in for what a state does not record, said aloud.
#pragma once

#include "host/network/network_state.hpp"

namespace taosweep {

/// Fills in price averages, weights of pools and which subnets are emitted to; names in `defaults`
/// everything that was not recorded.
void fill_in(NetworkState& state);

}  // namespace taosweep
