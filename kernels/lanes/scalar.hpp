// One lane, one subnet: what every other back end is held to.
#pragma once

#include "kernels/lanes/operations.hpp"

namespace taosweep {

/// One subnet at a time.
struct ScalarLane {
  static constexpr int width = 1;
  static constexpr bool in_registers = false;      ///< see state/steps.hpp
  static constexpr bool in_shared_memory = false;  ///< see TickFlows
  template <class T>
  TAOSWEEP_HD static T& in_reach(T& given) {
    return given;
  }
  using real = double;
  using fast = float;
  using word = std::uint32_t;
  using mask = bool;
  using fast_mask = bool;

  TAOSWEEP_HD static real load(const double* a) { return *a; }
  TAOSWEEP_HD static real load(const float* a) { return *a; }
  TAOSWEEP_HD static fast load_fast(const float* a) { return *a; }
  TAOSWEEP_HD static word load(const std::uint32_t* a) { return *a; }
  TAOSWEEP_HD static void store(double* a, real x) { *a = x; }
  TAOSWEEP_HD static void store(float* a, real x) { *a = static_cast<float>(x); }
  TAOSWEEP_HD static void store_fast(float* a, fast x) { *a = x; }
  TAOSWEEP_HD static word lane_numbers() { return 0; }
  TAOSWEEP_HD static double sum_across(real x) { return x; }
  TAOSWEEP_HD static double max_across(real x) { return x; }
  TAOSWEEP_HD static bool any_across(mask m) { return m; }
  TAOSWEEP_HD static double lane(real x, int) { return x; }
  TAOSWEEP_HD static void sync() {}
  TAOSWEEP_HD static bool leader() { return true; }
};

}  // namespace taosweep
