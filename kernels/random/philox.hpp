// Philox4x32-10: a keyed bijection of 128-bit counters whose outputs pass as independent random
// numbers. Salmon, Moraes, Dror, Shaw (2011), "Parallel random numbers: as easy as 1, 2, 3".
#pragma once

#include "kernels/lanes/operations.hpp"

namespace taosweep {

/// Four words of 32 bits in every lane.
template <class W>
struct Words {
  W w[4];
};

/// Ten rounds. Counter words may differ between lanes; the key is the same in all.
template <class W>
TAOSWEEP_HD Words<W> philox(W c0, W c1, W c2, W c3, std::uint32_t k0, std::uint32_t k1) {
  constexpr std::uint32_t multiplier0 = 0xd2511f53, multiplier1 = 0xcd9e8d57;
  constexpr std::uint32_t weyl0 = 0x9e3779b9, weyl1 = 0xbb67ae85;
  auto x0 = to_factor(c0), x1 = to_factor(c1), x2 = to_factor(c2), x3 = to_factor(c3);
  using Factor = decltype(x0);
  TAOSWEEP_UNROLL
  for (int round = 0; round < 10; ++round) {
    Factor high0, low0, high1, low1;
    mul_wide(x0, multiplier0, high0, low0);
    mul_wide(x2, multiplier1, high1, low1);
    x0 = high1 ^ x1 ^ Factor(k0);
    x1 = low1;
    x2 = high0 ^ x3 ^ Factor(k1);
    x3 = low0;
    k0 += weyl0;
    k1 += weyl1;
  }
  return {{to_word(x0), to_word(x1), to_word(x2), to_word(x3)}};
}

}  // namespace taosweep
