#include "kernels/chain/average/price_ema.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace taosweep {
namespace {

TEST(PriceEma, MovesByItsWeightTowardsThePrice) {
  EXPECT_DOUBLE_EQ(price_ema(0.2, 0.6, 0.25), 0.3);
  EXPECT_EQ(price_ema(1.0, 1.0, 3e-6), 1.0);
}

TEST(PriceEma, CountsPricesAboveOneAsOne) {
  EXPECT_EQ(price_ema(0.2, 50.0, 0.5), price_ema(0.2, 1.0, 0.5));
}

TEST(PriceEma, KeepsNaN) {
  EXPECT_TRUE(std::isnan(price_ema(0.2, std::nan(""), 0.5)));
}

TEST(EmaWeight, GrowsWithAge) {
  EXPECT_EQ(ema_weight(0.1, 0.0, 201600.0), 0.0);
  EXPECT_DOUBLE_EQ(ema_weight(0.1, 201600.0, 201600.0), 0.05);
  EXPECT_EQ(ema_weight(3e-6, 0.0, 0.0), 3e-6);
}

TEST(WeightOfSteps, IsThatOfTheSameStepsOneByOne) {
  double ema = 0.1;
  for (int i = 0; i < 300; ++i) ema = price_ema(ema, 0.7, 0.01);
  EXPECT_NEAR(price_ema(0.1, 0.7, weight_of_steps(0.01, 300)), ema, 1e-15);
}

TEST(WeightOfSteps, LosesNoDigitsAtSmallWeights) {
  for (int k : {0, 1, 2, 75, 300, 7200}) {
    const long double exact = -std::expm1(k * std::log1p(-static_cast<long double>(3e-6)));
    EXPECT_NEAR(weight_of_steps(3e-6, k), static_cast<double>(exact), 4e-16 * exact) << k;
  }
}

TEST(PriceEma, HalvesInThirtyTwoDaysAtLaunch) {
  EXPECT_NEAR(weight_of_steps(3e-6, 231049), 0.5, 1e-6);  // 32.09 d
}

}  // namespace
}  // namespace taosweep
