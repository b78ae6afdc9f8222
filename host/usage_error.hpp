// What the user can put right.
#pragma once

#include <stdexcept>

namespace taosweep {

/// A config, option, input file or place that cannot be used: what is wrong, where, what to do.
/// Ends the program with exit_usage.
struct UsageError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace taosweep
