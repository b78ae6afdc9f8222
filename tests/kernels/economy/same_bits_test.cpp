// The same economy on every back end, stopped and gone on, alone
// and beside others, in arms before they differ.
#include <gtest/gtest.h>

#include <cstring>

#include "tests/at_hand.hpp"
#include "tests/kernels/economy_fixture.hpp"

namespace taosweep {
namespace {

Parameters attacked(int subnets, bool fresh, int step) {
  Parameters p;
  p.network.subnets = subnets;
  p.time.days = 12;
  p.time.step_blocks = step;
  p.time.fine_days = 1;
  p.attack.mode = AttackMode::meme_holders;
  p.attack.subnet = fresh ? AttackSubnet::fresh : AttackSubnet::existing;
  p.attack.netuid = subnets < 28 ? subnets : 28;
  p.attack.day = 1;
  p.attack.shock_day = 0.5;
  p.foundation.delay_days = 2;
  return p;
}

template <int Slots>
bool same(const EconomyState<Slots>& a, const EconomyState<Slots>& b) {
  return std::memcmp(&a, &b, sizeof a) == 0;
}

/// All but what a later family looks up whether or not the rules ask.
template <int Slots>
bool same_but_for_sight(const EconomyState<Slots>& a, EconomyState<Slots> b) {
  b.scalars.emission = a.scalars.emission;
  return same(a, b);
}

template <int Slots>
void expect_the_bits_of_the_reference(Isa isa, const Parameters& p, double days) {
  Simulation<Slots> reference(p, {3, 1, 4}), other(p, {3, 1, 4}, isa);
  ASSERT_EQ(reference.clock.slots, Slots);
  reference.run_to_day(days);
  other.run_to_day(days);
  EXPECT_TRUE(same(reference.s(), other.s())) << Slots << " slots";
  EXPECT_EQ(std::memcmp(reference.result.series.data(), other.result.series.data(),
                        reference.result.series.size() * sizeof(float)),
            0);
}

class BackEnd : public OnEachBackEnd {};
INSTANTIATE_TEST_SUITE_P(Isa, BackEnd, on_each_back_end(), name_of_isa);

TEST_P(BackEnd, GivesTheSameBitsInLongSteps) {
  for (const bool fresh : {false, true}) {
    expect_the_bits_of_the_reference<1>(GetParam(), attacked(20, fresh, 300), 6);
    expect_the_bits_of_the_reference<2>(GetParam(), attacked(63, fresh, 300), 6);
    expect_the_bits_of_the_reference<3>(GetParam(), attacked(65, fresh, 300), 6);
    expect_the_bits_of_the_reference<4>(GetParam(), attacked(127, fresh, 300), 6);
  }
}

// What a program has beyond the rules of the launch moves nothing while they hold.
TEST_P(BackEnd, GivesTheSameBitsInEveryFamilyOfPrograms) {
  for (const int step : {1, 300})
    for (const bool fresh : {false, true}) {
      const Parameters p = attacked(63, fresh, step);
      Simulation<2> least(p, {3, 1, 4}, GetParam());
      least.run_to_day(4);
      for (const unsigned family : families) {
        Simulation<2> other(p, {3, 1, 4}, GetParam());
        other.least_needs = family;
        other.run_to_day(4);
        EXPECT_TRUE(same_but_for_sight(least.s(), other.s())) << family << ", step " << step;
        EXPECT_EQ(std::memcmp(least.result.series.data(), other.result.series.data(),
                              least.result.series.size() * sizeof(float)),
                  0);
      }
    }
}

TEST_P(BackEnd, GivesTheSameBitsBlockByBlock) {
  Parameters old = attacked(30, false, 1), fresh = attacked(30, true, 1),
             many = attacked(127, true, 1);
  for (Parameters* p : {&old, &fresh})
    p->attack.day = p->attack.shock_day = 0.25, p->foundation.delay_days = 0.25;
  old.protocol.minimum_reserve = 1;  // orders are refused
  expect_the_bits_of_the_reference<1>(GetParam(), old, 2);
  expect_the_bits_of_the_reference<1>(GetParam(), fresh, 2);
  expect_the_bits_of_the_reference<4>(GetParam(), many, 0.25);
}

TEST_P(BackEnd, IsTakenWhereItIsTheFastest) {
  EXPECT_GE(info_of(best_isa()).speed, info_of(GetParam()).speed);
}

TEST(BackEnds, IncludeTheReferenceEverywhere) {
  EXPECT_TRUE(isa_available(reference_isa));
  EXPECT_EQ(info_of(reference_isa).lanes, 1);
}

TEST(Economy, GoesOnAsIfItHadNeverStopped) {
  for (const int step : {1, 300}) {
    Parameters p = attacked(30, true, step);
    p.time.days = 5;
    Simulation<1> through(p), stopped(p);
    through.run_to_day(5);
    for (const int block : {300, 7200, 7500, 21600, 22200, 36000}) {
      stopped.run_to(block);
      Simulation<1> next(p);  // nothing but the state and the series goes with it
      *next.state = *stopped.state;
      next.result = stopped.result;
      std::memset(static_cast<void*>(next.flows.get()), 0xff, sizeof *next.flows);
      stopped = std::move(next);
    }
    EXPECT_TRUE(same(through.s(), stopped.s())) << "step " << step;
  }
}

TEST(Economy, DoesNotDependOnItsNeighbours) {
  std::vector<Job> jobs;
  for (std::uint32_t i = 0; i < 4; ++i) {
    jobs.push_back({attacked(20 + 30 * i, i % 2 == 1, 300), {9, i, 2 * i}});
  }
  const RecordPlan plan{12, 1, true};
  const auto together = advance_cpu(jobs, plan, best_isa());
  for (int i = 3; i >= 0; --i) {
    const EconomyResult alone = advance_cpu({&jobs[i], 1}, plan, reference_isa)[0];
    EXPECT_EQ(std::memcmp(alone.outcomes, together[i].outcomes, sizeof alone.outcomes), 0);
    EXPECT_EQ(std::memcmp(alone.series.data(), together[i].series.data(), alone.series.size() * 4),
              0);
    EXPECT_EQ(std::memcmp(alone.path.data(), together[i].path.data(), alone.path.size() * 4), 0);
  }
}

TEST(Economy, StopsBetweenEconomiesWhenAsked) {
  const std::vector<Job> jobs(2, Job{attacked(20, false, 300), {1, 0, 0}});
  const std::atomic<bool> stop = true;
  const auto results = advance_cpu(jobs, {12, 1, false}, reference_isa, &stop);
  ASSERT_EQ(results.size(), 2u);
  for (const EconomyResult& r : results) EXPECT_EQ(r.status, Status::not_run);
}

/// First day at whose end two economies differ, -1 for never.
template <int Slots>
int first_difference(const Parameters& a, const Parameters& b) {
  Simulation<Slots> x(a), y(b);
  for (int day = 1; day <= a.time.days; ++day) {
    x.run_to_day(day);
    y.run_to_day(day);
    if (!same(x.s(), y.s())) return day;
  }
  return -1;
}

// The action comes at the start of day 4 (day 1 + delay
// 3): the first day that may differ ends at 5.
TEST(Arms, AreIdenticalUntilTheFoundationActs) {
  for (const bool fresh : {false, true}) {
    Parameters acts = attacked(30, fresh, 300), idle = acts;
    acts.foundation.delay_days = idle.foundation.delay_days = 3;
    acts.foundation.acts = true;
    idle.foundation.acts = false;
    EXPECT_EQ(first_difference<1>(idle, acts), 5) << fresh;
    Parameters calm = acts;
    calm.foundation.panic_rate = 0;
    EXPECT_EQ(first_difference<1>(acts, calm), 5);
  }
}

TEST(Arms, ShareStepsAndTheDayOfAction) {
  Parameters acts = attacked(30, false, 300), idle = acts;
  idle.foundation.acts = false;
  Simulation<1> x(acts), y(idle);
  x.finish_run();
  y.finish_run();
  EXPECT_EQ(x.result.outcomes[outcome_action_day], 3);
  EXPECT_EQ(y.result.outcomes[outcome_action_day], 3);
  EXPECT_EQ(x.result.outcomes[outcome_pool_tao], y.result.outcomes[outcome_pool_tao]);
  EXPECT_GT(x.result.outcomes[outcome_crash_12h], y.result.outcomes[outcome_crash_12h]);
}

TEST(Arms, DifferOnlyFromTheAttackOn) {
  Parameters none = attacked(30, false, 300), some = none;
  some.attack.budget_tao = 1000;
  EXPECT_EQ(first_difference<1>(none, some), 2);
}

TEST(Replicates, AreNotAlike) {
  Simulation<1> a(small_economy(), {1, 0, 0}), b(small_economy(), {1, 0, 1}),
      c(small_economy(), {1, 1, 0});
  EXPECT_NE(a.s().price_ema[0], b.s().price_ema[0]);
  EXPECT_NE(a.s().price_ema[0], c.s().price_ema[0]);
  EXPECT_NE(b.s().price_ema[0], c.s().price_ema[0]);
}

}  // namespace
}  // namespace taosweep
