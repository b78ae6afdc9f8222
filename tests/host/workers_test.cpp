// Threads: each runs once, failures come back, the caller watches.
#include "host/run/workers.hpp"

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

}  // namespace
}  // namespace taosweep
