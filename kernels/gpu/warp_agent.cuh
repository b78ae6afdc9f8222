// A warp as the agent that takes tasks, and that sets an economy up.
#pragma once

#include <cstdint>

namespace taosweep {

/// All 32 lanes must take part in each call, and get the same answer.
struct WarpAgent {
  __device__ __forceinline__ static int first() { return static_cast<int>(threadIdx.x & 31u); }
  __device__ __forceinline__ static int count() { return 32; }
  __device__ __forceinline__ static void sync() { __syncwarp(); }

  __device__ __forceinline__ std::uint32_t take(std::uint32_t* counter) const {
    std::uint32_t number = 0;
    if (first() == 0)
      number = __nv_atomic_fetch_add(counter, 1u, __NV_ATOMIC_RELAXED, __NV_THREAD_SCOPE_DEVICE);
    return __shfl_sync(0xffffffffu, number, 0);
  }
  /// The acquire makes what other multiprocessors wrote visible to the first lane, and the barrier
  /// to all: no lane reads a line that its multiprocessor held from before.
  __device__ __forceinline__ void wait(std::uint32_t* done, std::uint32_t tasks) const {
    if (first() == 0) {
      while (__nv_atomic_load_n(done, __NV_ATOMIC_ACQUIRE, __NV_THREAD_SCOPE_DEVICE) < tasks)
        __nanosleep(500);
    }
    __syncwarp();
  }
  __device__ __forceinline__ void finish(std::uint32_t* done, std::uint32_t tasks) const {
    __syncwarp();
    if (first() == 0)
      __nv_atomic_store_n(done, tasks, __NV_ATOMIC_RELEASE, __NV_THREAD_SCOPE_DEVICE);
  }
  /// Of no other warp: nobody looks before the launch has ended.
  __device__ __forceinline__ void mark(std::uint32_t* flag) const {
    if (first() == 0) *flag = 1;
  }
  __device__ __forceinline__ void count(std::uint32_t* counter) const {
    if (first() == 0)
      __nv_atomic_fetch_add(counter, 1u, __NV_ATOMIC_RELAXED, __NV_THREAD_SCOPE_DEVICE);
  }
};

}  // namespace taosweep
