// Sixteen subnets in the registers of a processor with AVX-512 F, DQ, VL and BW. Only for
// translation units compiled with those.
#pragma once

#if !defined(__AVX512F__) || !defined(__AVX512DQ__) || !defined(__AVX512VL__)
#error "kernels/lanes/avx512.hpp needs -mavx512f -mavx512dq -mavx512vl"
#endif

#include <immintrin.h>

#include "kernels/lanes/avx512_fast.hpp"
#include "kernels/lanes/questions.hpp"

namespace taosweep {

/// Sixteen doubles: lanes 0-7 and 8-15. Each register is copied on its own, as eight doubles are.
struct Avx512Real {
  __m512d lo, hi;
  Avx512Real() = default;
  TAOSWEEP_HD Avx512Real(__m512d low, __m512d high) : lo(low), hi(high) {}
  TAOSWEEP_HD Avx512Real(double x) : lo(_mm512_set1_pd(x)), hi(lo) {}
  TAOSWEEP_HD Avx512Real(const Avx512Real& other) : lo(other.lo), hi(other.hi) {}
  TAOSWEEP_HD Avx512Real& operator=(const Avx512Real& other) {
    lo = other.lo;
    hi = other.hi;
    return *this;
  }
};

/// Truth of sixteen comparisons of reals, a bit a lane: lanes 0-7 and 8-15.
struct Avx512RealMask {
  __mmask8 lo, hi;
};
TAOSWEEP_HD Avx512RealMask operator&(const Avx512RealMask& a, const Avx512RealMask& b) {
  return {_kand_mask8(a.lo, b.lo), _kand_mask8(a.hi, b.hi)};
}
TAOSWEEP_HD Avx512RealMask operator|(const Avx512RealMask& a, const Avx512RealMask& b) {
  return {_kor_mask8(a.lo, b.lo), _kor_mask8(a.hi, b.hi)};
}
TAOSWEEP_HD Avx512RealMask operator!(const Avx512RealMask& a) {
  return {_knot_mask8(a.lo), _knot_mask8(a.hi)};
}
TAOSWEEP_HD Avx512RealMask& operator&=(Avx512RealMask& a, const Avx512RealMask& b) {
  return a = a & b;
}
TAOSWEEP_HD bool any(const Avx512RealMask& m) {
  return !_kortestz_mask8_u8(m.lo, m.hi);
}
TAOSWEEP_HD bool all(const Avx512RealMask& m) {
  const __mmask8 both = _kand_mask8(m.lo, m.hi);
  return _kortestc_mask8_u8(both, both);
}
TAOSWEEP_HD Avx512Mask as_fast_mask(const Avx512RealMask& m) {
  return {_mm512_kunpackb(m.hi, m.lo)};
}
TAOSWEEP_HD Avx512RealMask as_real_mask(const Avx512Mask& m) {
  return {static_cast<__mmask8>(m.bits), static_cast<__mmask8>(_kshiftri_mask16(m.bits, 8))};
}

#define TAOSWEEP_EACH_HALF(op, intrinsic)                               \
  TAOSWEEP_HD Avx512Real op(const Avx512Real& a, const Avx512Real& b) { \
    return {intrinsic(a.lo, b.lo), intrinsic(a.hi, b.hi)};              \
  }
#define TAOSWEEP_COMPARE(op, predicate)                                                            \
  TAOSWEEP_HD Avx512RealMask operator op(const Avx512Real& a, const Avx512Real& b) {               \
    return {_mm512_cmp_pd_mask(a.lo, b.lo, predicate), _mm512_cmp_pd_mask(a.hi, b.hi, predicate)}; \
  }
TAOSWEEP_EACH_HALF(operator+, _mm512_add_pd)
TAOSWEEP_EACH_HALF(operator-, _mm512_sub_pd)
TAOSWEEP_EACH_HALF(operator*, _mm512_mul_pd)
TAOSWEEP_EACH_HALF(operator/, _mm512_div_pd)
TAOSWEEP_EACH_HALF(min, _mm512_min_pd)
TAOSWEEP_EACH_HALF(max, _mm512_max_pd)
TAOSWEEP_COMPARE(<, _CMP_LT_OQ)
TAOSWEEP_COMPARE(<=, _CMP_LE_OQ)
TAOSWEEP_COMPARE(>, _CMP_GT_OQ)
TAOSWEEP_COMPARE(>=, _CMP_GE_OQ)
TAOSWEEP_COMPARE(==, _CMP_EQ_OQ)
TAOSWEEP_COMPARE(!=, _CMP_NEQ_UQ)
#undef TAOSWEEP_EACH_HALF
#undef TAOSWEEP_COMPARE

TAOSWEEP_HD Avx512Real& operator+=(Avx512Real& a, const Avx512Real& b) {
  return a = a + b;
}
TAOSWEEP_HD Avx512Real& operator-=(Avx512Real& a, const Avx512Real& b) {
  return a = a - b;
}
TAOSWEEP_HD Avx512Real& operator*=(Avx512Real& a, const Avx512Real& b) {
  return a = a * b;
}
TAOSWEEP_HD Avx512Real& operator/=(Avx512Real& a, const Avx512Real& b) {
  return a = a / b;
}
TAOSWEEP_HD Avx512Real operator-(const Avx512Real& a) {
  const __m512d sign = _mm512_set1_pd(-0.0);
  return {_mm512_xor_pd(a.lo, sign), _mm512_xor_pd(a.hi, sign)};
}
TAOSWEEP_HD Avx512Real fma(const Avx512Real& a, const Avx512Real& b, const Avx512Real& c) {
  return {_mm512_fmadd_pd(a.lo, b.lo, c.lo), _mm512_fmadd_pd(a.hi, b.hi, c.hi)};
}
TAOSWEEP_HD Avx512Real fnma(const Avx512Real& a, const Avx512Real& b, const Avx512Real& c) {
  return {_mm512_fnmadd_pd(a.lo, b.lo, c.lo), _mm512_fnmadd_pd(a.hi, b.hi, c.hi)};
}
TAOSWEEP_HD Avx512Real sqrt(const Avx512Real& a) {
  return {_mm512_sqrt_pd(a.lo), _mm512_sqrt_pd(a.hi)};
}
TAOSWEEP_HD Avx512Real abs(const Avx512Real& a) {
  return {_mm512_abs_pd(a.lo), _mm512_abs_pd(a.hi)};
}
TAOSWEEP_HD Avx512Real select(const Avx512RealMask& m, const Avx512Real& a, const Avx512Real& b) {
  return {_mm512_mask_blend_pd(m.lo, b.lo, a.lo), _mm512_mask_blend_pd(m.hi, b.hi, a.hi)};
}

// Questions of kernels/lanes/questions.hpp: both registers are joined, and compared once.
TAOSWEEP_HD bool any_below(const Avx512Real& x, const Avx512Real& y, double bound) {
  const __m512d lowest = _mm512_min_pd(_mm512_min_pd(x.lo, y.lo), _mm512_min_pd(x.hi, y.hi));
  const __mmask8 below = _mm512_cmp_pd_mask(lowest, _mm512_set1_pd(bound), _CMP_LT_OQ);
  return !_kortestz_mask8_u8(below, below);
}
TAOSWEEP_HD bool any_above(const Avx512Real& x, double bound) {
  const __mmask8 above =
      _mm512_cmp_pd_mask(_mm512_max_pd(x.lo, x.hi), _mm512_set1_pd(bound), _CMP_GT_OQ);
  return !_kortestz_mask8_u8(above, above);
}
TAOSWEEP_HD bool any_beyond(const Avx512Real& x, double bound) {
  const Avx512Real size = abs(x);  // a sum keeps what is no number
  const __mmask8 beyond =
      _mm512_cmp_pd_mask(_mm512_add_pd(size.lo, size.hi), _mm512_set1_pd(bound), _CMP_NLE_UQ);
  return !_kortestz_mask8_u8(beyond, beyond);
}
TAOSWEEP_HD bool all_reach(const Avx512Real& x, const Avx512Real& y, double bound) {
  return all(min(x, y) >= Avx512Real(bound));  // min keeps a y that is no number
}
TAOSWEEP_HD Avx512Real where_on(const Avx512Real& on, const Avx512Real& x) {
  return on * x;
}

/// 2^n, as for one lane.
TAOSWEEP_HD Avx512Real power_of_two(const Avx512Real& n) {
  const Avx512Real shifted = n + Avx512Real(0x1p52 + 1023);
  return {_mm512_castsi512_pd(_mm512_slli_epi64(_mm512_castpd_si512(shifted.lo), 52)),
          _mm512_castsi512_pd(_mm512_slli_epi64(_mm512_castpd_si512(shifted.hi), 52))};
}
TAOSWEEP_HD __m512d split_exponent_half(__m512d x, __m512d& exponent) {
  const __m512i root_half = _mm512_set1_epi64(0x3fe6a09e667f3bcd);
  const __m512i up = _mm512_set1_epi64(0x3ff0000000000000 - 0x3fe6a09e667f3bcd);
  const __m512i shifted = _mm512_add_epi64(_mm512_castpd_si512(x), up);
  const __m512i whole =
      _mm512_or_si512(_mm512_srli_epi64(shifted, 52), _mm512_set1_epi64(0x4330000000000000));
  exponent = _mm512_sub_pd(_mm512_castsi512_pd(whole), _mm512_set1_pd(0x1p52 + 1023));
  const __m512i fraction = _mm512_and_si512(shifted, _mm512_set1_epi64(0x000fffffffffffff));
  return _mm512_castsi512_pd(_mm512_add_epi64(fraction, root_half));
}
TAOSWEEP_HD Avx512Real split_exponent(const Avx512Real& x, Avx512Real& exponent) {
  Avx512Real e;
  const Avx512Real m(split_exponent_half(x.lo, e.lo), split_exponent_half(x.hi, e.hi));
  exponent = e;
  return m;
}

template <>
struct NumberTraits<Avx512Real> : NumberTraits<double> {};

TAOSWEEP_HD Avx512Real to_real(const Avx512Fast& x) {
  return {_mm512_cvtps_pd(_mm512_castps512_ps256(x.v)),
          _mm512_cvtps_pd(_mm512_extractf32x8_ps(x.v, 1))};
}
TAOSWEEP_HD Avx512Fast to_fast(const Avx512Real& x) {
  return {
      _mm512_insertf32x8(_mm512_castps256_ps512(_mm512_cvtpd_ps(x.lo)), _mm512_cvtpd_ps(x.hi), 1)};
}
TAOSWEEP_HD Avx512Real to_real(const Avx512Word& x) {
  return {_mm512_cvtepu32_pd(_mm512_castsi512_si256(x.v)),
          _mm512_cvtepu32_pd(_mm512_extracti32x8_epi32(x.v, 1))};
}

/// Sixteen lanes of AVX-512.
struct Avx512Lane {
  static constexpr int width = 16;
  static constexpr bool in_registers = false;      ///< see state/steps.hpp
  static constexpr bool in_shared_memory = false;  ///< see TickFlows
  template <class T>
  TAOSWEEP_HD static T& in_reach(T& given) {
    return given;
  }
  using real = Avx512Real;
  using fast = Avx512Fast;
  using word = Avx512Word;
  using mask = Avx512RealMask;
  using fast_mask = Avx512Mask;

