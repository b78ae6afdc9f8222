// All subnets of one economy, as the 32 lanes of a warp times
// up to four slots: subnet = slot * 32 + lane.
#pragma once

#include "kernels/lanes/operations.hpp"

namespace taosweep {

/// Subnets of one economy over lane type L. A pack is what one agent of execution holds at once: W
/// subnets on a processor with W lanes, one slot of the warp on a GPU (there each thread holds one
/// lane of it) and where a processor stands in for it. Arrays passed to load and store hold 32 *
/// Slots values, in order of subnets.
template <class L, int Slots>
struct Group {
  static_assert(Slots >= 1 && Slots <= 4);
  using lane_type = L;
  using real = typename L::real;
  using fast = typename L::fast;
  using word = typename L::word;
  using mask = typename L::mask;
  using fast_mask = typename L::fast_mask;

  static constexpr int slots = Slots;
  static constexpr int subnets = 32 * Slots;
  static constexpr int packs_per_slot = 32 / L::width;
  static constexpr int packs = Slots * packs_per_slot;

  /// The subnets of pack k.
  TAOSWEEP_HD static real load(const double* a, int k) { return L::load(a + k * L::width); }
  TAOSWEEP_HD static real load(const float* a, int k) { return L::load(a + k * L::width); }
  TAOSWEEP_HD static word load(const std::uint32_t* a, int k) { return L::load(a + k * L::width); }
  TAOSWEEP_HD static fast load_fast(const float* a, int k) {
    return L::load_fast(a + k * L::width);
  }
  TAOSWEEP_HD static fast load_fast(const double* a, int k) { return to_fast(load(a, k)); }
  TAOSWEEP_HD static void store(double* a, int k, const real& x) { L::store(a + k * L::width, x); }
  /// Rounded to FP32.
  TAOSWEEP_HD static void store(float* a, int k, const real& x) { L::store(a + k * L::width, x); }
  TAOSWEEP_HD static void store(float* a, int k, const fast& x) { store_fast(a, k, x); }
  TAOSWEEP_HD static void store_fast(float* a, int k, const fast& x) {
    L::store_fast(a + k * L::width, x);
  }

  /// Numbers of the subnets in pack k.
  TAOSWEEP_HD static word index(int k) {
    return L::lane_numbers() + word(static_cast<std::uint32_t>(k * L::width));
  }

  /// Sum over all subnets, the same bits in every lane and on every back end: ((s0+s1)+(s2+s3))
  /// over the slots of a lane, where an absent slot counts as 0, then over lanes whose numbers
  /// differ by xor 16, 8, 4, 2, 1.
  TAOSWEEP_HD static double sum(const real (&x)[packs]) {
    return sum_of([&](int k) { return x[k]; });
  }
  /// The same of what `of` says of pack k.
  template <class F>
  TAOSWEEP_HD static double sum_of(const F& of) {
    real s[packs_per_slot];
    TAOSWEEP_UNROLL
    for (int j = 0; j < packs_per_slot; ++j) {
      const real absent(0.0);
      real s1 = absent, s2 = absent, s3 = absent;
      if constexpr (Slots > 1) s1 = of(packs_per_slot + j);
      if constexpr (Slots > 2) s2 = of(2 * packs_per_slot + j);
      if constexpr (Slots > 3) s3 = of(3 * packs_per_slot + j);
      s[j] = (of(j) + s1) + (s2 + s3);
    }
    TAOSWEEP_UNROLL
    for (int step = packs_per_slot / 2; step; step /= 2) {
      TAOSWEEP_UNROLL
      for (int j = 0; j < step; ++j) s[j] = s[j] + s[j + step];
    }
    return L::sum_across(s[0]);
  }

  /// Largest value over all subnets, by the same tree. Unspecified where a value is NaN.
  TAOSWEEP_HD static double max(const real (&x)[packs]) {
    using taosweep::max;
    real s[packs_per_slot];
    TAOSWEEP_UNROLL
    for (int j = 0; j < packs_per_slot; ++j) {
      s[j] = x[j];
      TAOSWEEP_UNROLL
      for (int slot = 1; slot < Slots; ++slot) s[j] = max(s[j], x[slot * packs_per_slot + j]);
    }
    TAOSWEEP_UNROLL
    for (int step = packs_per_slot / 2; step; step /= 2) {
      TAOSWEEP_UNROLL
      for (int j = 0; j < step; ++j) s[j] = max(s[j], s[j + step]);
    }
    return L::max_across(s[0]);
  }

  /// The value of one subnet, 0 <= subnet < 32 * Slots, the same number in all lanes.
  TAOSWEEP_HD static double pick(const real (&x)[packs], int subnet) {
    return pick_of([&](int k) { return x[k]; }, subnet);
  }
  /// The same of what `of` says of pack k.
  template <class F>
  TAOSWEEP_HD static double pick_of(const F& of, int subnet) {
    real chosen = of(0);
    TAOSWEEP_UNROLL
    for (int k = 1; k < packs; ++k) {
      const real value = of(k);  // by value: a choice of address would keep registers in memory
      if (subnet / L::width == k) chosen = value;
    }
    return L::lane(chosen, subnet % L::width);
  }

  /// The same of packs that lie in memory, where a processor looks up the one that it wants.
  TAOSWEEP_HD static double pick_from_memory(const real (&x)[packs], int subnet) {
    if constexpr (L::in_registers) {
      return pick(x, subnet);
    } else {
      return L::lane(x[subnet / L::width], subnet % L::width);
    }
  }

  /// The largest of the values x > 0 at which the measures of all subnets with as much or more sum
  /// to `target`; where all together do not, the smallest; 0 without any. A subnet that is not to
  /// count has x = 0. With measures of 1 it is the k-th largest value.
  TAOSWEEP_CALLED static double level(const real (&x)[packs], const real (&measure)[packs],
                                      double target) {
    double level = 0, least = 0;
    for (int i = 0; i < subnets; ++i) {
      const double value = pick_from_memory(x, i);
      if (!(value > 0)) continue;
      if (least == 0 || value < least) least = value;
      if (value <= level) continue;
      const double reached =
          sum_of([&](int k) { return select(x[k] >= real(value), measure[k], real(0.0)); });
      if (reached >= target) level = value;
    }
    return level > 0 ? level : least;
  }

  /// Whether m holds for any subnet, the same answer in all lanes.
  TAOSWEEP_HD static bool any(const mask (&m)[packs]) {
    mask joined = m[0];
    TAOSWEEP_UNROLL
    for (int k = 1; k < packs; ++k) joined = joined | m[k];
    return L::any_across(joined);
  }

  /// Makes what the lanes wrote to shared arrays visible to each other.
  TAOSWEEP_HD static void sync() { L::sync(); }
  /// True in the one lane that writes what belongs to the whole economy.
  TAOSWEEP_HD static bool leader() { return L::leader(); }
};

}  // namespace taosweep
