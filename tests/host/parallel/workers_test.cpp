// Threads: each runs once, failures come back, the caller watches.
#include "host/parallel/workers.hpp"
#include "host/parallel/map.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <thread>

namespace taosweep {
namespace {

TEST(Workers, RunOnceEachWhileTheCallerWatches) {
  std::atomic<int> sum{0}, ended{0};
  int looks = 0;
  Work work;
  work.interval = std::chrono::milliseconds(1);
  work.run = [&](int i) {
    sum += 1 << i;
    while (ended == 0) std::this_thread::yield();
  };
  work.watch = [&] {
    if (++looks == 3) ended = 1;
  };
  work.give_up = [] { FAIL() << "nothing failed"; };
  run_workers(4, work);
  EXPECT_EQ(sum, 15);
  EXPECT_GE(looks, 3);
}

TEST(Workers, HandOnTheFirstFailureAfterAllHaveEnded) {
  std::atomic<bool> stop{false};
  std::atomic<int> ended{0};
  Work work;
  work.watch = [] {};
  work.give_up = [&] { stop = true; };
  work.run = [&](int i) {
    if (i == 2) throw std::runtime_error("disk full");
    while (!stop) std::this_thread::yield();
    ++ended;
  };
  try {
    run_workers(3, work);
    FAIL() << "the failure was lost";
  } catch (const std::runtime_error& error) {
    EXPECT_STREQ(error.what(), "disk full");
  }
  EXPECT_EQ(ended, 2);
}

TEST(Workers, EndWhereTheWatchFails) {
  std::atomic<bool> stop{false};
  Work work;
  work.interval = std::chrono::milliseconds(1);
  work.run = [&](int) {
    while (!stop) std::this_thread::yield();
  };
  work.watch = [] { throw std::logic_error("watch"); };
  work.give_up = [&] { stop = true; };
  EXPECT_THROW(run_workers(2, work), std::logic_error);
}

TEST(ParallelMap, GivesTheSameRowsInOrderWhateverTheNumberOfThreads) {
  const auto square = [](std::uint64_t i) { return i * i; };
  const auto one = parallel_map<std::uint64_t>(1000, 1, square);
  ASSERT_EQ(one.size(), 1000u);
  EXPECT_EQ(one[31], 961u);
  for (const int threads : {2, 3, 7})
    EXPECT_EQ(parallel_map<std::uint64_t>(1000, threads, square), one) << threads;
  EXPECT_TRUE(parallel_map<std::uint64_t>(0, 4, square).empty());
}

TEST(ParallelMap, HandsOnAFailure) {
  const auto fail = [](std::uint64_t i) -> int {
    if (i == 777) throw std::runtime_error("777");
    return 0;
  };
  EXPECT_THROW(parallel_map<int>(1000, 3, fail), std::runtime_error);
}

}  // namespace
}  // namespace taosweep
