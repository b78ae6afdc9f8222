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

// In units u = 2^-32: 0.25 * 3 u = 0.75 u falls to 0, 0.75 * 2 u = 1.5 u to 1 u.
TEST(TruncatedPriceEma, DropsWhatIsLessThanItsLastPlace) {
  constexpr double u = 0x1p-32;
  EXPECT_EQ(truncated_price_ema(2 * u, 3 * u, 0.25), u);
  EXPECT_EQ(truncated(0.5 + 0.99 * u), 0.5);
  EXPECT_EQ(truncated(0.5 + u), 0.5 + u);
  EXPECT_EQ(truncated(0.0), 0.0);
}

// It settles where an update loses what it adds, up to 2^-31/a low and on average half of that.
TEST(TruncatedPriceEma, SettlesBelowThePrice) {
  const double weight = truncated(3e-4);
  double chain = 0.3, mean = 0.3;
  for (int i = 0; i < 100000; ++i) chain = truncated_price_ema(chain, 0.123456789, weight);
  for (int i = 0; i < 1000; ++i) {
    mean = price_ema(mean, 0.123456789, weight_of_steps(weight, 100));
    mean = mean - truncation_loss(mean, weight, weight_of_steps(weight, 100));
  }
  EXPECT_GT(0.123456789 - chain, 0);
  EXPECT_LT(0.123456789 - chain, 0x1p-31 / weight);
  EXPECT_NEAR(mean, chain, 0x1p-32 / weight);
  EXPECT_EQ(truncation_loss(0.0, weight, 1.0), 0.0);
}

}  // namespace
}  // namespace taosweep
