// The rules of the chain at one time, as plain numbers and choices.
#pragma once

#include "kernels/register/parameters.hpp"

namespace taosweep {

/// What protocol.def lists, with a value for each; by default those of the launch.
struct Rules {
#define REAL(...)
#define RULE(group, name, fallback, ...) double name = fallback;
#define RULE_WHOLE(group, name, fallback, ...) double name = fallback;
#define RULE_CHOICE(group, name, type, fallback, ...) type name = static_cast<type>(fallback);
#include "kernels/chain/rules.def"
#undef REAL
#undef RULE
#undef RULE_WHOLE
#undef RULE_CHOICE

  bool operator==(const Rules&) const = default;
};

/// The rules of `era` where `p` has none of its own.
constexpr Rules rules_in(const Parameters& p, const Rules& era) {
  Rules rules;
#define REAL(...)
#define RULE(group, name, ...) rules.name = p.group.name.in(era.name);
#define RULE_WHOLE(group, name, ...) rules.name = p.group.name.in(era.name);
#define RULE_CHOICE(group, name, ...) rules.name = p.group.name.in(era.name);
#include "kernels/chain/rules.def"
#undef REAL
#undef RULE
#undef RULE_WHOLE
#undef RULE_CHOICE
  return rules;
}

/// The number of a rule among `rules`, a choice as its index.
inline double number_of(const ParameterInfo& info, const Rules& rules) {
  Parameters all;
#define REAL(...)
#define RULE(group, name, ...) all.group.name = rules.name;
#define RULE_WHOLE(group, name, ...) all.group.name = rules.name;
#define RULE_CHOICE(group, name, ...) all.group.name = rules.name;
#include "kernels/chain/rules.def"
#undef REAL
#undef RULE
#undef RULE_WHOLE
#undef RULE_CHOICE
  return info.of(all);
}

}  // namespace taosweep
