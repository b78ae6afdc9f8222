// The needs of a set of rules.
#pragma once

#include "kernels/chain/eras/rules.hpp"
#include "kernels/chain/needs.hpp"
#include "kernels/chain/share/share.hpp"

namespace taosweep {

/// Flows where they are counted or shares follow them; claims where any rule of later_rules.def is
/// not what it was at the launch.
constexpr unsigned needs_of(const Rules& rules) {
  constexpr Rules launch{};
  unsigned needs = Shares::needs(rules.share) | (rules.flows ? need_flows : 0u);
#define RULE(group, name, ...) needs |= rules.name == launch.name ? 0u : need_claims;
#define RULE_WHOLE RULE
#define RULE_CHOICE RULE
#include "kernels/chain/later_rules.def"
#undef RULE
#undef RULE_WHOLE
#undef RULE_CHOICE
  return needs;
}

}  // namespace taosweep
