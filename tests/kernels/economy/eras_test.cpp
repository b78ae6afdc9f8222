// What later rules of the chain do to an economy, and a schedule inside one.
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "tests/at_hand.hpp"
#include "tests/kernels/economy_fixture.hpp"

namespace taosweep {
namespace {

constexpr const Rules &launch = launch_2025_02, &fixed = fixed_2025_02, &march = launch_2025_03;

Parameters under(const Schedule& schedule) {
  Parameters p = small_economy();
  p.schedule = schedule;
  return p;
}

double sum_of(const double* values, int count) {
  return std::accumulate(values, values + count, 0.0);
}

// Over-issue, then less than is there, then what is there.
TEST(Dividends, BalanceFromMarchOn) {
  Simulation<1> economy(under({1, {{0, march}}}));
  EXPECT_EQ(economy.finish_run().status, Status::ok);
  EXPECT_EQ(sum_of(economy.s().over_issued, 30), 0);
  EXPECT_EQ(sum_of(economy.s().unallocated, 30), 0);
  EXPECT_LE(economy.result.outcomes[outcome_alpha_residual], 1e-12);

  Simulation<1> before(under({1, {{0, fixed}}}));
  before.finish_run();
  EXPECT_GT(sum_of(before.s().unallocated, 30), 1);
}

// Nobody's alpha is staked: what is not root's has no holder, and is not lost from the ledger.
TEST(Dividends, ThatBalanceAreNobodysWhereNoAlphaIsStaked) {
  Parameters p = under({1, {{0, march}}});
  p.validators.alpha_staked = 0;
  Simulation<1> economy(p);
  EXPECT_EQ(economy.finish_run().status, Status::ok);
  EXPECT_GT(sum_of(economy.s().unallocated, 30), 0);
  EXPECT_LE(economy.result.outcomes[outcome_alpha_residual], 1e-12);
}

TEST(Schedule, ChangesNothingBeforeItsDayAndSomethingAfter) {
  Simulation<1> stays(under({1, {{0, launch}}}));
  Simulation<1> changes(under({2, {{0, launch}, {7, fixed}}}));
  const auto same = [&] {
    return std::equal(stays.s().held[cohort_value], stays.s().held[cohort_value] + 30,
                      changes.s().held[cohort_value]);
  };
  stays.run_to_day(7);
  changes.run_to_day(7);
  EXPECT_TRUE(same());
  EXPECT_EQ(sum_of(changes.s().unallocated, 30), 0);
  stays.run_to_day(9);
  changes.run_to_day(9);
  EXPECT_FALSE(same());
  EXPECT_GT(sum_of(changes.s().unallocated, 30), 0);
  EXPECT_EQ(sum_of(stays.s().unallocated, 30), 0);
}

// An economy that is stopped on the way goes on under the rules of its block.
TEST(Schedule, IsFollowedByAnInterruptedEconomy) {
  const Parameters p = under({3, {{0, launch}, {7, fixed}, {9, march}}});
  Simulation<1> whole(p), parts(p);
  whole.run_to_day(12);
  for (const double day : {6.5, 7.0, 8.0, 9.5, 12.0}) parts.run_to_day(day);
  for (int i = 0; i < 30; ++i) {
    EXPECT_EQ(whole.s().tao[i], parts.s().tao[i]) << i;
    EXPECT_EQ(whole.s().price_ema[i], parts.s().price_ema[i]) << i;
  }
}

// weight 3e-4 against 3e-6: the average has reached the price within days.
TEST(PriceAverage, IsFastFromItsDayOn) {
  Parameters p = under({1, {{0, march}}});
  p.protocol.average_fast_day = 10;
  p.network.age_days = 365;  // warm
  Simulation<1> economy(p);
  const auto gap = [&] {
    double sum = 0;
    for (int i = 0; i < 30; ++i)
      sum += std::abs(std::log(economy.s().price_ema[i] / std::min(1.0, economy.price(i))));
    return sum / 30;
  };
  economy.run_to_day(10);
  const double slow = gap();
  economy.run_to_day(20);
  EXPECT_LT(gap(), slow / 2);
}

Parameters fresh_under(const Schedule& schedule) {
  Parameters p = under(schedule);
  p.attack.mode = AttackMode::meme_holders;
  p.attack.subnet = AttackSubnet::fresh;
  p.attack.day = 2;
  p.foundation.acts = false;
  return p;
}

// 50401 blocks are 7 days and one block: from day 9 on, at the first step of 300 after it.
TEST(FreshSubnet, IsEmittedToOnceItMayBeStarted) {
  Parameters p = fresh_under({1, {{0, march}}});
  p.attack.budget_tao = 0;
  p.time.fine_days = 0;
  Simulation<1> economy(p);
  economy.run_to_day(9);
  EXPECT_EQ(economy.s().alive[30], 1);
  EXPECT_EQ(economy.s().price_ema[30], 0);
  EXPECT_EQ(economy.s().issued[30], 1) << "its pool alone";
  economy.run_to_day(10);
  EXPECT_GT(economy.s().issued[30], 1);
  EXPECT_GT(economy.s().price_ema[30], 0);
  EXPECT_EQ(economy.finish_run().status, Status::ok);

  Simulation<1> at_launch(fresh_under({1, {{0, launch}}}));
  at_launch.run_to_day(3);
  EXPECT_GT(at_launch.s().issued[30], 1) << "at launch it was emitted to at once";
}

// t_i = E p_i / sum p in the first block: all pools are 1 : 1, so everybody gets the same.
TEST(SpotPriceShare, IsEqualAtTheLaunch) {
  Parameters p = small_economy();
  p.protocol.share = Shares::rule<SpotPriceShare>();
  p.capital.burst_tao = p.capital.drip_tao_per_day = 0;
  p.time.step_blocks = p.time.signal_blocks = 1;
  Simulation<1> economy(p);
  economy.run_to(1);
  // 1 + 1/30, less the sale for root, which is the same everywhere.
  for (int i = 1; i < 30; ++i) EXPECT_EQ(economy.s().tao[i], economy.s().tao[0]) << i;
  EXPECT_NEAR(economy.scalars().money.minted, 1, 1e-15);
}

class EveryBackEndUnderMarch : public OnEachBackEnd {};

TEST_P(EveryBackEndUnderMarch, GivesTheSameBits) {
  Parameters p = fresh_under({3, {{0, launch}, {5.3, fixed}, {8, march}}});
  p.protocol.average_fast_day = 11;
  p.protocol.share = Shares::rule<SpotPriceShare>();
  Simulation<1> reference(p), other(p, {1, 0, 0}, GetParam());
  reference.finish_run();
  other.finish_run();
  for (int i = 0; i < outcome_count; ++i) {
    const double a = reference.result.outcomes[i], b = other.result.outcomes[i];
    EXPECT_TRUE(a == b || (a != a && b != b)) << outcome_table[i].name;
  }
}

INSTANTIATE_TEST_SUITE_P(Isa, EveryBackEndUnderMarch, on_each_back_end(), name_of_isa);

}  // namespace
}  // namespace taosweep
