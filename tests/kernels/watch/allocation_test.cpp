// Where emission went over a whole run, on three subnets and by hand.
#include "kernels/watch/allocation.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/kernels/watch/looked_at.hpp"

namespace taosweep {
namespace {

/// A look after which so many TAO more had been minted.
void look(LookedAt& three, double days, double minted, std::initializer_list<double> weights) {
  three.economy().money.minted += minted;
  three.look(days, weights);
}

// 100 TAO by .5 .3 .2 and 300 by 0 .5 .5 are 50, 180, 170 of 400. Equal shares want 133.3 each:
// 83.3 lie elsewhere.
TEST(Allocation, AddsUpWhatEachSubnetIsHanded) {
  LookedAt three(launch_2025_02);
  look(three, 1, 100, {0.5, 0.3, 0.2});
  look(three, 2, 300, {0, 0.5, 0.5});
  const double expected[] = {50, 180, 170};
  for (int i = 0; i < 3; ++i) EXPECT_NEAR(three.s().emitted_tao[i], expected[i], 1e-10);
  EXPECT_NEAR(three.outcome(outcome_misallocation_in_all_by_even), (400 / 3.0 - 50) / 400, 1e-12);
  EXPECT_FALSE(defined(three.outcome(outcome_misallocation_in_all_by_revenue)));
  EXPECT_FALSE(defined(three.outcome(outcome_honest_auc))) << "nobody is attacked";
}

// Earned 10 and 30 on two days: shares of .25, .75, 0 against .125, .45, .425.
TEST(Allocation, ComparesSumsWithSumsOfRevenue) {
  LookedAt three(launch_2025_02);
  three.economy().track.revenue = 1;
  three.s().revenue[0] = 10;
  three.s().earned_elsewhere[1] = 20;
  look(three, 1, 100, {0.5, 0.3, 0.2});
  three.s().revenue[0] = 0;
  three.s().earned_elsewhere[1] = 10;
  look(three, 2, 300, {0, 0.5, 0.5});
  EXPECT_EQ(three.s().earned_tao[0], 10);
  EXPECT_EQ(three.s().earned_tao[1], 30);
  EXPECT_NEAR(three.outcome(outcome_misallocation_in_all_by_revenue), 0.425, 1e-12);
}

TEST(Allocation, LeavesOutDaysWithoutEmission) {
  LookedAt three(launch_2025_02);
  look(three, 1, 100, {0, 0, 0});
  EXPECT_EQ(three.s().emitted_tao[0], 0) << "no NaN";
  EXPECT_FALSE(defined(three.outcome(outcome_misallocation_in_all_by_even)));
  look(three, 2, 300, {1, 1, 1});
  EXPECT_NEAR(three.outcome(outcome_misallocation_in_all_by_even), 0, 1e-15);
}

// Handed 50, 180, 170: against the second, which is attacked, both lose; against the first, both
// win. Attacked, it is due nothing of what equal shares say.
TEST(Allocation, TellsWhetherHonestSubnetsAreHandedMore) {
  LookedAt three(launch_2025_02);
  look(three, 1, 100, {0.5, 0.3, 0.2});
  look(three, 2, 300, {0, 0.5, 0.5});
  auto& own = three.economy().attack;
  own.start = 0;
  const_cast<Clock&>(three.economy().clock).attackers = 1;
  for (const auto& [subnet, auc] : {std::pair{1, 0.0}, {0, 1.0}, {2, 0.5}}) {
    own.subnet = subnet;
    EXPECT_EQ(three.outcome(outcome_honest_auc), auc) << subnet;
  }
  EXPECT_NEAR(three.outcome(outcome_misallocation_in_all_by_even), 1 - 0.125 - 0.45, 1e-12);
}

// Worth rises from the first to the last, weights fall but for one pair.
TEST(Allocation, OrdersEmissionByWorth) {
  LookedAt three(launch_2025_02);
  for (int i = 0; i < 3; ++i) three.s().log_worth[i] = static_cast<float>(i);
  three.look(1, {0.5, 0.2, 0.3});
  EXPECT_NEAR(three.outcome(outcome_worth_tau_b), -1 / 3.0, 1e-15);
  EXPECT_NEAR(three.outcome(outcome_worth_spearman), -0.5, 1e-15);
  three.look(2, {0.3, 0.3, 0.3});
  EXPECT_FALSE(defined(three.outcome(outcome_worth_spearman)));
}

// The least that orders may leave is 0.01.
TEST(LeastReserve, IsTheLowestOfEitherSideOnAnyLook) {
  LookedAt three(launch_2025_02);
  for (int i = 0; i < 3; ++i) three.s().tao[i] = three.s().alpha[i] = 100;
  three.s().alpha[1] = 3;
  three.look(1, {1, 1, 1});
  three.s().alpha[1] = 50;
  three.s().tao[2] = 7;
  three.look(2, {1, 1, 1});
  EXPECT_DOUBLE_EQ(three.outcome(outcome_least_reserve), 300);
  three.s().alive[0] = 0;
  three.s().tao[0] = 1;
  three.look(3, {1, 1, 1});
  EXPECT_DOUBLE_EQ(three.outcome(outcome_least_reserve), 300) << "an empty slot is no pool";
}

TEST(LeastReserve, IsUndefinedWhereNoPoolLives) {
  LookedAt three(launch_2025_02);
  for (int i = 0; i < 3; ++i) three.s().alive[i] = 0;
  three.look(1, {0, 0, 0});
  EXPECT_FALSE(defined(three.outcome(outcome_least_reserve)));
}

TEST(LeastReserve, IsUndefinedWhereTheChainKeepsNone) {
  Parameters p = three_subnets(launch_2025_02);
  p.protocol.minimum_reserve = 0;
  LookedAt three(p);
  three.look(1, {1, 1, 1});
  EXPECT_FALSE(defined(three.outcome(outcome_least_reserve)));
}

}  // namespace
}  // namespace taosweep
