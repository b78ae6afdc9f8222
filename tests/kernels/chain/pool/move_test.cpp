// Moves of stake between two pools, by hand.
#include "kernels/chain/pool/move.hpp"

#include <gtest/gtest.h>

namespace taosweep {
namespace {

TEST(Move, PassesThroughTaoAndPaysTwoPriceImpacts) {
  Reserves<double> i{100, 300}, j{50, 200};
  double rest = -1;
  // 100 alpha sold: 100 * 100/400 = 25 TAO; 25 TAO buy 200 * 25/75 alpha
  EXPECT_NEAR(move_stake(i, j, 100.0, 0.0, 0.0005, rest), 200.0 / 3, 1e-12);
  EXPECT_NEAR(i.tao, 75, 1e-12);
  EXPECT_NEAR(i.alpha, 400, 1e-12);
  EXPECT_NEAR(j.tao, 75, 1e-12);
  EXPECT_NEAR(j.alpha, 200 - 200.0 / 3, 1e-12);
  EXPECT_EQ(rest, 0);
}

TEST(Move, LeavesHalfOfTheFeeInEachPool) {
  Reserves<double> i{100, 300}, j{50, 200};
  double rest = -1;
  const double received = move_stake(i, j, 100.0, 2.0, 0.0005, rest);
  EXPECT_NEAR(i.tao, 100 - 25 + 1, 1e-12);
  EXPECT_NEAR(j.tao, 50 + 24, 1e-12);
  EXPECT_NEAR(received, 200.0 * 23 / 73, 1e-12);
}

TEST(Move, KeepsTaoWhole) {
  Reserves<double> i{100, 300}, j{50, 200};
  double rest = -1;
  move_stake(i, j, 37.0, 5e-5, 0.0005, rest);
  EXPECT_NEAR(i.tao + j.tao + rest, 150, 1e-12);
}

TEST(Move, DoesNotStakeAgainLessThanTheLeastStake) {
  Reserves<double> i{100, 300}, j{50, 200};
  double rest = -1;
  EXPECT_EQ(move_stake(i, j, 0.001, 5e-5, 0.0005, rest), 0);
  EXPECT_NEAR(rest, 100 * 0.001 / 300.001 - 2.5e-5, 1e-15);
  EXPECT_EQ(j.tao, 50);
  EXPECT_EQ(j.alpha, 200);
}

}  // namespace
}  // namespace taosweep