  TAOSWEEP_HD static real load(const double* a) {
    return {_mm512_loadu_pd(a), _mm512_loadu_pd(a + 8)};
  }
  TAOSWEEP_HD static real load(const float* a) {
    return {_mm512_cvtps_pd(_mm256_loadu_ps(a)), _mm512_cvtps_pd(_mm256_loadu_ps(a + 8))};
  }
  TAOSWEEP_HD static fast load_fast(const float* a) { return {_mm512_loadu_ps(a)}; }
  TAOSWEEP_HD static word load(const std::uint32_t* a) { return {_mm512_loadu_si512(a)}; }
  TAOSWEEP_HD static void store(double* a, const real& x) {
    _mm512_storeu_pd(a, x.lo);
    _mm512_storeu_pd(a + 8, x.hi);
  }
  TAOSWEEP_HD static void store(float* a, const real& x) { store_fast(a, to_fast(x)); }
  TAOSWEEP_HD static void store_fast(float* a, const fast& x) { _mm512_storeu_ps(a, x.v); }
  TAOSWEEP_HD static word lane_numbers() {
    return {_mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)};
  }

  /// Lanes meet by xor 8, 4, 2, 1.
  TAOSWEEP_HD static double sum_across(const real& x) {
    const __m512d eight = _mm512_add_pd(x.lo, x.hi);
    const __m256d four =
        _mm256_add_pd(_mm512_castpd512_pd256(eight), _mm512_extractf64x4_pd(eight, 1));
    const __m128d two = _mm_add_pd(_mm256_castpd256_pd128(four), _mm256_extractf128_pd(four, 1));
    return _mm_cvtsd_f64(_mm_add_sd(two, _mm_unpackhi_pd(two, two)));
  }
  TAOSWEEP_HD static double max_across(const real& x) {
    const __m512d eight = _mm512_max_pd(x.lo, x.hi);
    const __m256d four =
        _mm256_max_pd(_mm512_castpd512_pd256(eight), _mm512_extractf64x4_pd(eight, 1));
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
