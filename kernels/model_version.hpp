// The version of all numbers: apart, so that only who writes and reads files is compiled anew.
#pragma once

namespace taosweep {

/// Raised with any change of any number that an economy
/// produces, or of their list; a golden hash in the tests enforces it.
inline constexpr int model_version = 16;

}  // namespace taosweep
