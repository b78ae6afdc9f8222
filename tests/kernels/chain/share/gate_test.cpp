#include "kernels/chain/share/gate.hpp"

#include <gtest/gtest.h>

#include "kernels/chain/share/factors.hpp"

namespace taosweep {
namespace {

// w = 0.2 at a bar of 0.1: over = 1/2, 0.2/(1 + 1/8); at the bar itself half is left.
TEST(Gate, PressesWhatStandsBelowTheBar) {
  EXPECT_DOUBLE_EQ(gated(0.2, 0.1, 3), 0.2 / 1.125);
  EXPECT_DOUBLE_EQ(gated(0.1, 0.1, 3), 0.05);
  EXPECT_DOUBLE_EQ(gated(0.05, 0.1, 3), 0.05 / 9);
  EXPECT_DOUBLE_EQ(gated(0.05, 0.1, 1), 0.05 / 3);
}

TEST(Gate, LeavesNothingAtNothingAndEverythingWithoutABar) {
  EXPECT_EQ(gated(0.0, 0.1, 3), 0);
  EXPECT_EQ(gated(0.3, 0.0, 3), 0.3);
}

TEST(Gate, LooksItsBarUpInBlocksThat360Divides) {
  EXPECT_TRUE(bar_due(0, 1));
  EXPECT_FALSE(bar_due(1, 1));
  EXPECT_FALSE(bar_due(1, 359)) << "blocks 1 to 359";
  EXPECT_TRUE(bar_due(1, 360));
  EXPECT_TRUE(bar_due(720, 25));
}

TEST(BurnFactor, LeavesWhatIsNotBurned) {
  EXPECT_EQ(burn_factor(0.25), 0.75);
  EXPECT_EQ(burn_factor(1.5), 0) << "more than all";
}

}  // namespace
}  // namespace taosweep
