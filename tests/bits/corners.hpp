// Parameters at the ends of their ranges or anywhere between, the same for ever.
#pragma once

#include "kernels/register/parameters.hpp"

namespace taosweep {

inline constexpr int corner_count = 30;

/// Parameters of a corner, 0 to corner_count - 1. They follow from corners.txt alone, not from the
/// table of parameters, so that a new parameter, range or default leaves them where they are.
Parameters corner(int index);

}  // namespace taosweep
