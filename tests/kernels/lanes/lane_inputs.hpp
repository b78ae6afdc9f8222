// Numbers on which lane types are compared: every special value
// with every other, then random ones of all sizes.
#pragma once

#include <bit>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

namespace taosweep::lane_test {

/// Arrays whose lengths are multiples of 32.
struct Inputs {
  std::vector<double> a, b, c;         ///< any value
  std::vector<double> positive, unit;  ///< normal positive numbers; numbers inside (0, 1)
  std::vector<double> finite;          ///< finite, of mixed size and sign
  std::vector<float> fast_a, fast_b, fast_c, fast_positive;

  Inputs() {
    const double inf = std::numeric_limits<double>::infinity();
    const double special[] = {0.0,
                              -0.0,
                              1.0,
                              -1.0,
                              0.5,
                              inf,
                              -inf,
                              std::numeric_limits<double>::quiet_NaN(),
                              0x1p-1022,
                              -0x1p-1074,
                              0x1.fffffffffffffp1023,
                              708.5,
                              -745.0,
                              1e-9,
                              88.5,
                              0x1p-127};
    for (double x : special)
      for (double y : special) add(x, y, special[a.size() % 16]);
    std::mt19937_64 bits(2025);
    while (a.size() < 4096) {
      const bool any_bits = a.size() >= 2048;
      const double x = any_bits ? std::bit_cast<double>(bits()) : moderate(bits());
      const double y = any_bits ? std::bit_cast<double>(bits()) : moderate(bits());
      add(x, y, moderate(bits()));
    }
    while (positive.size() < 2048) {
      positive.push_back(
          std::bit_cast<double>((bits() >> 12) + ((1 + positive.size() % 2046) << 52)));
      fast_positive.push_back(std::bit_cast<float>(
          static_cast<std::uint32_t>((bits() >> 41) + ((1 + fast_positive.size() % 254) << 23))));
      const double u = (static_cast<double>(bits() >> 12) + 0.5) * 0x1p-52;
      unit.push_back(unit.size() % 4 == 0 ? u * 1e-12 : u);
      finite.push_back(moderate(bits()));
    }
  }

 private:
  void add(double x, double y, double z) {
    a.push_back(x);
    b.push_back(y);
    c.push_back(z);
    fast_a.push_back(static_cast<float>(x));
    fast_b.push_back(static_cast<float>(y));
    fast_c.push_back(static_cast<float>(z));
  }
  /// Either sign, 2^-32 to 2^31.
  static double moderate(std::uint64_t bits) {
    const std::uint64_t exponent = 1023 - 32 + (bits >> 52) % 64;
    return std::bit_cast<double>((bits & 0x800fffffffffffff) | exponent << 52);
  }
};

}  // namespace taosweep::lane_test
