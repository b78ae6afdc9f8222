// Eight subnets in the registers of a processor with AVX2 and FMA. Only for translation units
// compiled with -mavx2 -mfma.
#pragma once

#if !defined(__AVX2__) || !defined(__FMA__)
#error "kernels/lanes/avx2.hpp needs -mavx2 -mfma"
#endif

#include <immintrin.h>

#include "kernels/lanes/questions.hpp"

namespace taosweep {

/// Truth of eight comparisons of reals; all bits of a lane are set where it holds.
struct Avx2Mask {
  __m256d lo, hi;
};

/// Eight doubles: lanes 0-3 and 4-7. Each register is copied on its own: the whole g++ would copy
/// through memory in pieces of 16 bytes, and a load of 32 behind them waits until they are written.
struct Avx2Real {
  __m256d lo, hi;
  Avx2Real() = default;
  TAOSWEEP_HD Avx2Real(__m256d low, __m256d high) : lo(low), hi(high) {}
  TAOSWEEP_HD Avx2Real(double x) : lo(_mm256_set1_pd(x)), hi(lo) {}
  TAOSWEEP_HD Avx2Real(const Avx2Real& other) : lo(other.lo), hi(other.hi) {}
  TAOSWEEP_HD Avx2Real& operator=(const Avx2Real& other) {
    lo = other.lo;
    hi = other.hi;
    return *this;
  }
};

#define TAOSWEEP_EACH_HALF(op, intrinsic)                         \
  TAOSWEEP_HD Avx2Real op(const Avx2Real& a, const Avx2Real& b) { \
    return {intrinsic(a.lo, b.lo), intrinsic(a.hi, b.hi)};        \
  }
#define TAOSWEEP_COMPARE(op, predicate)                                                  \
  TAOSWEEP_HD Avx2Mask operator op(const Avx2Real& a, const Avx2Real& b) {               \
    return {_mm256_cmp_pd(a.lo, b.lo, predicate), _mm256_cmp_pd(a.hi, b.hi, predicate)}; \
  }
TAOSWEEP_EACH_HALF(operator+, _mm256_add_pd)
TAOSWEEP_EACH_HALF(operator-, _mm256_sub_pd)
TAOSWEEP_EACH_HALF(operator*, _mm256_mul_pd)
TAOSWEEP_EACH_HALF(operator/, _mm256_div_pd)
TAOSWEEP_EACH_HALF(min, _mm256_min_pd)
TAOSWEEP_EACH_HALF(max, _mm256_max_pd)
TAOSWEEP_COMPARE(<, _CMP_LT_OQ)
TAOSWEEP_COMPARE(<=, _CMP_LE_OQ)
TAOSWEEP_COMPARE(>, _CMP_GT_OQ)
TAOSWEEP_COMPARE(>=, _CMP_GE_OQ)
TAOSWEEP_COMPARE(==, _CMP_EQ_OQ)
TAOSWEEP_COMPARE(!=, _CMP_NEQ_UQ)
#undef TAOSWEEP_EACH_HALF
#undef TAOSWEEP_COMPARE
TAOSWEEP_HD Avx2Real& operator+=(Avx2Real& a, const Avx2Real& b) {
  return a = a + b;
}
TAOSWEEP_HD Avx2Real& operator-=(Avx2Real& a, const Avx2Real& b) {
  return a = a - b;
}
TAOSWEEP_HD Avx2Real& operator*=(Avx2Real& a, const Avx2Real& b) {
  return a = a * b;
}
TAOSWEEP_HD Avx2Real& operator/=(Avx2Real& a, const Avx2Real& b) {
  return a = a / b;
}
TAOSWEEP_HD Avx2Real operator-(const Avx2Real& a) {
  const __m256d sign = _mm256_set1_pd(-0.0);
  return {_mm256_xor_pd(a.lo, sign), _mm256_xor_pd(a.hi, sign)};
}
TAOSWEEP_HD Avx2Real fma(const Avx2Real& a, const Avx2Real& b, const Avx2Real& c) {
  return {_mm256_fmadd_pd(a.lo, b.lo, c.lo), _mm256_fmadd_pd(a.hi, b.hi, c.hi)};
}
TAOSWEEP_HD Avx2Real fnma(const Avx2Real& a, const Avx2Real& b, const Avx2Real& c) {
  return {_mm256_fnmadd_pd(a.lo, b.lo, c.lo), _mm256_fnmadd_pd(a.hi, b.hi, c.hi)};
}
TAOSWEEP_HD Avx2Real sqrt(const Avx2Real& a) {
  return {_mm256_sqrt_pd(a.lo), _mm256_sqrt_pd(a.hi)};
}
TAOSWEEP_HD Avx2Real abs(const Avx2Real& a) {
  const __m256d sign = _mm256_set1_pd(-0.0);
  return {_mm256_andnot_pd(sign, a.lo), _mm256_andnot_pd(sign, a.hi)};
}

TAOSWEEP_HD Avx2Mask operator&(const Avx2Mask& a, const Avx2Mask& b) {
  return {_mm256_and_pd(a.lo, b.lo), _mm256_and_pd(a.hi, b.hi)};
}
TAOSWEEP_HD Avx2Mask operator|(const Avx2Mask& a, const Avx2Mask& b) {
  return {_mm256_or_pd(a.lo, b.lo), _mm256_or_pd(a.hi, b.hi)};
}
TAOSWEEP_HD Avx2Mask operator!(const Avx2Mask& a) {
  const __m256d ones = _mm256_castsi256_pd(_mm256_set1_epi64x(-1));
  return {_mm256_xor_pd(a.lo, ones), _mm256_xor_pd(a.hi, ones)};
}
TAOSWEEP_HD Avx2Mask& operator&=(Avx2Mask& a, const Avx2Mask& b) {
  return a = a & b;
}
TAOSWEEP_HD Avx2Mask& operator|=(Avx2Mask& a, const Avx2Mask& b) {
  return a = a | b;
}
TAOSWEEP_HD bool any(const Avx2Mask& m) {
  return _mm256_movemask_pd(_mm256_or_pd(m.lo, m.hi)) != 0;
}
TAOSWEEP_HD bool all(const Avx2Mask& m) {
  return _mm256_movemask_pd(_mm256_and_pd(m.lo, m.hi)) == 15;
}
TAOSWEEP_HD Avx2Real select(const Avx2Mask& m, const Avx2Real& a, const Avx2Real& b) {
  return {_mm256_blendv_pd(b.lo, a.lo, m.lo), _mm256_blendv_pd(b.hi, a.hi, m.hi)};
}

// Questions of kernels/lanes/questions.hpp: both registers are joined, and compared once.
TAOSWEEP_HD bool any_below(const Avx2Real& x, const Avx2Real& y, double bound) {
  const __m256d lowest = _mm256_min_pd(_mm256_min_pd(x.lo, y.lo), _mm256_min_pd(x.hi, y.hi));
  return _mm256_movemask_pd(_mm256_cmp_pd(lowest, _mm256_set1_pd(bound), _CMP_LT_OQ)) != 0;
}
TAOSWEEP_HD bool any_above(const Avx2Real& x, double bound) {
  const __m256d highest = _mm256_max_pd(x.lo, x.hi);
  return _mm256_movemask_pd(_mm256_cmp_pd(highest, _mm256_set1_pd(bound), _CMP_GT_OQ)) != 0;
}
TAOSWEEP_HD bool any_beyond(const Avx2Real& x, double bound) {
  const Avx2Real size = abs(x);
  const __m256d sum = _mm256_add_pd(size.lo, size.hi);  // keeps what is no number
  return _mm256_movemask_pd(_mm256_cmp_pd(sum, _mm256_set1_pd(bound), _CMP_NLE_UQ)) != 0;
}
TAOSWEEP_HD bool all_reach(const Avx2Real& x, const Avx2Real& y, double bound) {
  return all(min(x, y) >= Avx2Real(bound));  // min keeps a y that is no number
}
TAOSWEEP_HD Avx2Real where_on(const Avx2Real& on, const Avx2Real& x) {
  return on * x;
}

/// 2^n, as for one lane.
TAOSWEEP_HD Avx2Real power_of_two(const Avx2Real& n) {
  const Avx2Real shifted = n + Avx2Real(0x1p52 + 1023);
  return {_mm256_castsi256_pd(_mm256_slli_epi64(_mm256_castpd_si256(shifted.lo), 52)),
          _mm256_castsi256_pd(_mm256_slli_epi64(_mm256_castpd_si256(shifted.hi), 52))};
}
TAOSWEEP_HD __m256d split_exponent_half(__m256d x, __m256d& exponent) {
  const __m256i root_half = _mm256_set1_epi64x(0x3fe6a09e667f3bcd);
  const __m256i up = _mm256_set1_epi64x(0x3ff0000000000000 - 0x3fe6a09e667f3bcd);
  const __m256i shifted = _mm256_add_epi64(_mm256_castpd_si256(x), up);
  const __m256i whole =
      _mm256_or_si256(_mm256_srli_epi64(shifted, 52), _mm256_set1_epi64x(0x4330000000000000));
  exponent = _mm256_sub_pd(_mm256_castsi256_pd(whole), _mm256_set1_pd(0x1p52 + 1023));
  const __m256i fraction = _mm256_and_si256(shifted, _mm256_set1_epi64x(0x000fffffffffffff));
  return _mm256_castsi256_pd(_mm256_add_epi64(fraction, root_half));
}
TAOSWEEP_HD Avx2Real split_exponent(const Avx2Real& x, Avx2Real& exponent) {
  Avx2Real e;
  const Avx2Real m(split_exponent_half(x.lo, e.lo), split_exponent_half(x.hi, e.hi));
  exponent = e;
  return m;
}

template <>
struct NumberTraits<Avx2Real> : NumberTraits<double> {};

}  // namespace taosweep

