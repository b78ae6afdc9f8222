// An economy that branches off another: the same until that morning, with shocks of its own from
// then on, on every back end and however its run is cut.
#include <gtest/gtest.h>

#include <cstring>

#include "tests/at_hand.hpp"
#include "tests/kernels/economy_fixture.hpp"

namespace taosweep {
namespace {

constexpr double days = 8;

/// All that is drawn as time goes on happens here, and all that is drawn for life: arrivals, owners
/// who leave, alarms, revenue and mining of some.
Parameters eventful(int step = 288) {
  Parameters p = small_economy();
  p.time.days = days;
  p.time.step_blocks = p.time.fine_step_blocks = p.time.signal_blocks = step;
  p.schedule = {2, {{0, launch_2025_03}, {3, netflow_2026_05}}};
  p.lifecycle.mode = LifecycleMode::arrivals;
  p.lifecycle.rate_per_day = 0.5;
  p.protocol.subnet_limit = 32;  // a lane of one slot each
  p.owners.exit_rate = 0.1;
  p.owners.exit_part = 0.5;
  p.revenue.total_tao = 500;
  p.revenue.part = 0.5;
  p.foundation.acts = true;
  p.foundation.false_alarm_rate = 0.5;
  p.attack.mode = AttackMode::meme_holders;
  p.attack.netuid = 11;
  p.attack.day = 1;
  return p;
}

Parameters voting() {
  Parameters p = small_economy();
  p.time.days = days;
  p.protocol.share = Shares::rule<RootVoteShare>();
  p.voters.view_days = 3;
  return p;
}

ShockKey branching(const ShockBranches& branches) {
  return {3, 1, 4, &branches};
}
constexpr ShockKey plain{3, 1, 4};

bool same(Simulation<1>& a, Simulation<1>& b) {
  return std::memcmp(a.state.get(), b.state.get(), sizeof *a.state) == 0 &&
         std::memcmp(a.result.series.data(), b.result.series.data(),
                     a.result.series.size() * sizeof(float)) == 0;
}

/// The last morning on which the two are still one; -1: they begin otherwise.
int last_common_morning(const Parameters& p, const ShockKey& first, const ShockKey& second) {
  Simulation<1> a(p, first), b(p, second);
  int day = -1;
  for (int next = 0; next <= days; ++next) {
    a.run_to_day(next);
    b.run_to_day(next);
    if (!same(a, b)) break;
    day = next;
  }
  return day;
}

TEST(Branches, OfNoNumberLeaveEveryBit) {
  const ShockBranches none{};
  for (const int step : {25, 288})
    EXPECT_EQ(last_common_morning(eventful(step), plain, branching(none)), days);
}

TEST(Branches, KeepAllUntilTheirMorningAndNothingAfter) {
  for (const std::int32_t day : {1, 3, 7}) {
    const ShockBranches branches{1, {{day, 77}}};
    EXPECT_EQ(last_common_morning(eventful(), plain, branching(branches)), day);
    EXPECT_EQ(last_common_morning(voting(), plain, branching(branches)), day);
  }
}

TEST(Branches, WithTheSeedInForceChangeNothing) {
  const ShockBranches branches{2, {{2, 3}, {5, 3}}};
  EXPECT_EQ(last_common_morning(eventful(), plain, branching(branches)), days);
}

TEST(Branches, OfBranchesKeepWhatTheyBranchOff) {
  const ShockBranches one{1, {{2, 77}}}, two{2, {{2, 77}, {5, 78}}}, other{1, {{5, 78}}};
  EXPECT_EQ(last_common_morning(eventful(), branching(one), branching(two)), 5);
  EXPECT_EQ(last_common_morning(eventful(), branching(other), branching(two)), 2);
}

// The subnets that earn, and those whose owners ever leave, are drawn again each day.
TEST(Branches, ChangeNoTraitInMidLife) {
  Parameters p = eventful();
  p.lifecycle.mode = LifecycleMode::fixed;
  const ShockBranches branches{1, {{4, 77}}};
  Simulation<1> economy(p, branching(branches));
  economy.run_to_day(4);
  bool earned[32];
  int earners = 0;
  for (int i = 0; i < 30; ++i) earners += earned[i] = economy.s().revenue[i] > 0;
  ASSERT_GT(earners, 5);
  ASSERT_LT(earners, 25);
  economy.run_to_day(6);
  for (int i = 0; i < 30; ++i) EXPECT_EQ(economy.s().revenue[i] > 0, earned[i]) << i;
}

class BranchesOn : public OnEachBackEnd {};
INSTANTIATE_TEST_SUITE_P(Isa, BranchesOn, on_each_back_end(), name_of_isa);

// A day of 25 steps: four of them share a call, and branches fall between the four.
TEST_P(BranchesOn, HaveTheBitsOfTheReference) {
  const ShockBranches branches{3, {{1, 77}, {2, 78}, {6, 79}}};
  for (const Parameters& p : {eventful(), eventful(25), voting()}) {
    Simulation<1> reference(p, branching(branches)), other(p, branching(branches), GetParam());
    reference.finish_run();
    other.finish_run();
    EXPECT_TRUE(same(reference, other));
  }
}

TEST_P(BranchesOn, GoOnAsIfTheyHadNeverStopped) {
  const ShockBranches branches{2, {{2, 77}, {5, 78}}};
  Simulation<1> through(eventful(), branching(branches), GetParam()),
      stopped(eventful(), branching(branches), GetParam());
  through.run_to_day(days);
  for (const int block : {7200, 14400, 14400 + 288, 2 * 14400, 36000, 36000 + 576, 57600}) {
    stopped.run_to(block);
    std::memset(static_cast<void*>(stopped.flows.get()), 0xff, sizeof *stopped.flows);
  }
  EXPECT_TRUE(same(through, stopped));
}

}  // namespace
}  // namespace taosweep
