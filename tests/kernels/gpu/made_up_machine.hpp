// Cards for machines without any: threads of the host are the warps, and run the very scheduler,
// set up and summing up of a card.
#pragma once

#include <atomic>
#include <chrono>
#include <cstring>
#include <functional>
#include <thread>
#include <vector>

#include "kernels/back_ends.hpp"
#include "kernels/economy/start.hpp"
#include "kernels/gpu/run_batch.hpp"
#include "kernels/outcomes/finish.hpp"

namespace taosweep {

/// A thread as the agent that takes tasks.
struct ThreadAgent {
  using Counter = std::atomic_ref<std::uint32_t>;

  std::uint32_t take(std::uint32_t* counter) const {
    return Counter(*counter).fetch_add(1, std::memory_order_relaxed);
  }
  void wait(std::uint32_t* done, std::uint32_t tasks) const {
    while (Counter(*done).load(std::memory_order_acquire) < tasks) std::this_thread::yield();
  }
  void finish(std::uint32_t* done, std::uint32_t tasks) const {
    Counter(*done).store(tasks, std::memory_order_release);
  }
  void mark(std::uint32_t* flag) const { *flag = 1; }
  void count(std::uint32_t* counter) const {
    Counter(*counter).fetch_add(1, std::memory_order_relaxed);
  }
};

/// Runs `one` on so many threads, and waits for them.
inline void as_warps(std::uint32_t count, const std::function<void()>& one) {
  std::vector<std::jthread> threads;
  for (std::uint32_t i = 0; i < count; ++i) threads.emplace_back(one);
}

/// What machines of all kinds share: memory on both sides of a card that is none.
class MadeUpMemory {
 public:
  std::size_t memory = 1u << 30;  ///< that the card says is free for a batch [B]
  std::size_t limit = 1u << 30;   ///< that it gives

  std::byte* card(std::size_t bytes) {
    if (bytes > limit) {
      ++refusals;
      throw NoMemoryForBatch();
    }
    return of(card_, bytes);
  }
  std::byte* host(std::size_t bytes) { return of(host_, bytes); }
  std::size_t memory_for_batch() const { return memory; }
  void to_card(std::byte* card, const std::byte* host, std::size_t bytes) {
    std::memcpy(card, host, bytes);
  }
  void to_host(std::byte* host, const std::byte* card, std::size_t bytes) {
    std::memcpy(host, card, bytes);
    back += bytes;
  }
  void clear(std::byte* card, std::size_t bytes) { std::memset(card, 0, bytes); }
  void wait() {}

  int refusals = 0;
  std::size_t back = 0;  ///< bytes that came to the host

 private:
  /// Memory of a card begins at such borders.
  struct alignas(256) Piece {
    std::byte bytes[256];
  };

  /// Of bytes that nobody has cleared.
  static std::byte* of(std::vector<Piece>& memory, std::size_t bytes) {
    memory.resize(bytes / sizeof(Piece) + 1);
    std::memset(memory.data(), 0xa5, bytes);
    return reinterpret_cast<std::byte*>(memory.data());
  }
  std::vector<Piece> card_, host_;
};

/// Runs economies, on threads.
class MadeUpMachine : public MadeUpMemory {
 public:
  explicit MadeUpMachine(std::uint32_t warps) : warps_(warps) {}

  std::function<double()> time = [] { return 1e-3; };  ///< of a launch [s]
  std::vector<unsigned> families;                      ///< of the launches
  std::size_t batches = 0;
  std::atomic<std::size_t> tickets = 0, tasks = 0;  ///< taken, and of economies that still run

  std::uint32_t warps(int) const { return warps_; }
  template <int Slots>
  std::uint32_t warps(unsigned) const {
    return warps_;
  }
  template <int Slots>
  void set_up(const BatchView<Slots>& batch) {
    ++batches;
    for (std::size_t i = 0; i < batch.economies; ++i) {
      const Setting& setting = batch.setting(i);
      set_first_state(setting.parameters, setting.clock, setting.segments, batch.keys[i],
                      batch.start, batch.states[i]);
      const Recorder recorder = batch.recorder(i);
      std::fill_n(recorder.series, batch.series_size, static_cast<float>(undefined));
      if (recorder.path) std::fill_n(recorder.path, batch.path_size, static_cast<float>(undefined));
    }
  }
  template <int Slots>
  double advance(unsigned family, const BatchView<Slots>& batch, const TaskBoard& board, int border,
                 int steps, std::uint32_t warps) {
    families.push_back(family);
    as_warps(warps, [&] {
      const auto flows = std::make_unique<TickFlows<Slots>>();
      work_off(board, ThreadAgent{}, [&](std::uint32_t i) {
        ++tickets;
        return run_task(batch, i, border, steps, [&](int until) {
          ++tasks;
          const Setting& setting = batch.setting(i);
          const Recorder recorder = batch.recorder(i);
          // What is left of another economy there, as in the shared memory of a card.
          std::memset(static_cast<void*>(flows.get()), 0xff, sizeof *flows);
          run_on(best_isa(), family,
                 EconomyView<Slots>{setting.parameters, setting.clock, setting.segments,
                                    batch.keys[i], batch.states[i], *flows, recorder},
                 until);
        });
      });
    });
    return time();
  }
  template <int Slots>
  void finish(const BatchView<Slots>& batch) {
    for (std::size_t i = 0; i < batch.economies; ++i) {
      const Setting& setting = batch.setting(i);
      batch.statuses[i] = static_cast<std::int32_t>(
          outcomes_of(setting.parameters, setting.clock, setting.segments, batch.states[i],
                      batch.outcomes + i * outcome_count));
    }
  }

 private:
  std::uint32_t warps_;
};

}  // namespace taosweep
