// A warp of 32 lanes as plain arrays, so that the program of the GPU also runs on a processor: each
// operation is a loop over the lanes, a shuffle is a permutation.
#pragma once

#include "kernels/lanes/operations.hpp"

namespace taosweep {

/// One value per lane of the emulated warp.
template <class T>
struct Emulated {
  static constexpr int width = 32;
  T v[width];

  Emulated() = default;
  template <class U>
  requires(__is_same(T, U) || (!__is_same(T, float) && !__is_same(T, bool))) Emulated(U x) {
    for (T& y : v) y = static_cast<T>(x);
  }
  explicit Emulated(double x) requires(__is_same(T, float)) : Emulated(static_cast<float>(x)) {}
};

/// f(a[i], b[i], ..) in every lane.
template <class T, class F>
inline Emulated<T> each_lane(F f) {
  Emulated<T> r;
  for (int i = 0; i < Emulated<T>::width; ++i) r.v[i] = f(i);
  return r;
}

using EmulatedReal = Emulated<double>;
using EmulatedFast = Emulated<float>;
using EmulatedWord = Emulated<std::uint32_t>;
using EmulatedMask = Emulated<bool>;

#define TAOSWEEP_BINARY(Pack, Result, op)                                        \
  inline Emulated<Result> operator op(const Pack& a, const Pack& b) {            \
    return each_lane<Result>([&](int i) -> Result { return a.v[i] op b.v[i]; }); \
  }
#define TAOSWEEP_ASSIGN(Pack, op)                       \
  inline Pack& operator op##=(Pack& a, const Pack& b) { \
    return a = a op b;                                  \
  }
#define TAOSWEEP_ARITHMETIC(Pack, T)                                                   \
  TAOSWEEP_BINARY(Pack, T, +)                                                          \
  TAOSWEEP_BINARY(Pack, T, -)                                                          \
  TAOSWEEP_BINARY(Pack, T, *)                                                          \
  TAOSWEEP_BINARY(Pack, T, /)                                                          \
  TAOSWEEP_BINARY(Pack, bool, <)                                                       \
  TAOSWEEP_BINARY(Pack, bool, <=)                                                      \
  TAOSWEEP_BINARY(Pack, bool, >)                                                       \
  TAOSWEEP_BINARY(Pack, bool, >=)                                                      \
  TAOSWEEP_BINARY(Pack, bool, ==)                                                      \
  TAOSWEEP_BINARY(Pack, bool, !=)                                                      \
  TAOSWEEP_ASSIGN(Pack, +)                                                             \
  TAOSWEEP_ASSIGN(Pack, -)                                                             \
  TAOSWEEP_ASSIGN(Pack, *)                                                             \
  TAOSWEEP_ASSIGN(Pack, /)                                                             \
  inline Pack operator-(const Pack& a) {                                               \
    return each_lane<T>([&](int i) { return -a.v[i]; });                               \
  }                                                                                    \
  inline Pack fma(const Pack& a, const Pack& b, const Pack& c) {                       \
    return each_lane<T>([&](int i) { return fma(a.v[i], b.v[i], c.v[i]); });           \
  }                                                                                    \
  inline Pack fnma(const Pack& a, const Pack& b, const Pack& c) {                      \
    return each_lane<T>([&](int i) { return fnma(a.v[i], b.v[i], c.v[i]); });          \
  }                                                                                    \
  inline Pack sqrt(const Pack& a) {                                                    \
    return each_lane<T>([&](int i) { return sqrt(a.v[i]); });                          \
  }                                                                                    \
  inline Pack abs(const Pack& a) {                                                     \
    return each_lane<T>([&](int i) { return abs(a.v[i]); });                           \
  }                                                                                    \
  inline Pack min(const Pack& a, const Pack& b) {                                      \
    return each_lane<T>([&](int i) { return min(a.v[i], b.v[i]); });                   \
  }                                                                                    \
  inline Pack max(const Pack& a, const Pack& b) {                                      \
    return each_lane<T>([&](int i) { return max(a.v[i], b.v[i]); });                   \
  }                                                                                    \
  inline Pack power_of_two(const Pack& n) {                                            \
    return each_lane<T>([&](int i) { return power_of_two(n.v[i]); });                  \
  }                                                                                    \
  inline Pack split_exponent(const Pack& x, Pack& exponent) {                          \
    return each_lane<T>([&](int i) { return split_exponent(x.v[i], exponent.v[i]); }); \
  }

TAOSWEEP_ARITHMETIC(EmulatedReal, double)
TAOSWEEP_ARITHMETIC(EmulatedFast, float)
TAOSWEEP_BINARY(EmulatedWord, std::uint32_t, +)
TAOSWEEP_BINARY(EmulatedWord, std::uint32_t, -)
TAOSWEEP_BINARY(EmulatedWord, std::uint32_t, *)
TAOSWEEP_BINARY(EmulatedWord, std::uint32_t, &)
TAOSWEEP_BINARY(EmulatedWord, std::uint32_t, |)
TAOSWEEP_BINARY(EmulatedWord, std::uint32_t, ^)
TAOSWEEP_BINARY(EmulatedWord, bool, ==)
TAOSWEEP_BINARY(EmulatedMask, bool, &)
TAOSWEEP_BINARY(EmulatedMask, bool, |)
TAOSWEEP_ASSIGN(EmulatedMask, &)
TAOSWEEP_ASSIGN(EmulatedMask, |)
#undef TAOSWEEP_ARITHMETIC
#undef TAOSWEEP_ASSIGN
#undef TAOSWEEP_BINARY

