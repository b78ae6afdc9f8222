// Philox4x32-10: a keyed bijection of 128-bit counters whose outputs pass as independent random
// numbers. Salmon, Moraes, Dror, Shaw (2011), "Parallel random numbers: as easy as 1, 2, 3".
#pragma once

#include "kernels/lanes/scalar.hpp"

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
  TAOSWEEP_UNROLL
  for (int round = 0; round < 10; ++round) {
    W high0, low0, high1, low1;
    mul_wide(c0, multiplier0, high0, low0);
    mul_wide(c2, multiplier1, high1, low1);
    c0 = high1 ^ c1 ^ W(k0);
    c1 = low1;
    c2 = high0 ^ c3 ^ W(k1);
    c3 = low0;
    k0 += weyl0;
    k1 += weyl1;
  }
  return {{c0, c1, c2, c3}};
}

}  // namespace taosweep
