// Numbers that a reader need not be told: where nothing is stored, these bits are read.
#pragma once

#include <algorithm>
#include <cstring>
#include <span>

#include "kernels/math/undefined.hpp"

namespace taosweep {

/// True where each is `undefined`, bit for bit; another NaN is not.
template <class T>
bool all_undefined(std::span<const T> values) {
  const T nothing = static_cast<T>(undefined);
  return std::ranges::all_of(
      values, [&](const T& value) { return std::memcmp(&value, &nothing, sizeof value) == 0; });
}

}  // namespace taosweep
