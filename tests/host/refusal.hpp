// What is refused, and in which words.
#pragma once

#include <string>

#include "host/usage_error.hpp"

namespace taosweep {

/// What the UsageError says that `act` throws; "taken" where it throws none.
template <class Act>
std::string refusal_in(const Act& act) {
  try {
    act();
  } catch (const UsageError& error) {
    return error.what();
  }
  return "taken";
}

}  // namespace taosweep
