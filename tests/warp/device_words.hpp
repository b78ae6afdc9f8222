// The words of CUDA that device code uses, for a processor that runs the lanes by turns: stands
// before the device code.
#pragma once

#include <bit>
#include <stdexcept>
#include <string>
#include <thread>
#include <type_traits>

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

namespace taosweep {

/// A number that leaves no room for doubt: a card takes others modulo 32, or not at all.
inline MeetingFor meeting_for(unsigned lanes, int number, std::size_t bytes) {
  if (lanes != 0xffffffffu) throw std::logic_error("a meeting of some lanes only");
  if (number < 0 || number >= static_cast<int>(lanes_of_warp))
    throw std::logic_error("lane " + std::to_string(number) + " is none of a warp");
  return {static_cast<unsigned>(number), static_cast<unsigned>(bytes)};
}

template <std::size_t bytes>
using WordOf = std::conditional_t<bytes == 8, std::uint64_t, std::uint32_t>;

/// What the lane `from` has brought.
template <class T, class From>
T exchange(Meeting meeting, unsigned lanes, T value, int number, const From& from) {
  const auto* all =
      meet(meeting, meeting_for(lanes, number, sizeof(T)), std::bit_cast<WordOf<sizeof(T)>>(value));
  return std::bit_cast<T>(static_cast<WordOf<sizeof(T)>>(all[from()]));
}

/// The lanes in which `value` holds, lane 0 as the lowest bit.
inline unsigned lanes_with(Meeting meeting, unsigned lanes, bool value) {
  const auto* all = meet(meeting, meeting_for(lanes, 0, 0), value);
  unsigned holds = 0;
  for (unsigned i = 0; i < lanes_of_warp; ++i) holds |= (all[i] != 0 ? 1u : 0u) << i;
  return holds;
}

}  // namespace taosweep

inline void __syncwarp() {
  taosweep::meet(taosweep::Meeting::barrier, {}, 0);
}
template <class T>
T __shfl_xor_sync(unsigned lanes, T value, int mask) {
  return taosweep::exchange(taosweep::Meeting::shuffle_xor, lanes, value, mask,
                            [&] { return threadIdx.x ^ static_cast<unsigned>(mask); });
}
/// From one lane to all: the number of that lane must be the same in all.
template <class T>
T __shfl_sync(unsigned lanes, T value, int from) {
  return taosweep::exchange(taosweep::Meeting::shuffle, lanes, value, from,
                            [&] { return static_cast<unsigned>(from); });
}
inline bool __any_sync(unsigned lanes, bool value) {
  return taosweep::lanes_with(taosweep::Meeting::any, lanes, value) != 0;
}
inline unsigned __ballot_sync(unsigned lanes, bool value) {
  return taosweep::lanes_with(taosweep::Meeting::ballot, lanes, value);
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
  if (taosweep::a_warp_failed) throw std::logic_error("another warp has failed");
  std::this_thread::yield();
}
