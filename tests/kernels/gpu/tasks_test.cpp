// The scheduler of a launch, with threads as warps.
#include "kernels/gpu/tasks.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <numeric>

#include "tests/kernels/gpu/made_up_machine.hpp"

namespace taosweep {
namespace {

/// Economies whose only state is a plain number: what a task leaves for the next one, on whichever
/// thread, must be there.
struct Work {
  std::vector<std::uint32_t> list, gone, done, tasks, border;
  std::uint32_t arrived = 0;
  std::vector<std::uint64_t> state;

  explicit Work(std::uint32_t economies, std::uint32_t tasks_each = 1u << 30)
      : list(economies),
        gone(economies),
        done(economies),
        tasks(economies),
        border(economies, tasks_each),
        state(economies, 1) {
    std::iota(list.begin(), list.end(), 0u);
  }

  /// A launch. `slow` says how long a task of an economy takes [us].
  void launch(
      std::uint32_t warps, std::uint32_t first, std::uint32_t tickets,
      const std::function<int(std::uint32_t)>& slow = [](std::uint32_t) { return 0; }) {
    std::fill(done.begin(), done.end(), 0u);
    std::uint32_t taken = 0;
    const auto places = static_cast<std::uint32_t>(list.size());
    const TaskBoard board{list.data(), &arrived, gone.data(), &taken,
                          done.data(), places,   first,       tickets};
    as_warps(warps, [&] {
      work_off(board, ThreadAgent{}, [&](std::uint32_t i) {
        if (tasks[i] >= border[i]) return false;
        const std::uint64_t before = state[i];
        if (const int time = slow(i)) std::this_thread::sleep_for(std::chrono::microseconds(time));
        state[i] = 3 * before + i;  // lost, or done twice at a time, it is another number
        return ++tasks[i] == border[i];
      });
    });
  }
  std::uint64_t expected(std::uint32_t i) const {
    std::uint64_t value = 1;
    for (std::uint32_t k = 0; k < tasks[i]; ++k) value = 3 * value + i;
    return value;
  }
  void expect_nothing_lost() const {
    for (std::uint32_t i = 0; i < state.size(); ++i) ASSERT_EQ(state[i], expected(i)) << i;
  }
  std::uint32_t all_tasks() const { return std::accumulate(tasks.begin(), tasks.end(), 0u); }
};

TEST(Tasks, RunInTheirOrderWhoeverRunsThem) {
  for (const std::uint32_t warps : {1u, 3u, 16u})
    for (const std::uint32_t economies : {1u, 5u, 37u}) {
      Work work(economies);
      work.launch(warps, 0, 1000);
      EXPECT_EQ(work.all_tasks(), 1000u);
      work.expect_nothing_lost();
    }
}

TEST(Tasks, OfASlowEconomyKeepTheOthersWaitingForNothing) {
  Work work(20);
  work.launch(4, 0, 200, [](std::uint32_t i) { return i == 7 ? 2000 : 20; });
  EXPECT_EQ(work.all_tasks(), 200u);
  for (const std::uint32_t tasks : work.tasks) EXPECT_EQ(tasks, 10u);
  work.expect_nothing_lost();
}

TEST(Tasks, OfMoreWarpsThanEconomiesWaitForEachOther) {
  Work work(3);
  work.launch(12, 1, 90, [](std::uint32_t) { return 50; });
  for (const std::uint32_t tasks : work.tasks) EXPECT_EQ(tasks, 30u);
  work.expect_nothing_lost();
}

TEST(Tasks, GoOnInTheNextLaunchWhereTheLastOneEnded) {
  Work work(7);
  std::uint32_t first = 0;
  for (int launch = 0; launch < 14; ++launch) {
    work.launch(3, first, 11);
    first = (first + 11) % 7;
  }
  for (const std::uint32_t tasks : work.tasks) EXPECT_EQ(tasks, 22u);
  work.expect_nothing_lost();
}

TEST(Tasks, CountEachEconomyThatArrivesOnce) {
  Work work(50, 4);
  work.launch(8, 0, 120);
  EXPECT_LT(work.arrived, 50u);
  work.launch(8, 20, 5000);
  EXPECT_EQ(work.arrived, 50u);
  EXPECT_EQ(work.all_tasks(), 200u);
  EXPECT_EQ(work.gone, std::vector<std::uint32_t>(50, 1));
}

TEST(Tasks, AreOfThoseOnTheListAlone) {
  Work work(20, 6);
  work.list = {3, 19, 7};
  work.launch(2, 1, 30);
  EXPECT_EQ(work.arrived, 3u);
  for (std::uint32_t i = 0; i < 20; ++i) {
    const bool listed = i == 3 || i == 19 || i == 7;
    EXPECT_EQ(work.tasks[i], listed ? 6u : 0u);
    EXPECT_EQ(work.gone[i], listed ? 1u : 0u);
  }
}

Clock clock_of(double step, double days) {
  Parameters p;
  p.time.step_blocks = step;
  p.time.days = days;
  return make_clock(p, 1);
}

TEST(TaskLength, IsOneTickAtLeastAndNoStepBeyondTheEnd) {
  const Clock clock = clock_of(300, 30);
  for (const int block : {0, 7200, 72000}) {
    const int tick = tick_at(clock, block, -1);
    EXPECT_EQ(end_of_task(clock, block, -1, clock.stop, 1), block + tick);
    EXPECT_EQ(end_of_task(clock, block, -1, block + tick, 1 << 30), block + tick);
  }
  EXPECT_EQ(end_of_task(clock, 0, -1, clock.stop, 1 << 30), clock.stop);
}

/// However long the steps are in blocks.
TEST(TaskLength, GoesByStepsWhateverTheirLength) {
  const Clock clock = clock_of(300, 60);
  constexpr int steps = 500;
  for (int block = 0; block < clock.stop;) {
    const int end = end_of_task(clock, block, -1, clock.stop, steps);
    int taken = 0;
    for (int at = block; at < end; at += tick_at(clock, at, -1))
      taken += tick_at(clock, at, -1) / step_at(clock, at, -1) + steps_for_a_tick;
    EXPECT_LT(taken, steps + most_steps_of_tick(clock));
    EXPECT_TRUE(taken >= steps || end == clock.stop) << block;
    block = end;
  }
}

}  // namespace
}  // namespace taosweep