#include "kernels/lanes/avx2_fast.hpp"

namespace taosweep {

TAOSWEEP_HD Avx2FastMask as_fast_mask(const Avx2Mask& m) {
  const __m256 even = _mm256_shuffle_ps(_mm256_castpd_ps(m.lo), _mm256_castpd_ps(m.hi), 0x88);
  const __m256d in_order = _mm256_permute4x64_pd(_mm256_castps_pd(even), 0xd8);
  return {_mm256_castpd_ps(in_order)};
}
TAOSWEEP_HD Avx2Mask as_real_mask(const Avx2FastMask& m) {
  const __m256i bits = _mm256_castps_si256(m.v);
  return {_mm256_castsi256_pd(_mm256_cvtepi32_epi64(_mm256_castsi256_si128(bits))),
          _mm256_castsi256_pd(_mm256_cvtepi32_epi64(_mm256_extracti128_si256(bits, 1)))};
}

TAOSWEEP_HD Avx2Real to_real(const Avx2Fast& x) {
  return {_mm256_cvtps_pd(_mm256_castps256_ps128(x.v)),
          _mm256_cvtps_pd(_mm256_extractf128_ps(x.v, 1))};
}
TAOSWEEP_HD Avx2Fast to_fast(const Avx2Real& x) {
  return {_mm256_set_m128(_mm256_cvtpd_ps(x.hi), _mm256_cvtpd_ps(x.lo))};
}
/// Each word becomes the lowest bits of 2^52 + word.
TAOSWEEP_HD __m256d word_half_to_real(__m128i x) {
  const __m256i whole =
      _mm256_or_si256(_mm256_cvtepu32_epi64(x), _mm256_set1_epi64x(0x4330000000000000));
  return _mm256_sub_pd(_mm256_castsi256_pd(whole), _mm256_set1_pd(0x1p52));
}
TAOSWEEP_HD Avx2Real to_real(const Avx2Word& x) {
  return {word_half_to_real(_mm256_castsi256_si128(x.v)),
          word_half_to_real(_mm256_extracti128_si256(x.v, 1))};
}

/// Eight lanes of AVX2.
struct Avx2Lane {
  static constexpr int width = 8;
  static constexpr bool in_registers = false;      ///< see state/steps.hpp
  static constexpr bool in_shared_memory = false;  ///< see TickFlows
  template <class T>
  TAOSWEEP_HD static T& in_reach(T& given) {
    return given;
  }
  using real = Avx2Real;
  using fast = Avx2Fast;
  using word = Avx2Word;
  using mask = Avx2Mask;
  using fast_mask = Avx2FastMask;

