// The rules of the chain at one time, as plain numbers and choices.
#pragma once

#include "kernels/register/choices.hpp"

namespace taosweep {

/// What kernels/chain/rules.def lists, with a value for each; by default those of the launch.
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

}  // namespace taosweep
