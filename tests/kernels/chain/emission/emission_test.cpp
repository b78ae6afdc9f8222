#include <gtest/gtest.h>

#include "kernels/chain/emission/owner_cut.hpp"
#include "kernels/chain/injection/launch.hpp"
#include "kernels/chain/root/root_dividend.hpp"
#include "kernels/chain/root/tao_weight.hpp"
#include "kernels/chain/share/share.hpp"

namespace taosweep {
namespace {

TEST(TaoShare, FollowsThePriceAverages) {
  EXPECT_DOUBLE_EQ(tao_share(1.0, 0.2, 0.8), 0.25);
  EXPECT_EQ(tao_share(1.0, 0.0, 0.8), 0.0);
}

TEST(TaoShare, IsNothingWithoutAnyAverage) {
  EXPECT_EQ(tao_share(1.0, 0.0, 0.0), 0.0);
}

TEST(AlphaInjection, LeavesThePriceAloneBelowTheCap) {
  const double tao = 40, alpha = 800, tao_in = 0.01;
  const double alpha_in = alpha_injection(1 / tao, tao_in, alpha, 1.0);
  EXPECT_DOUBLE_EQ(alpha_in, 0.2);
  EXPECT_DOUBLE_EQ((tao + tao_in) / (alpha + alpha_in), tao / alpha);
}

TEST(AlphaInjection, LiftsThePriceAtTheCap) {
  const double tao = 1, alpha = 1000, tao_in = 0.5;  // at the price: 500 alpha
  const double alpha_in = alpha_injection(1 / tao, tao_in, alpha, 1.0);
  EXPECT_EQ(alpha_in, 1.0);
  EXPECT_GT((tao + tao_in) / (alpha + alpha_in), tao / alpha);
}

TEST(AlphaInjection, GivesAnEmptyPoolTheWholeCap) {
  EXPECT_EQ(alpha_injection(0.0, 0.1, 10.0, 0.5), 0.5);
  EXPECT_EQ(alpha_injection(0.1, 0.1, 0.0, 0.5), 0.5);
}

TEST(AlphaSplit, IsEighteenFortyOneFortyOne) {
  const double owner = owner_cut(1.0, 11796.0 / 65535.0);
  EXPECT_NEAR(owner, 0.18, 5e-6);
  EXPECT_NEAR((1 - owner) / 2, 0.41, 3e-6);
}

TEST(RootAlpha, IsHalfOfRootsShare) {
  EXPECT_EQ(root_proportion(1.0, 1.0, 3.0), 0.25);
  EXPECT_EQ(root_alpha(0.25, 1.0), 0.125);
  EXPECT_EQ(root_proportion(0.0, 0.18, 0.0), 0.0);
}

TEST(RootProportion, IsNinetyFiveAndTwentyOnePercentOnDaysSevenAnd365) {
  // 7200 alpha a day for 30 days, 11435 a day after that, 5.93 M TAO on root.
  const double w = tao_weight_of(launch_tao_weight_u64);
  EXPECT_NEAR(w, 0.18, 1e-15);
  EXPECT_NEAR(root_proportion(5.93e6, w, 7 * 7200.0), 0.955, 5e-4);
  EXPECT_NEAR(root_proportion(5.93e6, w, 30 * 7200.0 + 335 * 11435.0), 0.209, 5e-4);
}

}  // namespace
}  // namespace taosweep