  TAOSWEEP_HD static real load(const double* a) {
    return {_mm256_loadu_pd(a), _mm256_loadu_pd(a + 4)};
  }
  TAOSWEEP_HD static real load(const float* a) {
    return {_mm256_cvtps_pd(_mm_loadu_ps(a)), _mm256_cvtps_pd(_mm_loadu_ps(a + 4))};
  }
  TAOSWEEP_HD static fast load_fast(const float* a) { return {_mm256_loadu_ps(a)}; }
  TAOSWEEP_HD static word load(const std::uint32_t* a) {
    return {_mm256_loadu_si256(reinterpret_cast<const __m256i*>(a))};
  }
  TAOSWEEP_HD static void store(double* a, const real& x) {
    _mm256_storeu_pd(a, x.lo);
    _mm256_storeu_pd(a + 4, x.hi);
  }
  TAOSWEEP_HD static void store(float* a, const real& x) { store_fast(a, to_fast(x)); }
  TAOSWEEP_HD static void store_fast(float* a, const fast& x) { _mm256_storeu_ps(a, x.v); }
  TAOSWEEP_HD static word lane_numbers() { return {_mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7)}; }

  /// Lanes meet by xor 4, 2, 1.
  TAOSWEEP_HD static double sum_across(const real& x) {
    const __m256d four = _mm256_add_pd(x.lo, x.hi);
    const __m128d two = _mm_add_pd(_mm256_castpd256_pd128(four), _mm256_extractf128_pd(four, 1));
    return _mm_cvtsd_f64(_mm_add_sd(two, _mm_unpackhi_pd(two, two)));
  }
  TAOSWEEP_HD static double max_across(const real& x) {
    const __m256d four = _mm256_max_pd(x.lo, x.hi);
    const __m128d two = _mm_max_pd(_mm256_castpd256_pd128(four), _mm256_extractf128_pd(four, 1));
    return _mm_cvtsd_f64(_mm_max_sd(two, _mm_unpackhi_pd(two, two)));
  }
  TAOSWEEP_HD static bool any_across(const mask& m) { return any(m); }
  TAOSWEEP_HD static double lane(const real& x, int i) {
    double a[width];
    store(a, x);
    return a[i];
  }
  TAOSWEEP_HD static void sync() {}
  TAOSWEEP_HD static bool leader() { return true; }
};

}  // namespace taosweep
