// What no state of the chain can be.
#pragma once

#include <string>

#include "host/network/format.hpp"
#include "host/network/read_state.hpp"

namespace taosweep {

/// Throws UsageError, which begins with `place`, for what is absurd in a row.
void check_record(const Record& record, AmountUnit unit, const std::string& place);

/// The same of the whole.
void check_state(const NetworkState& state, const std::string& file);

/// Throws UsageError where the reserves may be those of concentrated liquidity, which say neither
/// price nor depth.
void refuse_concentrated_liquidity(const NetworkState& state, const StateRequest& request,
                                   const std::string& file);

/// Whether pools held concentrated liquidity at a block, so that reserves were not those that
/// orders met.
bool is_of_concentrated_liquidity(std::uint64_t block);

}  // namespace taosweep