inline EmulatedMask operator!(const EmulatedMask& m) {
  return each_lane<bool>([&](int i) { return !m.v[i]; });
}
inline EmulatedWord operator<<(const EmulatedWord& a, int n) {
  return each_lane<std::uint32_t>([&](int i) { return a.v[i] << n; });
}
inline EmulatedWord operator>>(const EmulatedWord& a, int n) {
  return each_lane<std::uint32_t>([&](int i) { return a.v[i] >> n; });
}
inline EmulatedWord mul_hi(const EmulatedWord& a, const EmulatedWord& b) {
  return each_lane<std::uint32_t>([&](int i) { return mul_hi(a.v[i], b.v[i]); });
}
inline EmulatedWord to_factor(const EmulatedWord& a) {
  return a;
}
inline EmulatedWord to_word(const EmulatedWord& a) {
  return a;
}
inline void mul_wide(const EmulatedWord& a, std::uint32_t b, EmulatedWord& high,
                     EmulatedWord& low) {
  const EmulatedWord factor = a;  // `high` or `low` may be `a` itself
  for (int i = 0; i < EmulatedWord::width; ++i) mul_wide(factor.v[i], b, high.v[i], low.v[i]);
}

inline EmulatedReal select(const EmulatedMask& m, const EmulatedReal& a, const EmulatedReal& b) {
  return each_lane<double>([&](int i) { return m.v[i] ? a.v[i] : b.v[i]; });
}
inline EmulatedFast select(const EmulatedMask& m, const EmulatedFast& a, const EmulatedFast& b) {
  return each_lane<float>([&](int i) { return m.v[i] ? a.v[i] : b.v[i]; });
}
inline EmulatedWord select(const EmulatedMask& m, const EmulatedWord& a, const EmulatedWord& b) {
  return each_lane<std::uint32_t>([&](int i) { return m.v[i] ? a.v[i] : b.v[i]; });
}
inline bool any(const EmulatedMask& m) {
  for (bool x : m.v)
    if (x) return true;
  return false;
}
inline bool all(const EmulatedMask& m) {
  return !any(!m);
}
inline EmulatedMask as_fast_mask(const EmulatedMask& m) {
  return m;
}
inline EmulatedMask as_real_mask(const EmulatedMask& m) {
  return m;
}

inline EmulatedReal to_real(const EmulatedFast& x) {
  return each_lane<double>([&](int i) { return to_real(x.v[i]); });
}
inline EmulatedReal to_real(const EmulatedWord& x) {
  return each_lane<double>([&](int i) { return to_real(x.v[i]); });
}
inline EmulatedFast to_fast(const EmulatedReal& x) {
  return each_lane<float>([&](int i) { return to_fast(x.v[i]); });
}
inline EmulatedFast to_fast(const EmulatedWord& x) {
  return each_lane<float>([&](int i) { return to_fast(x.v[i]); });
}

template <>
struct NumberTraits<EmulatedReal> : NumberTraits<double> {};
template <>
struct NumberTraits<EmulatedFast> : NumberTraits<float> {};

/// The 32 lanes of a warp on a processor.
struct EmulatedLane {
  static constexpr int width = 32;
  static constexpr bool in_registers = true;       ///< see state/steps.hpp
  static constexpr bool in_shared_memory = false;  ///< see TickFlows
  template <class T>
  TAOSWEEP_HD static T& in_reach(T& given) {
    return given;
  }
  using real = EmulatedReal;
  using fast = EmulatedFast;
  using word = EmulatedWord;
  using mask = EmulatedMask;
  using fast_mask = EmulatedMask;

  static real load(const double* a) {
    return each_lane<double>([&](int i) { return a[i]; });
  }
  static real load(const float* a) {
    return each_lane<double>([&](int i) -> double { return a[i]; });
  }
  static fast load_fast(const float* a) {
    return each_lane<float>([&](int i) { return a[i]; });
  }
  static word load(const std::uint32_t* a) {
    return each_lane<std::uint32_t>([&](int i) { return a[i]; });
  }
  static void store(double* a, const real& x) {
    for (int i = 0; i < width; ++i) a[i] = x.v[i];
  }
  static void store(float* a, const real& x) {
    for (int i = 0; i < width; ++i) a[i] = static_cast<float>(x.v[i]);
  }
  static void store_fast(float* a, const fast& x) {
    for (int i = 0; i < width; ++i) a[i] = x.v[i];
  }
  static word lane_numbers() {
    return each_lane<std::uint32_t>([](int i) { return static_cast<std::uint32_t>(i); });
  }
  /// Each lane gets the value of the lane whose number differs in the bits of `x`.
  static real shuffle_xor(const real& a, int x) {
    return each_lane<double>([&](int i) { return a.v[i ^ x]; });
  }
  static double sum_across(real x) {
    for (int step = width / 2; step; step /= 2) x += shuffle_xor(x, step);
    return x.v[0];
  }
  static double max_across(real x) {
    for (int step = width / 2; step; step /= 2) x = max(x, shuffle_xor(x, step));
    return x.v[0];
  }
  static bool any_across(const mask& m) { return any(m); }
  static std::uint32_t lanes_where(const mask& m) {
    std::uint32_t lanes = 0;
    for (int i = 0; i < width; ++i) lanes |= std::uint32_t{m.v[i]} << i;
    return lanes;
  }
  static mask where(std::uint32_t lanes) {
    return each_lane<bool>([&](int i) { return (lanes >> i & 1u) != 0; });
  }
  static double lane(const real& x, int i) { return x.v[i]; }
  static void sync() {}
  static bool leader() { return true; }
};

}  // namespace taosweep
