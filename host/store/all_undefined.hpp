// Numbers that a reader need not be told: where nothing is stored, these bits are read.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <span>
#include <type_traits>

#include "kernels/math/undefined.hpp"

namespace taosweep {

/// True where each is `undefined`, bit for bit; another NaN is not.
template <class T>
bool all_undefined(std::span<const T> values) {
  using Bits = std::conditional_t<sizeof(T) == 8, std::uint64_t, std::uint32_t>;
  constexpr auto nothing = std::bit_cast<Bits>(static_cast<T>(undefined));
  return std::ranges::all_of(values, [](T value) { return std::bit_cast<Bits>(value) == nothing; });
}

}  // namespace taosweep
