// Eight floats and eight words of AVX2; included by kernels/lanes/avx2.hpp.
#pragma once

#include <immintrin.h>

#include "kernels/lanes/operations.hpp"

namespace taosweep {

/// Truth of eight comparisons of floats or words.
struct Avx2FastMask {
  __m256 v;
};

/// Eight floats. A double does not become one silently: one lane would compute in FP64 there.
struct Avx2Fast {
  __m256 v;
  Avx2Fast() = default;
  TAOSWEEP_HD Avx2Fast(__m256 x) : v(x) {}
  TAOSWEEP_HD Avx2Fast(float x) : v(_mm256_set1_ps(x)) {}
  TAOSWEEP_HD explicit Avx2Fast(double x) : Avx2Fast(static_cast<float>(x)) {}
  Avx2Fast(int) = delete;
};

/// Eight unsigned 32-bit words.
struct Avx2Word {
  __m256i v;
  Avx2Word() = default;
  TAOSWEEP_HD Avx2Word(__m256i x) : v(x) {}
  TAOSWEEP_HD Avx2Word(std::uint32_t x) : v(_mm256_set1_epi32(static_cast<int>(x))) {}
};

TAOSWEEP_HD Avx2Fast operator+(const Avx2Fast& a, const Avx2Fast& b) {
  return {_mm256_add_ps(a.v, b.v)};
}
TAOSWEEP_HD Avx2Fast operator-(const Avx2Fast& a, const Avx2Fast& b) {
  return {_mm256_sub_ps(a.v, b.v)};
}
TAOSWEEP_HD Avx2Fast operator*(const Avx2Fast& a, const Avx2Fast& b) {
  return {_mm256_mul_ps(a.v, b.v)};
}
TAOSWEEP_HD Avx2Fast operator/(const Avx2Fast& a, const Avx2Fast& b) {
  return {_mm256_div_ps(a.v, b.v)};
}
TAOSWEEP_HD Avx2Fast& operator+=(Avx2Fast& a, const Avx2Fast& b) {
  return a = a + b;
}
TAOSWEEP_HD Avx2Fast& operator-=(Avx2Fast& a, const Avx2Fast& b) {
  return a = a - b;
}
TAOSWEEP_HD Avx2Fast& operator*=(Avx2Fast& a, const Avx2Fast& b) {
  return a = a * b;
}
TAOSWEEP_HD Avx2Fast& operator/=(Avx2Fast& a, const Avx2Fast& b) {
  return a = a / b;
}
TAOSWEEP_HD Avx2Fast operator-(const Avx2Fast& a) {
  return {_mm256_xor_ps(a.v, _mm256_set1_ps(-0.0f))};
}
TAOSWEEP_HD Avx2Fast fma(const Avx2Fast& a, const Avx2Fast& b, const Avx2Fast& c) {
  return {_mm256_fmadd_ps(a.v, b.v, c.v)};
}
TAOSWEEP_HD Avx2Fast fnma(const Avx2Fast& a, const Avx2Fast& b, const Avx2Fast& c) {
  return {_mm256_fnmadd_ps(a.v, b.v, c.v)};
}
TAOSWEEP_HD Avx2Fast sqrt(const Avx2Fast& a) {
  return {_mm256_sqrt_ps(a.v)};
}
TAOSWEEP_HD Avx2Fast abs(const Avx2Fast& a) {
  return {_mm256_andnot_ps(_mm256_set1_ps(-0.0f), a.v)};
}
TAOSWEEP_HD Avx2Fast min(const Avx2Fast& a, const Avx2Fast& b) {
  return {_mm256_min_ps(a.v, b.v)};
}
TAOSWEEP_HD Avx2Fast max(const Avx2Fast& a, const Avx2Fast& b) {
  return {_mm256_max_ps(a.v, b.v)};
}

#define TAOSWEEP_COMPARE(op, predicate)                                        \
  TAOSWEEP_HD Avx2FastMask operator op(const Avx2Fast& a, const Avx2Fast& b) { \
    return {_mm256_cmp_ps(a.v, b.v, predicate)};                               \
  }
TAOSWEEP_COMPARE(<, _CMP_LT_OQ)
TAOSWEEP_COMPARE(<=, _CMP_LE_OQ)
TAOSWEEP_COMPARE(>, _CMP_GT_OQ)
TAOSWEEP_COMPARE(>=, _CMP_GE_OQ)
TAOSWEEP_COMPARE(==, _CMP_EQ_OQ)
TAOSWEEP_COMPARE(!=, _CMP_NEQ_UQ)
#undef TAOSWEEP_COMPARE

TAOSWEEP_HD Avx2FastMask operator&(const Avx2FastMask& a, const Avx2FastMask& b) {
  return {_mm256_and_ps(a.v, b.v)};
}
TAOSWEEP_HD Avx2FastMask operator|(const Avx2FastMask& a, const Avx2FastMask& b) {
  return {_mm256_or_ps(a.v, b.v)};
}
TAOSWEEP_HD Avx2FastMask operator!(const Avx2FastMask& a) {
  return {_mm256_xor_ps(a.v, _mm256_castsi256_ps(_mm256_set1_epi32(-1)))};
}
TAOSWEEP_HD Avx2FastMask& operator&=(Avx2FastMask& a, const Avx2FastMask& b) {
  return a = a & b;
}
TAOSWEEP_HD Avx2FastMask& operator|=(Avx2FastMask& a, const Avx2FastMask& b) {
  return a = a | b;
}
TAOSWEEP_HD bool any(const Avx2FastMask& m) {
  return _mm256_movemask_ps(m.v) != 0;
}
TAOSWEEP_HD bool all(const Avx2FastMask& m) {
  return _mm256_movemask_ps(m.v) == 255;
}
TAOSWEEP_HD Avx2Fast select(const Avx2FastMask& m, const Avx2Fast& a, const Avx2Fast& b) {
  return {_mm256_blendv_ps(b.v, a.v, m.v)};
}

TAOSWEEP_HD Avx2Word operator+(const Avx2Word& a, const Avx2Word& b) {
  return {_mm256_add_epi32(a.v, b.v)};
}
TAOSWEEP_HD Avx2Word operator-(const Avx2Word& a, const Avx2Word& b) {
  return {_mm256_sub_epi32(a.v, b.v)};
}
TAOSWEEP_HD Avx2Word operator*(const Avx2Word& a, const Avx2Word& b) {
  return {_mm256_mullo_epi32(a.v, b.v)};
}
TAOSWEEP_HD Avx2Word operator&(const Avx2Word& a, const Avx2Word& b) {
  return {_mm256_and_si256(a.v, b.v)};
}
TAOSWEEP_HD Avx2Word operator|(const Avx2Word& a, const Avx2Word& b) {
  return {_mm256_or_si256(a.v, b.v)};
}
TAOSWEEP_HD Avx2Word operator^(const Avx2Word& a, const Avx2Word& b) {
  return {_mm256_xor_si256(a.v, b.v)};
}
TAOSWEEP_HD Avx2Word operator<<(const Avx2Word& a, int n) {
  return {_mm256_slli_epi32(a.v, n)};
}
TAOSWEEP_HD Avx2Word operator>>(const Avx2Word& a, int n) {
  return {_mm256_srli_epi32(a.v, n)};
}
TAOSWEEP_HD Avx2FastMask operator==(const Avx2Word& a, const Avx2Word& b) {
  return {_mm256_castsi256_ps(_mm256_cmpeq_epi32(a.v, b.v))};
}
TAOSWEEP_HD Avx2Word select(const Avx2FastMask& m, const Avx2Word& a, const Avx2Word& b) {
  return {_mm256_castps_si256(
      _mm256_blendv_ps(_mm256_castsi256_ps(b.v), _mm256_castsi256_ps(a.v), m.v))};
}
TAOSWEEP_HD Avx2Word mul_hi(const Avx2Word& a, const Avx2Word& b) {
  const __m256i even = _mm256_mul_epu32(a.v, b.v);
  const __m256i odd = _mm256_mul_epu32(_mm256_srli_epi64(a.v, 32), _mm256_srli_epi64(b.v, 32));
  return {_mm256_blend_epi32(_mm256_srli_epi64(even, 32), odd, 0xaa)};
}

/// Eight words as they are multiplied: the even and the odd lanes apart, each in
/// the low half of 64 bits. What the high halves hold means nothing, so a
/// product need not be cleaned before the next one.
struct Avx2Factor {
  __m256i even, odd;
  Avx2Factor() = default;
  TAOSWEEP_HD Avx2Factor(__m256i e, __m256i o) : even(e), odd(o) {}
  TAOSWEEP_HD explicit Avx2Factor(std::uint32_t x)
      : even(_mm256_set1_epi32(static_cast<int>(x))), odd(even) {}
};
TAOSWEEP_HD Avx2Factor to_factor(const Avx2Word& a) {
  return {a.v, _mm256_srli_epi64(a.v, 32)};
}
TAOSWEEP_HD Avx2Word to_word(const Avx2Factor& a) {
  return {_mm256_blend_epi32(a.even, _mm256_slli_epi64(a.odd, 32), 0xaa)};
}
TAOSWEEP_HD Avx2Factor operator^(const Avx2Factor& a, const Avx2Factor& b) {
  return {_mm256_xor_si256(a.even, b.even), _mm256_xor_si256(a.odd, b.odd)};
}
TAOSWEEP_HD void mul_wide(const Avx2Factor& a, std::uint32_t b, Avx2Factor& high, Avx2Factor& low) {
  const __m256i factor = _mm256_set1_epi64x(b);
  low = {_mm256_mul_epu32(a.even, factor), _mm256_mul_epu32(a.odd, factor)};
  high = {_mm256_srli_epi64(low.even, 32), _mm256_srli_epi64(low.odd, 32)};
}
TAOSWEEP_HD Avx2Fast to_fast(const Avx2Word& x) {
  return {_mm256_cvtepi32_ps(x.v)};
}

/// 2^n, as for one lane.
TAOSWEEP_HD Avx2Fast power_of_two(const Avx2Fast& n) {
  const Avx2Fast shifted = n + Avx2Fast(0x1p23f + 127);
  return {_mm256_castsi256_ps(_mm256_slli_epi32(_mm256_castps_si256(shifted.v), 23))};
}
TAOSWEEP_HD Avx2Fast split_exponent(const Avx2Fast& x, Avx2Fast& exponent) {
  const __m256i root_half = _mm256_set1_epi32(0x3f3504f3);
  const __m256i shifted =
      _mm256_add_epi32(_mm256_castps_si256(x.v), _mm256_set1_epi32(0x3f800000 - 0x3f3504f3));
  const __m256i whole =
      _mm256_or_si256(_mm256_srli_epi32(shifted, 23), _mm256_set1_epi32(0x4b000000));
  exponent = Avx2Fast(_mm256_castsi256_ps(whole)) - Avx2Fast(0x1p23f + 127);
  const __m256i fraction = _mm256_and_si256(shifted, _mm256_set1_epi32(0x007fffff));
  return {_mm256_castsi256_ps(_mm256_add_epi32(fraction, root_half))};
}

template <>
struct NumberTraits<Avx2Fast> : NumberTraits<float> {};

}  // namespace taosweep
