// How much a launch is given to do, on made-up cards of any speed.
#include "kernels/gpu/launch_pace.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace taosweep {
namespace {

// About what a step of 128 subnets takes a warp on a large card that is full of them [s].
constexpr double of_a_step = 7e-6;
constexpr int tick = 77;
constexpr std::uint32_t warps = 1584;

/// Economies that all last `steps`, on a card whose steps take `each` seconds.
struct MadeUpCard {
  double each;
  double longest = 0;
  int launches = 0;

  /// Runs a batch; the time that a launch takes is that of the warp with the most to do.
  void run(LaunchPace& pace, std::uint32_t economies, double steps) {
    double left = steps * economies;  // all together
    while (left > 0) {
      const LaunchSize size = launch_size(pace.steps(tick), tick, economies, economies, warps);
      const double all = std::min(left, static_cast<double>(size.tickets) * size.steps);
      const double of_warp = all / std::min(warps, economies), seconds = of_warp * each;
      longest = std::max(longest, seconds);
      ++launches;
      pace.took(size.of_warp, seconds);
      left -= all;
    }
  }
};

TEST(LaunchPace, KeepsLaunchesShortOnCardsOfAnySpeed) {
  for (const double speed : {0.01, 0.1, 1.0, 10.0, 100.0})
    for (const std::uint32_t economies : {1u, 100u, 1584u, 6336u}) {
      MadeUpCard card{of_a_step / speed};
      LaunchPace pace;
      card.run(pace, economies, 3e6);
      EXPECT_LE(card.longest, longest_launch) << speed << ' ' << economies;
    }
}

TEST(LaunchPace, FindsTheLengthWithinAFewLaunches) {
  MadeUpCard card{of_a_step};
  LaunchPace pace;
  card.run(pace, 6336, 1e6);
  const double least = 1e6 * 6336 / warps * of_a_step / LaunchPace::target;
  EXPECT_LT(card.launches, least + 8);
}

TEST(LaunchPace, NeverGrowsByMoreThanAFactor) {
  LaunchPace pace;
  EXPECT_EQ(pace.steps(tick), tick);
  pace.took(tick, 1e-9);
  EXPECT_EQ(pace.steps(tick), LaunchPace::growth * tick);
}

/// Where economies end on the way a launch is quick, and says nothing of the next.
TEST(LaunchPace, IsNotMisledByALaunchWithLittleToDo) {
  LaunchPace pace;
  for (int i = 0; i < 20; ++i) pace.took(pace.steps(tick), pace.steps(tick) * of_a_step);
  pace.took(pace.steps(tick), 1e-6);
  EXPECT_LE(pace.steps(tick) * of_a_step, longest_launch);
}

TEST(LaunchPace, ShrinksAtOnceWhereTheCardIsSlower) {
  LaunchPace pace;
  for (int i = 0; i < 20; ++i) pace.took(pace.steps(tick), pace.steps(tick) * of_a_step);
  pace.took(pace.steps(tick), pace.steps(tick) * of_a_step * 50);
  EXPECT_LE(pace.steps(tick) * of_a_step * 50, longest_launch);
}

TEST(LaunchPace, NeverGivesLessThanATick) {
  LaunchPace pace;
  pace.took(1, 1e6);
  EXPECT_EQ(pace.steps(tick), tick);
}

/// Most that a warp may idle at the end of a launch, against the whole: a task that others still
/// run.
TEST(LaunchSize, IsCutSoThatTheLastTasksAreAFewPerCent) {
  const LaunchSize size = launch_size(0.25 / of_a_step, tick, 10000, 10000, warps);
  EXPECT_LT(size.steps / size.of_warp, 0.04);
  const double tasks_of_warp = static_cast<double>(size.tickets) / warps;
  EXPECT_NEAR(tasks_of_warp, std::round(tasks_of_warp), 0.01);
}

TEST(LaunchSize, GivesEconomiesThatFillNoCardTheWholeLaunch) {
  const LaunchSize size = launch_size(32000, tick, 100, 100, warps);
  EXPECT_EQ(size.tickets, 3200u);
  EXPECT_EQ(size.steps, 1000);
}

/// Tickets of economies that have arrived are no work.
TEST(LaunchSize, CountsThoseThatStillRun) {
  EXPECT_EQ(launch_size(32000, tick, 8000, 4000, 1000).tickets,
            2 * launch_size(32000, tick, 8000, 8000, 1000).tickets);
  EXPECT_EQ(launch_size(32000, tick, 8000, 10, 1000).tickets, 32u * 8000);
}

}  // namespace
}  // namespace taosweep
