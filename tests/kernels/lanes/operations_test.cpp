// What each operation means, on values that can be checked by hand.
#include "kernels/lanes/operations.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace taosweep {
namespace {

const double not_a_number = std::numeric_limits<double>::quiet_NaN();

TEST(Operations, FmaRoundsOnce) {
  const double x = 1 + 0x1p-30;
  EXPECT_EQ(fma(x, x, -(1 + 0x1p-29)), 0x1p-60);
  EXPECT_EQ(fma(1 + 0x1p-13f, 1 + 0x1p-13f, -(1 + 0x1p-12f)), 0x1p-26f);
}

TEST(Operations, MinAndMaxReturnTheSecondWhereEitherIsNan) {
  EXPECT_EQ(min(not_a_number, 2.0), 2.0);
  EXPECT_EQ(max(not_a_number, 2.0), 2.0);
  EXPECT_TRUE(std::isnan(min(2.0, not_a_number)));
  EXPECT_TRUE(std::isnan(max(2.0, not_a_number)));
}

TEST(Operations, MinAndMaxReturnTheSecondWhereBothAreEqual) {
  EXPECT_TRUE(std::signbit(max(0.0, -0.0)));
  EXPECT_FALSE(std::signbit(min(-0.0, 0.0)));
}

TEST(Operations, SelectTakesTheFirstWhereTheMaskHolds) {
  EXPECT_EQ(select(true, 1.0, 2.0), 1.0);
  EXPECT_EQ(select(false, 1.0f, 2.0f), 2.0f);
}

TEST(Operations, WideProductHasBothHalves) {
  std::uint32_t high, low;
  mul_wide(0xffffffffu, 0xffffffffu, high, low);
  EXPECT_EQ(high, 0xfffffffeu);
  EXPECT_EQ(low, 1u);
  EXPECT_EQ(mul_hi(0x80000000u, 6u), 3u);
}

TEST(Operations, PowersOfTwoAreExactOverTheWholeRange) {
  for (int n = -1022; n <= 1023; ++n) EXPECT_EQ(power_of_two(double(n)), std::ldexp(1.0, n));
  for (int n = -126; n <= 127; ++n) EXPECT_EQ(power_of_two(float(n)), std::ldexp(1.0f, n));
}

TEST(Operations, SplitNumbersMultiplyBackExactly) {
  for (double x : {1.0, 0.7, 0.70711, 1.5, 3.0, 1e-300, 1e300, 0x1p-1022, 0x1.fffffffffffffp1023}) {
    double exponent;
    const double m = split_exponent(x, exponent);
    EXPECT_EQ(std::ldexp(m, int(exponent)), x);
    EXPECT_GE(m, std::sqrt(0.5));
    EXPECT_LT(m, std::sqrt(2.0));
  }
  float exponent;
  EXPECT_EQ(split_exponent(12.0f, exponent), 0.75f);
  EXPECT_EQ(exponent, 4.0f);
}

TEST(Operations, SplitOfOneHasNoExponent) {
  double exponent;
  EXPECT_EQ(split_exponent(1.0, exponent), 1.0);
  EXPECT_EQ(exponent, 0.0);
}

}  // namespace
}  // namespace taosweep
