// Sixteen floats and sixteen words of AVX-512; included by kernels/lanes/avx512.hpp.
#pragma once

#include <immintrin.h>

#include "kernels/lanes/operations.hpp"

namespace taosweep {

/// Truth of sixteen comparisons, of reals, floats or words: a bit a lane.
struct Avx512Mask {
  __mmask16 bits;
};
TAOSWEEP_HD Avx512Mask operator&(const Avx512Mask& a, const Avx512Mask& b) {
  return {_kand_mask16(a.bits, b.bits)};
}
TAOSWEEP_HD Avx512Mask operator|(const Avx512Mask& a, const Avx512Mask& b) {
  return {_kor_mask16(a.bits, b.bits)};
}
TAOSWEEP_HD Avx512Mask operator!(const Avx512Mask& a) {
  return {_knot_mask16(a.bits)};
}
TAOSWEEP_HD Avx512Mask& operator&=(Avx512Mask& a, const Avx512Mask& b) {
  return a = a & b;
}
TAOSWEEP_HD bool any(const Avx512Mask& m) {
  return m.bits != 0;
}
TAOSWEEP_HD bool all(const Avx512Mask& m) {
  return m.bits == 0xffff;
}

/// Sixteen floats. A double does not become one silently: one lane would compute in FP64 there.
struct Avx512Fast {
  __m512 v;
  Avx512Fast() = default;
  TAOSWEEP_HD Avx512Fast(__m512 x) : v(x) {}
  TAOSWEEP_HD Avx512Fast(float x) : v(_mm512_set1_ps(x)) {}
  TAOSWEEP_HD explicit Avx512Fast(double x) : Avx512Fast(static_cast<float>(x)) {}
  Avx512Fast(int) = delete;
};

/// Sixteen unsigned 32-bit words.
struct Avx512Word {
  __m512i v;
  Avx512Word() = default;
  TAOSWEEP_HD Avx512Word(__m512i x) : v(x) {}
  TAOSWEEP_HD Avx512Word(std::uint32_t x) : v(_mm512_set1_epi32(static_cast<int>(x))) {}
};

#define TAOSWEEP_OF_TWO(type, op, intrinsic)          \
  TAOSWEEP_HD type op(const type& a, const type& b) { \
    return {intrinsic(a.v, b.v)};                     \
  }
#define TAOSWEEP_COMPARE(op, predicate)                                          \
  TAOSWEEP_HD Avx512Mask operator op(const Avx512Fast& a, const Avx512Fast& b) { \
    return {_mm512_cmp_ps_mask(a.v, b.v, predicate)};                            \
  }
TAOSWEEP_OF_TWO(Avx512Fast, operator+, _mm512_add_ps)
TAOSWEEP_OF_TWO(Avx512Fast, operator-, _mm512_sub_ps)
TAOSWEEP_OF_TWO(Avx512Fast, operator*, _mm512_mul_ps)
TAOSWEEP_OF_TWO(Avx512Fast, operator/, _mm512_div_ps)
TAOSWEEP_OF_TWO(Avx512Fast, min, _mm512_min_ps)
TAOSWEEP_OF_TWO(Avx512Fast, max, _mm512_max_ps)
TAOSWEEP_OF_TWO(Avx512Word, operator+, _mm512_add_epi32)
TAOSWEEP_OF_TWO(Avx512Word, operator-, _mm512_sub_epi32)
TAOSWEEP_OF_TWO(Avx512Word, operator*, _mm512_mullo_epi32)
TAOSWEEP_OF_TWO(Avx512Word, operator&, _mm512_and_si512)
TAOSWEEP_OF_TWO(Avx512Word, operator|, _mm512_or_si512)
TAOSWEEP_OF_TWO(Avx512Word, operator^, _mm512_xor_si512)
TAOSWEEP_COMPARE(<, _CMP_LT_OQ)
TAOSWEEP_COMPARE(<=, _CMP_LE_OQ)
TAOSWEEP_COMPARE(>, _CMP_GT_OQ)
TAOSWEEP_COMPARE(>=, _CMP_GE_OQ)
TAOSWEEP_COMPARE(==, _CMP_EQ_OQ)
TAOSWEEP_COMPARE(!=, _CMP_NEQ_UQ)
#undef TAOSWEEP_OF_TWO
#undef TAOSWEEP_COMPARE

TAOSWEEP_HD Avx512Fast& operator+=(Avx512Fast& a, const Avx512Fast& b) {
  return a = a + b;
}
TAOSWEEP_HD Avx512Fast& operator-=(Avx512Fast& a, const Avx512Fast& b) {
  return a = a - b;
}
TAOSWEEP_HD Avx512Fast& operator*=(Avx512Fast& a, const Avx512Fast& b) {
  return a = a * b;
}
TAOSWEEP_HD Avx512Fast& operator/=(Avx512Fast& a, const Avx512Fast& b) {
  return a = a / b;
}
TAOSWEEP_HD Avx512Fast operator-(const Avx512Fast& a) {
  return {_mm512_xor_ps(a.v, _mm512_set1_ps(-0.0f))};
}
TAOSWEEP_HD Avx512Fast fma(const Avx512Fast& a, const Avx512Fast& b, const Avx512Fast& c) {
  return {_mm512_fmadd_ps(a.v, b.v, c.v)};
}
TAOSWEEP_HD Avx512Fast fnma(const Avx512Fast& a, const Avx512Fast& b, const Avx512Fast& c) {
  return {_mm512_fnmadd_ps(a.v, b.v, c.v)};
}
TAOSWEEP_HD Avx512Fast sqrt(const Avx512Fast& a) {
  return {_mm512_sqrt_ps(a.v)};
}
TAOSWEEP_HD Avx512Fast abs(const Avx512Fast& a) {
  return {_mm512_abs_ps(a.v)};
}
TAOSWEEP_HD Avx512Fast select(const Avx512Mask& m, const Avx512Fast& a, const Avx512Fast& b) {
  return {_mm512_mask_blend_ps(m.bits, b.v, a.v)};
}

TAOSWEEP_HD Avx512Word select(const Avx512Mask& m, const Avx512Word& a, const Avx512Word& b) {
  return {_mm512_mask_blend_epi32(m.bits, b.v, a.v)};
}
TAOSWEEP_HD Avx512Mask operator==(const Avx512Word& a, const Avx512Word& b) {
  return {_mm512_cmpeq_epi32_mask(a.v, b.v)};
}
TAOSWEEP_HD Avx512Word operator<<(const Avx512Word& a, int n) {
  return {_mm512_slli_epi32(a.v, static_cast<unsigned>(n))};
}
TAOSWEEP_HD Avx512Word operator>>(const Avx512Word& a, int n) {
  return {_mm512_srli_epi32(a.v, static_cast<unsigned>(n))};
}

/// The odd lanes of a vector of words.
inline constexpr __mmask16 odd_words = 0xaaaa;

TAOSWEEP_HD Avx512Word mul_hi(const Avx512Word& a, const Avx512Word& b) {
  const __m512i even = _mm512_mul_epu32(a.v, b.v);
  const __m512i odd = _mm512_mul_epu32(_mm512_srli_epi64(a.v, 32), _mm512_srli_epi64(b.v, 32));
  return {_mm512_mask_blend_epi32(odd_words, _mm512_srli_epi64(even, 32), odd)};
}

/// Sixteen words as they are multiplied: the even and the odd lanes apart, each in the low half of
/// 64 bits. What the high halves hold means nothing, so a product need not be cleaned before the
/// next one.
struct Avx512Factor {
  __m512i even, odd;
  Avx512Factor() = default;
  TAOSWEEP_HD Avx512Factor(__m512i e, __m512i o) : even(e), odd(o) {}
  TAOSWEEP_HD explicit Avx512Factor(std::uint32_t x)
      : even(_mm512_set1_epi32(static_cast<int>(x))), odd(even) {}
};
TAOSWEEP_HD Avx512Factor to_factor(const Avx512Word& a) {
  return {a.v, _mm512_srli_epi64(a.v, 32)};
}
TAOSWEEP_HD Avx512Word to_word(const Avx512Factor& a) {
  return {_mm512_mask_blend_epi32(odd_words, a.even, _mm512_slli_epi64(a.odd, 32))};
}
TAOSWEEP_HD Avx512Factor operator^(const Avx512Factor& a, const Avx512Factor& b) {
  return {_mm512_xor_si512(a.even, b.even), _mm512_xor_si512(a.odd, b.odd)};
}
TAOSWEEP_HD void mul_wide(const Avx512Factor& a, std::uint32_t b, Avx512Factor& high,
                          Avx512Factor& low) {
  const __m512i factor = _mm512_set1_epi64(b);
  low = {_mm512_mul_epu32(a.even, factor), _mm512_mul_epu32(a.odd, factor)};
  high = {_mm512_srli_epi64(low.even, 32), _mm512_srli_epi64(low.odd, 32)};
}
TAOSWEEP_HD Avx512Fast to_fast(const Avx512Word& x) {
  return {_mm512_cvtepi32_ps(x.v)};
}

/// 2^n, as for one lane.
TAOSWEEP_HD Avx512Fast power_of_two(const Avx512Fast& n) {
  const Avx512Fast shifted = n + Avx512Fast(0x1p23f + 127);
  return {_mm512_castsi512_ps(_mm512_slli_epi32(_mm512_castps_si512(shifted.v), 23))};
}
TAOSWEEP_HD Avx512Fast split_exponent(const Avx512Fast& x, Avx512Fast& exponent) {
  const __m512i root_half = _mm512_set1_epi32(0x3f3504f3);
  const __m512i shifted =
      _mm512_add_epi32(_mm512_castps_si512(x.v), _mm512_set1_epi32(0x3f800000 - 0x3f3504f3));
  const __m512i whole =
      _mm512_or_si512(_mm512_srli_epi32(shifted, 23), _mm512_set1_epi32(0x4b000000));
  exponent = Avx512Fast(_mm512_castsi512_ps(whole)) - Avx512Fast(0x1p23f + 127);
  const __m512i fraction = _mm512_and_si512(shifted, _mm512_set1_epi32(0x007fffff));
  return {_mm512_castsi512_ps(_mm512_add_epi32(fraction, root_half))};
}

template <>
struct NumberTraits<Avx512Fast> : NumberTraits<float> {};

}  // namespace taosweep
