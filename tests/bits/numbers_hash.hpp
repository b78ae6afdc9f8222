// One number that stands for all bits of what economies leave behind.
#pragma once

#include <cstdint>

#include "kernels/advance.hpp"

namespace taosweep {

/// FNV-1a over bytes.
class NumbersHash {
 public:
  /// NaN has many bit patterns; all count as one.
  template <class T>
  void add_number(T x) {
    if (x != x) x = static_cast<T>(__builtin_nan(""));
    const auto* bytes = reinterpret_cast<const unsigned char*>(&x);
    for (std::size_t i = 0; i < sizeof x; ++i) hash_ = (hash_ ^ bytes[i]) * 1099511628211ull;
  }
  /// Status, outcomes, series and, where it was kept, the path.
  void add(const EconomyResult& result) {
    add_number(static_cast<double>(result.status));
    for (const double x : result.outcomes) add_number(x);
    for (const float x : result.series) add_number(x);
    for (const float x : result.path) add_number(x);
  }
  std::uint64_t value() const { return hash_; }

 private:
  std::uint64_t hash_ = 14695981039346656037ull;
};

}  // namespace taosweep
