// The operations of one lane: formulas are templates over these, so that a
// double, a pack of a processor's vector registers and the register of a CUDA
// thread run the same source and give the same bits.
//
// Every operation is exact or rounded once to nearest (IEEE 754). A
// NaN stays a NaN; its payload is unspecified.
#pragma once

#include <math.h>

#include <cstdint>

#include "kernels/portable.hpp"

namespace taosweep {

/// a*b + c, rounded once.
TAOSWEEP_HD double fma(double a, double b, double c) {
  return ::fma(a, b, c);
}
TAOSWEEP_HD float fma(float a, float b, float c) {
  return ::fmaf(a, b, c);
}

/// c - a*b, rounded once.
TAOSWEEP_HD double fnma(double a, double b, double c) {
  return ::fma(-a, b, c);
}
TAOSWEEP_HD float fnma(float a, float b, float c) {
  return ::fmaf(-a, b, c);
}

TAOSWEEP_HD double sqrt(double x) {
  return ::sqrt(x);
}
TAOSWEEP_HD float sqrt(float x) {
  return ::sqrtf(x);
}

TAOSWEEP_HD double abs(double x) {
  return ::fabs(x);
}
TAOSWEEP_HD float abs(float x) {
  return ::fabsf(x);
}

/// The smaller; the second where they are equal, or where
/// either is NaN. So min(bound, x) keeps a NaN in x.
TAOSWEEP_HD double min(double a, double b) {
  return a < b ? a : b;
}
TAOSWEEP_HD float min(float a, float b) {
  return a < b ? a : b;
}
/// The larger; the second where they are equal, or where
/// either is NaN. So max(bound, x) keeps a NaN in x.
TAOSWEEP_HD double max(double a, double b) {
  return a > b ? a : b;
}
TAOSWEEP_HD float max(float a, float b) {
  return a > b ? a : b;
}

/// a where m holds, else b.
TAOSWEEP_HD double select(bool m, double a, double b) {
  return m ? a : b;
}
TAOSWEEP_HD float select(bool m, float a, float b) {
  return m ? a : b;
}
TAOSWEEP_HD std::uint32_t select(bool m, std::uint32_t a, std::uint32_t b) {
  return m ? a : b;
}

/// Over the lanes of one pack, or of one thread: only good for skipping work whose result is not
/// used. What must be the same for a whole economy asks Group::any.
TAOSWEEP_HD bool any(bool m) {
  return m;
}
TAOSWEEP_HD bool all(bool m) {
  return m;
}

/// Masks of reals and of fasts have different shapes in a pack.
TAOSWEEP_HD bool as_fast_mask(bool m) {
  return m;
}
TAOSWEEP_HD bool as_real_mask(bool m) {
  return m;
}

TAOSWEEP_HD double to_real(float x) {
  return x;
}
TAOSWEEP_HD double to_real(std::uint32_t x) {
  return x;
}
TAOSWEEP_HD float to_fast(double x) {
  return static_cast<float>(x);
}
/// A word read as a signed number, from -2^31 on, and rounded.
TAOSWEEP_HD float to_fast(std::uint32_t x) {
  return static_cast<float>(static_cast<std::int32_t>(x));
}

/// High half of the 64-bit product a*b.
TAOSWEEP_HD std::uint32_t mul_hi(std::uint32_t a, std::uint32_t b) {
  return static_cast<std::uint32_t>(static_cast<std::uint64_t>(a) * b >> 32);
}
/// A word in the form in which a chain of wide products is
/// fastest, and back; for one lane the word itself.
TAOSWEEP_HD std::uint32_t to_factor(std::uint32_t a) {
  return a;
}
TAOSWEEP_HD std::uint32_t to_word(std::uint32_t a) {
  return a;
}
/// High and low half of the 64-bit product a*b.
TAOSWEEP_HD void mul_wide(std::uint32_t a, std::uint32_t b, std::uint32_t& high,
                          std::uint32_t& low) {
  const std::uint64_t product = static_cast<std::uint64_t>(a) * b;
  high = static_cast<std::uint32_t>(product >> 32);
  low = static_cast<std::uint32_t>(product);
}

/// 2^n for whole n in [-1022, 1023]. Adding 2^52 + 1023
/// puts the biased exponent into the lowest bits.
TAOSWEEP_HD double power_of_two(double n) {
  const auto bits = __builtin_bit_cast(std::uint64_t, n + (0x1p52 + 1023));
  return __builtin_bit_cast(double, bits << 52);
}
/// 2^n for whole n in [-126, 127].
TAOSWEEP_HD float power_of_two(float n) {
  const auto bits = __builtin_bit_cast(std::uint32_t, n + (0x1p23f + 127));
  return __builtin_bit_cast(float, bits << 23);
}

/// x = m * 2^exponent with m in [sqrt(1/2), sqrt(2)), for normal x > 0. Returns m.
TAOSWEEP_HD double split_exponent(double x, double& exponent) {
  constexpr std::uint64_t root_half = 0x3fe6a09e667f3bcd, one = 0x3ff0000000000000;
  const std::uint64_t shifted = __builtin_bit_cast(std::uint64_t, x) + (one - root_half);
  const std::uint64_t whole = shifted >> 52 | 0x4330000000000000;  // 2^52 + biased exponent
  exponent = __builtin_bit_cast(double, whole) - (0x1p52 + 1023);
  return __builtin_bit_cast(double, (shifted & 0x000fffffffffffff) + root_half);
}
TAOSWEEP_HD float split_exponent(float x, float& exponent) {
  constexpr std::uint32_t root_half = 0x3f3504f3, one = 0x3f800000;
  const std::uint32_t shifted = __builtin_bit_cast(std::uint32_t, x) + (one - root_half);
  const std::uint32_t whole = shifted >> 23 | 0x4b000000;  // 2^23 + biased exponent
  exponent = __builtin_bit_cast(float, whole) - (0x1p23f + 127);
  return __builtin_bit_cast(float, (shifted & 0x007fffff) + root_half);
}

/// What a formula needs to know about its number type.
template <class R>
struct NumberTraits;
template <>
struct NumberTraits<double> {
  using one_lane = double;
};
template <>
struct NumberTraits<float> {
  using one_lane = float;
};

}  // namespace taosweep
