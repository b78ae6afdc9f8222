// How far a day's returns tell those of the next, on three subnets and by hand.
#include "kernels/watch/memory.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "tests/kernels/watch/looked_at.hpp"

namespace taosweep {
namespace {

/// Looks from day 6 on, between which logarithms of prices rise by a row each.
LookedAt looked_at(const std::vector<std::vector<double>>& returns) {
  LookedAt three(launch_2025_02);
  double day = 6;
  three.look(day, {1, 1, 1});
  for (const auto& row : returns) {
    for (int i = 0; i < 3; ++i) three.s().log_price[i] += static_cast<float>(row[i]);
    three.look(++day, {1, 1, 1});
  }
  return three;
}

// From .1 .2 .3 to .2 .4 .6: in one line; and back the other way.
TEST(ReturnMemory, IsOneWhereReturnsGoOnAndMinusOneWhereTheyTurn) {
  LookedAt on = looked_at({{0.1, 0.2, 0.3}, {0.2, 0.4, 0.6}});
  EXPECT_NEAR(on.outcome(outcome_return_memory), 1, 1e-6);
  EXPECT_NEAR(on.outcome(outcome_volatility_memory), 1, 1e-6);
  LookedAt back = looked_at({{0.1, 0.2, 0.3}, {-0.1, -0.2, -0.3}});
  EXPECT_NEAR(back.outcome(outcome_return_memory), -1, 1e-6);
  EXPECT_NEAR(back.outcome(outcome_volatility_memory), 1, 1e-6) << "sizes stay";
}

// Pairs (1, 1) (1, -1) (2, 2) of a tenth: 3 4 - 4 2 over the root of (3 6 - 4 4) (3 6 - 2 2). Sizes
// 1, 1 and 2 are the same.
TEST(ReturnMemory, IsACorrelationOverPairs) {
  LookedAt three = looked_at({{0.1, 0.1, 0.2}, {0.1, -0.1, 0.2}});
  EXPECT_NEAR(three.outcome(outcome_return_memory), 4 / std::sqrt(28.0), 1e-5);
  EXPECT_NEAR(three.outcome(outcome_volatility_memory), 1, 1e-5);
}

// The first look has no return, and the first subnet opens after two of them.
TEST(ReturnMemory, BeginsWithTheSecondReturnOfASubnet) {
  LookedAt three(launch_2025_02);
  const double& pairs = three.economy().track.return_pairs.count;
  three.s().alive[0] = 0;
  three.look(7, {0, 1, 1});
  three.look(8, {0, 1, 1});
  EXPECT_EQ(pairs, 0);
  three.s().alive[0] = 1;
  three.look(9, {1, 1, 1});
  EXPECT_EQ(pairs, 2);
  three.look(10, {1, 1, 1});
  EXPECT_EQ(pairs, 2 + 3);
}

TEST(ReturnMemory, IsUndefinedWherePricesStandStill) {
  LookedAt still = looked_at({{0, 0, 0}, {0, 0, 0}});
  EXPECT_FALSE(defined(still.outcome(outcome_return_memory)));
  EXPECT_FALSE(defined(still.outcome(outcome_volatility_memory)));
}

// Prices are kept in FP32, so that equal returns differ in their last digits.
TEST(ReturnMemory, IsUndefinedWhereAllReturnsAreAlike) {
  const double rounding = 3e-8;
  LookedAt alike = looked_at({{0.1, 0.1 + rounding, 0.1}, {0.1, 0.1, 0.1 + rounding}});
  EXPECT_FALSE(defined(alike.outcome(outcome_return_memory)));
  EXPECT_FALSE(defined(alike.outcome(outcome_volatility_memory)));
}

}  // namespace
}  // namespace taosweep
