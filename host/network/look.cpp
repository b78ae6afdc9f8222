#include "host/network/look.hpp"

namespace taosweep {

StateLook look_at_state(NetworkState state, const Eras& eras, const std::string& era,
                        bool shares_only) {
  StateLook look;
  look.state = std::move(state);
  look.shares_only = shares_only;
  look.rules = era_at(look.state, eras, era);
  look.summary = summary_of(look.state);
  look.recorded = recorded_shares(look.state);
  if (!look.rules.era) return look;
  const Rules& rules = look.rules.era->rules;
  look.by_rules = shares_by(look.state, rules);
  if (look.by_rules.reason.empty() && !look.recorded.of.empty())
    look.difference = difference_of(look.recorded, look.by_rules, look.state, rules);
  return look;
}

}  // namespace taosweep
