// Rules of an era beside what parameters say of them.
#pragma once

#include "kernels/register/parameters.hpp"

namespace taosweep {

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
