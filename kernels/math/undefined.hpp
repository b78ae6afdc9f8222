// The number that stands for none.
#pragma once

namespace taosweep {

/// The quiet NaN 0x7ff8000000000000, in results files as well; 0/0 has other bits on some machines.
inline constexpr double undefined = __builtin_nan("");

}  // namespace taosweep
