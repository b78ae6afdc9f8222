// What mining elsewhere pays, who keeps it, and what cost it leaves to alpha.
#include "kernels/cohorts/mining.hpp"

#include <gtest/gtest.h>

namespace taosweep {
namespace {

TEST(ReturnElsewhere, IsThetaForTheFirstAndFallsWithEverybodysCost) {
  EXPECT_EQ(return_elsewhere(1.5, 100, 0), 1.5);
  EXPECT_EQ(return_elsewhere(1.5, 100, 50), 1.0);
  EXPECT_EQ(return_elsewhere(1.5, 100, 300), 0.375);
}

// theta W C/(W + C): however many come, all of them together get less than theta W.
TEST(ReturnElsewhere, PaysAllTogetherNoMoreThanThereIs) {
  EXPECT_LE(1e12 * return_elsewhere(1.5, 100, 1e12), 150);
  EXPECT_GE(1e12 * return_elsewhere(1.5, 100, 1e12), 149.99);
}

// The three designs of TaoHash, and coin that is lost.
TEST(CapturedPart, IsThatOfEachDesign) {
  struct Row {
    double kept, captured, expected;
  };
  for (const Row& row :
       {Row{0, 1, 1}, Row{0, 0.25, 0.25}, Row{0.98, 1, 0.02}, Row{1, 1, 0}, Row{0, 0, 0}}) {
    Parameters p;
    p.mining.kept = row.kept;
    p.mining.captured = row.captured;
    EXPECT_NEAR(captured_part(p), row.expected, 1e-15);
  }
}

TEST(CostLeftToAlpha, IsWhatMinersDoNotKeepOfTheirIncome) {
  EXPECT_EQ(cost_left_to_alpha(100.0, 0, 80.0), 100);
  EXPECT_EQ(cost_left_to_alpha(100.0, 0.5, 80.0), 60);
  EXPECT_EQ(cost_left_to_alpha(100.0, 1, 80.0), 20);
  EXPECT_EQ(cost_left_to_alpha(100.0, 1, 150.0), 0) << "no more than all";
}

// Elsewhere 100, a bonus of 5 % of it, pay 40: 5 are paid and 35 burned. Nothing is burned of what
// the bonus covers, and everything where nothing is earned elsewhere.
TEST(MiningBonus, BurnsWhatOfThePayIsBeyondIt) {
  EXPECT_NEAR(burned_beyond_bonus(0.05, 100.0, 40.0), 35.0 / 40, 1e-15);
  EXPECT_EQ(burned_beyond_bonus(0.5, 100.0, 40.0), 0);
  EXPECT_EQ(burned_beyond_bonus(0.05, 0.0, 40.0), 1);
  EXPECT_EQ(burned_beyond_bonus(0.05, 100.0, 0.0), 0) << "no pay";
}

}  // namespace
}  // namespace taosweep
