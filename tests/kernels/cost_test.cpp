// What plans rest on: counts of steps and ticks, and the first day of an action, without running.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <vector>

#include "tests/kernels/economy_fixture.hpp"

namespace taosweep {
namespace {

/// Tick by tick, as an economy goes.
struct Walk {
  double steps = 0, ticks = 0;
};
Walk walk(const Parameters& p, double action) {
  const Clock c = make_clock(p, 1);
  Walk w;
  for (int block = 0; block < c.stop;) {
    const int tick = tick_at(c, block, action);
    w.steps += tick / step_at(c, block, action);
    w.ticks += 1;
    block += tick;
  }
  w.steps *= 32 * c.slots;
  w.ticks *= 32 * c.slots;
  return w;
}

Parameters with_steps(int step, int signal, int fine, double fine_days, int opening) {
  Parameters p;
  p.time.step_blocks = step;
  p.time.signal_blocks = signal;
  p.time.fine_step_blocks = fine;
  p.time.fine_days = fine_days;
  p.time.opening_blocks = opening;
  return p;
}

/// All the ways in which windows of steps can lie to each other.
std::vector<Parameters> all_windows() {
  std::vector<Parameters> all;
  for (const int step : {1, 25, 75, 300})
    for (const int signal : {1, 75, 900, 7200})
      for (const int fine : {1, 25, 300})
        for (const double fine_days : {0.0, 0.3, 4.0, 40.0})
          for (const int opening : {0, 1, 1200, 72000})
            for (const double days : {0.01, 1.0, 7.0, 61.0})
              for (const int mode : {0, 1, 2})
                for (const double start : {0.0, 1.0, 20.0})
                  for (const double delay : {0.0, 0.71, 12.0})
                    for (const double after : {0.0, 0.4, 5.0, 300.0}) {
                      Parameters p = with_steps(step, signal, fine, fine_days, opening);
                      p.time.days = days;
                      p.time.days_after_start = after;
                      p.attack.mode = mode > 0 ? AttackMode::meme_holders : AttackMode::none;
                      p.attack.subnet = mode == 2 ? AttackSubnet::fresh : AttackSubnet::existing;
                      p.attack.day = start;
                      p.foundation.delay_days = delay;
                      if (check_parameters(p).empty()) all.push_back(p);
                    }
  return all;
}

TEST(CostOf, EqualsAWalkOverAllTicksHoweverWindowsLie) {
  std::size_t compared = 0, long_walks = 0;
  for (const Parameters& p : all_windows()) {
    // Every seventh of the long walks of single blocks: they take the time of this test.
    if (p.time.signal_blocks == 1 && p.time.days > 1 && ++long_walks % 7 != 0) continue;
    const double day = earliest_action_day(p);
    const Walk w = walk(p, std::isfinite(day) ? std::round(day * blocks_per_day) : -1);
    ASSERT_EQ(step_counts_of(p).steps, w.steps);
    ASSERT_EQ(step_counts_of(p).ticks, w.ticks);
    ++compared;
  }
  EXPECT_GT(compared, 10000u);
}

/// An economy's own ticks and steps to its end.
template <int Slots>
Walk ran(const Parameters& p) {
  Simulation<Slots> economy(p);
  Walk w;
  while (economy.block() < economy.clock.stop) {
    const double action = economy.scalars().foundation.action_block;
    const int k = step_at(economy.clock, economy.block(), action), before = economy.block();
    economy.run_tick();
    w.ticks += 32 * Slots;
    w.steps += 32.0 * Slots * (economy.block() - before) / k;
  }
  return w;
}

TEST(CostOf, CountsWhatAnEconomyDoes) {
  Parameters p = small_economy();
  p.time.fine_days = 0.5;
  p.attack.mode = AttackMode::meme_holders;
  p.attack.day = 2;
  p.foundation.delay_days = 3.3;
  for (const bool fresh : {false, true}) {
    for (const double trigger_days : {0.0, 2.5}) {
      p.attack.subnet = fresh ? AttackSubnet::fresh : AttackSubnet::existing;
      p.foundation.trigger_days = trigger_days;
      const Walk w = ran<1>(p);
      EXPECT_EQ(step_counts_of(p).steps, w.steps);
      EXPECT_EQ(step_counts_of(p).ticks, w.ticks);
    }
  }
}

// A walk over ten years takes a millisecond. The best of several rounds: others use this machine.
TEST(CostOf, TakesAMicrosecondHoweverLongAnEconomyIs) {
  Parameters p;
  p.time.days = 3650;
  p.attack.mode = AttackMode::meme_holders;
  p.attack.day = 3000;
  constexpr int asked = 20000;
  double sum = 0, best = 1;
  for (int round = 0; round < 10; ++round) {
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < asked; ++i) {
      p.foundation.delay_days = i % 300;
      sum += step_counts_of(p).steps;
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    best = std::min(best, took.count() / asked);
  }
  EXPECT_GT(sum, 0);
  RecordProperty("nanoseconds", static_cast<int>(best * 1e9));
  EXPECT_LT(best, 2e-6);
}

TEST(EarliestAction, IsInfiniteWithoutAnAttack) {
  EXPECT_EQ(earliest_action_day(Parameters{}), std::numeric_limits<double>::infinity());
}

TEST(EarliestAction, IsTheStartAndTheTriggerAndTheDelay) {
  Parameters p;
  p.attack.mode = AttackMode::meme_holders;
  p.attack.day = 5;
  EXPECT_EQ(earliest_action_day(p), 5 + 12);
  p.foundation.trigger_days = 2.5;  // three looks in a row, the first on day 5
  EXPECT_EQ(earliest_action_day(p), 5 + 2 + 12);
  p.foundation.trigger_share = 0.1;
  EXPECT_EQ(earliest_action_day(p), 5 + 2 + 12);
  p.attack.subnet =
      AttackSubnet::fresh;  // opens on day 5: its first price of a day is that of day 6
  EXPECT_EQ(earliest_action_day(p), 6 + 2 + 12);
  p.foundation.delay_days = 0.001;  // to the next look of the cohorts, 75 blocks
  EXPECT_EQ(earliest_action_day(p), 6 + 2 + 75 / 7200.0);
}

TEST(EarliestAction, IsTheActionWhereNothingHoldsItBack) {
  Parameters p = small_economy();
  p.attack.mode = AttackMode::meme_holders;
  p.foundation.trigger_share = 1e-9;
  for (const bool fresh : {false, true}) {
    for (const double day : {0.0, 3.0}) {
      for (const double trigger_days : {0.0, 1.0, 1.7}) {
        p.attack.subnet = fresh ? AttackSubnet::fresh : AttackSubnet::existing;
        p.attack.day = day;
        p.foundation.trigger_days = trigger_days;
        p.foundation.delay_days = 2.013;
        Simulation<1> economy(p);
        economy.run_to_day(day + 5);
        EXPECT_EQ(economy.scalars().foundation.action_block / blocks_per_day,
                  earliest_action_day(p))
            << fresh << " " << day << " " << trigger_days;
      }
    }
  }
}

}  // namespace
}  // namespace taosweep
