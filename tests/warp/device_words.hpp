// The words of CUDA that device code uses, for a processor that runs the lanes by turns: stands
// before the device code.
#pragma once

#include <atomic>
#include <bit>
#include <thread>

#include "tests/warp/lanes_by_turns.hpp"

#define __device__
#define __global__
#define __forceinline__ inline
#define __launch_bounds__(...)
#define __shared__ static thread_local  // of a block, which has a thread of its own

#define __NV_ATOMIC_RELAXED __ATOMIC_RELAXED
#define __NV_ATOMIC_ACQUIRE __ATOMIC_ACQUIRE
#define __NV_ATOMIC_RELEASE __ATOMIC_RELEASE
#define __NV_THREAD_SCOPE_DEVICE 0

/// Numbers of a thread or a block, of which taosweep uses the first.
struct PlaceOnCard {
  unsigned x;
};
inline thread_local PlaceOnCard threadIdx{}, blockIdx{}, blockDim{};

inline void expect_all_lanes(unsigned lanes) {
  if (lanes != 0xffffffffu) std::terminate();
}

inline void __syncwarp() {
  taosweep::meet(taosweep::Meeting::barrier, 0, 0);
}
template <class T>
T word_of(std::uint64_t brought) {
  if constexpr (sizeof(T) == 8)
    return std::bit_cast<T>(brought);
  else
    return std::bit_cast<T>(static_cast<std::uint32_t>(brought));
}
template <class T>
std::uint64_t brought_of(T value) {
  if constexpr (sizeof(T) == 8)
    return std::bit_cast<std::uint64_t>(value);
  else
    return std::bit_cast<std::uint32_t>(value);
}
template <class T>
T __shfl_xor_sync(unsigned lanes, T value, int mask) {
  expect_all_lanes(lanes);
  const auto* all = taosweep::meet(taosweep::Meeting::shuffle_xor, static_cast<unsigned>(mask),
                                   brought_of(value));
  return word_of<T>(all[threadIdx.x ^ static_cast<unsigned>(mask)]);
}
/// From one lane to all: the number of that lane must be the same in all.
template <class T>
T __shfl_sync(unsigned lanes, T value, int from) {
  expect_all_lanes(lanes);
  const auto* all =
      taosweep::meet(taosweep::Meeting::shuffle, static_cast<unsigned>(from), brought_of(value));
  return word_of<T>(all[from]);
}
inline bool __any_sync(unsigned lanes, bool value) {
  expect_all_lanes(lanes);
  const auto* all = taosweep::meet(taosweep::Meeting::any, 0, value);
  for (unsigned i = 0; i < taosweep::lanes_of_warp; ++i)
    if (all[i]) return true;
  return false;
}
inline unsigned __ballot_sync(unsigned lanes, bool value) {
  expect_all_lanes(lanes);
  const auto* all = taosweep::meet(taosweep::Meeting::ballot, 0, value);
  unsigned holds = 0;
  for (unsigned i = 0; i < taosweep::lanes_of_warp; ++i) holds |= unsigned(all[i] != 0) << i;
  return holds;
}

template <class T>
T __nv_atomic_fetch_add(T* counter, T more, int order, int) {
  return __atomic_fetch_add(counter, more, order);
}
template <class T>
T __nv_atomic_load_n(T* counter, int order, int) {
  return __atomic_load_n(counter, order);
}
template <class T>
void __nv_atomic_store_n(T* counter, T value, int order, int) {
  __atomic_store_n(counter, value, order);
}
inline void __nanosleep(unsigned) {
  std::this_thread::yield();
}
