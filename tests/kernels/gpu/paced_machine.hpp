// A card for machines without any that does nothing but keep a pace: so long for each step.
#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>
#include <mutex>
#include <thread>

#include "tests/kernels/gpu/made_up_machine.hpp"

namespace taosweep {

using Seconds = std::chrono::duration<double>;

inline double now() {
  return Seconds(std::chrono::steady_clock::now().time_since_epoch()).count();
}

inline void sleep(double seconds) {
  std::this_thread::sleep_for(Seconds(seconds));
}

/// A card that is busy with one launch at a time, so long for each step.
struct PacedCard {
  double of_a_step;
  std::mutex mutex;
  double busy = 0;  ///< in launches [s]
  std::uint64_t economies = 0, numbers = 0;
  double longest = 0, first = 0;  ///< [s] of the launches; when the first began
};

/// Of a walk round a circle by the golden section.
inline double part_of_turn(std::uint64_t steps) {
  const double turns = 0.6180339887498949 * static_cast<double>(steps);
  return turns - std::floor(turns);
}

/// Economies that do nothing but pass the time.
class PacedMachine : public MadeUpMemory {
 public:
  explicit PacedMachine(PacedCard& card) : card_(card) {}

  std::uint32_t warps(int) const { return 16; }
  template <int Slots>
  std::uint32_t warps(unsigned) const {
    return 16;
  }
  template <int Slots>
  void set_up(const BatchView<Slots>& batch) {
    for (std::size_t i = 0; i < batch.economies; ++i) batch.states[i].scalars.block = 0;
  }
  template <int Slots>
  double advance(unsigned, const BatchView<Slots>& batch, const TaskBoard& board, int border,
                 int steps, std::uint32_t) {
    const std::lock_guard lock(card_.mutex);
    const double start = now();
    if (card_.first == 0) card_.first = start;
    double taken = 0;
    work_off(board, ThreadAgent{}, [&](std::uint32_t i) {
      return run_task(batch, i, border, steps, [&](int until) {
        Scalars& q = batch.states[i].scalars;
        const Clock& clock = batch.setting(i).clock;
        for (auto at = static_cast<int>(q.block); at < until; at += tick_at(clock, at, -1))
          taken += tick_at(clock, at, -1) / step_at(clock, at, -1);
        q.block = until;
      });
    });
    sleep(start + taken * card_.of_a_step - now());
    const double seconds = now() - start;
    card_.busy += seconds;
    card_.longest = std::max(card_.longest, seconds);
    return seconds;
  }
  template <int Slots>
  void finish(const BatchView<Slots>& batch) {
    const std::lock_guard lock(card_.mutex);
    std::fill_n(batch.statuses, batch.economies, static_cast<std::int32_t>(Status::ok));
    // No two numbers are alike, as with economies: they neither sort nor pack well.
    for (std::size_t i = 0; i < batch.economies * outcome_count; ++i)
      batch.outcomes[i] = part_of_turn(card_.numbers++);
    for (std::size_t i = 0; i < batch.economies; ++i) {
      float* const series = batch.recorder(i).series;
      for (std::size_t k = 0; k < batch.series_size; ++k)
        series[k] = static_cast<float>(part_of_turn(card_.numbers++));
      card_.economies += batch.states[i].scalars.block >= batch.setting(i).clock.stop;
    }
  }

 private:
  PacedCard& card_;
};

}  // namespace taosweep
