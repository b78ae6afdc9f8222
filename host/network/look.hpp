// Everything that is said of a state: its numbers, and its shares beside those of the rules.
#pragma once

#include "host/network/era_at.hpp"
#include "host/network/shares.hpp"
#include "host/network/summary.hpp"

namespace taosweep {

struct StateLook {
  NetworkState state;
  bool shares_only = false;
  EraAt rules;
  StateSummary summary;
  RecordedShares recorded;
  RuleShares by_rules;                        ///< where the rules are known
  std::optional<ShareDifference> difference;  ///< where there is something to compare

  /// The shares that are summarised: recorded ones if bought alpha is in them, else those of the
  /// rules, else what is recorded; empty where there are none.
  const std::vector<double>& shares() const {
    const bool whole = recorded.with_buys || by_rules.of.empty();
    return whole ? recorded.of : by_rules.of;
  }
  bool shares_are_recorded() const { return &shares() == &recorded.of; }
};

/// `era` may be empty: that of the block. Throws UsageError for a name that is none.
StateLook look_at_state(NetworkState state, const Eras& eras, const std::string& era,
                        bool shares_only);

}  // namespace taosweep
