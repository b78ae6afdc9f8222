// A warp of a GPU: each thread holds one lane in plain registers, and lanes meet by shuffles.
#pragma once

#include "kernels/lanes/operations.hpp"

namespace taosweep {

/// 32 threads that run one economy together. All 32 must take part in each call.
struct WarpLane {
  static constexpr int width = 32;
  static constexpr bool in_registers = true;      ///< see state/steps.hpp
  static constexpr bool in_shared_memory = true;  ///< see TickFlows

  /// What all lanes share while a kernel runs, one of each type. Asked for by name and not by a
  /// reference, so that each function knows where it lies.
  template <class T>
  __device__ __forceinline__ static T& shared() {
    alignas(T) __shared__ unsigned char storage[sizeof(T)];
    return reinterpret_cast<T&>(storage);
  }
  template <class T>
  __device__ __forceinline__ static T& in_reach(T&) {
    return shared<T>();
  }
  using real = double;
  using fast = float;
  using word = std::uint32_t;
  using mask = bool;
  using fast_mask = bool;

  static constexpr unsigned all_lanes = 0xffffffffu;

  /// A block is one warp (gpu/program.cu.in). Without a mask to apply it is read again where it is
  /// needed, and not kept in local memory.
  __device__ __forceinline__ static int lane_number() { return static_cast<int>(threadIdx.x); }

  __device__ __forceinline__ static real load(const double* a) { return a[lane_number()]; }
  __device__ __forceinline__ static real load(const float* a) { return a[lane_number()]; }
  __device__ __forceinline__ static fast load_fast(const float* a) { return a[lane_number()]; }
  __device__ __forceinline__ static word load(const std::uint32_t* a) { return a[lane_number()]; }
  __device__ __forceinline__ static void store(double* a, real x) { a[lane_number()] = x; }
  __device__ __forceinline__ static void store(float* a, real x) {
    a[lane_number()] = static_cast<float>(x);
  }
  __device__ __forceinline__ static void store_fast(float* a, fast x) { a[lane_number()] = x; }
  __device__ __forceinline__ static word lane_numbers() { return threadIdx.x; }

  __device__ __forceinline__ static double sum_across(real x) {
    for (int step = 16; step; step /= 2) x += __shfl_xor_sync(all_lanes, x, step);
    return x;
  }
  /// Lane 0's answer for all: max(+0, -0) depends on the order of its arguments.
  __device__ __forceinline__ static double max_across(real x) {
    for (int step = 16; step; step /= 2) x = max(x, __shfl_xor_sync(all_lanes, x, step));
    return __shfl_sync(all_lanes, x, 0);
  }
  __device__ __forceinline__ static bool any_across(mask m) { return __any_sync(all_lanes, m); }
  /// The lanes in which m holds, lane 0 as the lowest bit, and back.
  __device__ __forceinline__ static std::uint32_t lanes_where(mask m) {
    return __ballot_sync(all_lanes, m);
  }
  __device__ __forceinline__ static mask where(std::uint32_t lanes) {
    return (lanes >> lane_number() & 1u) != 0;
  }
  __device__ __forceinline__ static double lane(real x, int i) {
    return __shfl_sync(all_lanes, x, i);
  }
  __device__ __forceinline__ static void sync() { __syncwarp(); }
  __device__ __forceinline__ static bool leader() { return lane_number() == 0; }
};

}  // namespace taosweep
