// Shares of the block's TAO: as a file records them, and as rules of an era give them.
#pragma once

#include <string>
#include <vector>

#include "host/eras/named_era.hpp"
#include "host/network/network_state.hpp"

namespace taosweep {

/// What the chain handed out in a block, as far as the file says.
struct RecordedShares {
  std::vector<double> of;  ///< of each subnet, NaN where not recorded; empty: no emission is
  double sum = 0;          ///< what they are parts of [TAO/block]
  bool with_buys = false;  ///< what bought alpha is in them, not only what joined pools
};
RecordedShares recorded_shares(const NetworkState& state);

struct RuleShares {
  std::vector<double> of;        ///< of each subnet
  std::vector<double> injected;  ///< the part of them that joins pools
  double bar = 0;                ///< of the gate; 0 without one
  bool bar_is_recorded = false;
  std::vector<std::string> lacking;  ///< what the rules ask for and no subnet has: taken by default
  std::string reason;  ///< why there are none: what they need is not in the file; else empty
};
/// By the rules, with the recorded bar where there is one.
RuleShares shares_by(const NetworkState& state, const Rules& rules);

/// How far apart they are.
struct ShareDifference {
  double largest = 0, mean = 0;  ///< [1]
  std::uint64_t netuid = 0;      ///< where it is largest
  std::size_t compared = 0;
  bool injected = false;  ///< what joins pools was compared, as no more is recorded
};
ShareDifference difference_of(const RecordedShares& recorded, const RuleShares& found,
                              const NetworkState& state, const Rules& rules);

/// TAO of a block [TAO/block]: by issuance where recorded, else by the halving of Dec 2025.
double emission_of(const NetworkState& state);

}  // namespace taosweep
