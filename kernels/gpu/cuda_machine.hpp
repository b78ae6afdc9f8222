// A card by way of the CUDA runtime, as one thread of the host sees it.
#pragma once

#include <cuda_runtime_api.h>

#include <algorithm>
#include <stdexcept>
#include <string>

#include "kernels/chain/needs.hpp"
#include "kernels/gpu/batch_on_card.hpp"
#include "kernels/gpu/batch_size.hpp"
#include "kernels/gpu/launch.hpp"

namespace taosweep {

inline void check(cudaError_t error, const char* what) {
  if (error == cudaSuccess) return;
  throw std::runtime_error(std::string("CUDA: ") + what + ": " + cudaGetErrorString(error));
}

/// Memory that stays from batch to batch and grows where one needs more: giving some back would
/// make the card wait for what runs.
template <cudaError_t (*Take)(void**, std::size_t), cudaError_t (*Give)(void*)>
class KeptMemory {
 public:
  KeptMemory() = default;
  KeptMemory(const KeptMemory&) = delete;
  KeptMemory& operator=(const KeptMemory&) = delete;
  ~KeptMemory() { Give(data_); }

  std::byte* of(std::size_t bytes) {
    if (bytes <= size_) return static_cast<std::byte*>(data_);
    check(Give(data_), "memory back");
    data_ = nullptr;
    size_ = 0;
    const cudaError_t error = Take(&data_, bytes);
    if (error == cudaErrorMemoryAllocation) {
      cudaGetLastError();  // it is met by a smaller batch, and is no error of the next call
      throw NoMemoryForBatch();
    }
    check(error, "memory for a batch");
    size_ = bytes;
    return static_cast<std::byte*>(data_);
  }
  std::size_t size() const { return size_; }

 private:
  void* data_ = nullptr;
  std::size_t size_ = 0;
};

/// Two queues: copies and the short programs before and after the launches go ahead of launches of
/// other machines; within a machine everything runs in the order in which it was asked for.
class CudaMachine {
 public:
  explicit CudaMachine(int device) {
    check(cudaSetDevice(device), "choice of device");
    int least = 0, greatest = 0;
    check(cudaDeviceGetStreamPriorityRange(&least, &greatest), "priorities");
    check(cudaStreamCreateWithPriority(&edges_, cudaStreamNonBlocking, greatest), "queue");
    check(cudaStreamCreateWithPriority(&launches_, cudaStreamNonBlocking, least), "queue");
    for (cudaEvent_t* event : {&asked_, &begin_, &end_})
      check(cudaEventCreateWithFlags(event, cudaEventBlockingSync), "event");
    check(cudaDeviceGetAttribute(&multiprocessors_, cudaDevAttrMultiProcessorCount, device),
          "number of multiprocessors");
  }
  CudaMachine(const CudaMachine&) = delete;
  CudaMachine& operator=(const CudaMachine&) = delete;
  ~CudaMachine() {
    for (cudaEvent_t event : {asked_, begin_, end_}) cudaEventDestroy(event);
    cudaStreamDestroy(edges_);
    cudaStreamDestroy(launches_);
  }

  std::byte* card(std::size_t bytes) { return card_.of(bytes); }
  std::byte* host(std::size_t bytes) { return host_.of(bytes); }
  /// What a batch may take [B]: what this machine holds, and its part of what nobody does.
  std::size_t memory_for_batch() const {
    std::size_t free = 0, all = 0;
    check(cudaMemGetInfo(&free, &all), "free memory");
    return card_.size() + free / batches_at_a_time;
  }
  /// Warps that the card holds at a time.
  template <int Slots>
  std::uint32_t warps(unsigned family) const {
    int each = 0;
    in_family(family, [&](auto needs) { each = warps_of_a_multiprocessor<needs(), Slots>(); });
    if (each == 0)
      throw std::runtime_error("CUDA: this build holds no program for a card of this kind");
    return static_cast<std::uint32_t>(each * multiprocessors_);
  }
  /// Of the leanest programs.
  std::uint32_t warps(int slots) const {
    switch (slots) {
      case 1:
        return warps<1>(0);
      case 2:
        return warps<2>(0);
      case 3:
        return warps<3>(0);
      default:
        return warps<4>(0);
    }
  }

  void to_card(std::byte* card, const std::byte* host, std::size_t bytes) {
    check(cudaMemcpyAsync(card, host, bytes, cudaMemcpyHostToDevice, edges_), "copy to the card");
  }
  void to_host(std::byte* host, const std::byte* card, std::size_t bytes) {
    check(cudaMemcpyAsync(host, card, bytes, cudaMemcpyDeviceToHost, edges_), "copy to the host");
  }
  void clear(std::byte* card, std::size_t bytes) {
    check(cudaMemsetAsync(card, 0, bytes, edges_), "clearing of memory");
  }
  template <int Slots>
  void set_up(const BatchView<Slots>& batch) {
    launch_set_up(batch, edges_);
    check(cudaGetLastError(), "launch of the set-up");
  }
  template <int Slots>
  void finish(const BatchView<Slots>& batch) {
    launch_finish(batch, edges_);
    check(cudaGetLastError(), "launch of the summing up");
  }
  /// Waits for its end. Returns its time [s].
  template <int Slots>
  double advance(unsigned family, const BatchView<Slots>& batch, const TaskBoard& board, int border,
                 int steps, std::uint32_t warps) {
    check(cudaEventRecord(asked_, edges_), "event");
    check(cudaStreamWaitEvent(launches_, asked_, 0), "event");
    check(cudaEventRecord(begin_, launches_), "event");
    in_family(family, [&](auto needs) {
      launch_advance<needs()>(batch, board, border, steps, warps, launches_);
    });
    check(cudaGetLastError(), "launch");
    check(cudaEventRecord(end_, launches_), "event");
    check(cudaEventSynchronize(end_), "run");
    float milliseconds = 0;
    check(cudaEventElapsedTime(&milliseconds, begin_, end_), "time of a launch");
    return milliseconds * 1e-3;
  }
  void wait() {
    check(cudaEventRecord(asked_, edges_), "event");
    check(cudaEventSynchronize(asked_), "wait");
  }

 private:
  int multiprocessors_ = 0;
  cudaStream_t edges_ = nullptr, launches_ = nullptr;
  cudaEvent_t asked_ = nullptr, begin_ = nullptr, end_ = nullptr;
  KeptMemory<cudaMalloc, cudaFree> card_;
  KeptMemory<cudaMallocHost, cudaFreeHost> host_;
};

}  // namespace taosweep
