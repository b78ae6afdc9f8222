#include "kernels/math/exp.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "tests/kernels/math/accuracy.hpp"

namespace taosweep {
namespace {

using math_test::all_sizes;
using math_test::between;
using math_test::largest_relative_error;

const auto exact_exp = [](long double x) { return std::exp(x); };
const auto exact_expm1 = [](long double x) { return std::expm1(x); };
const auto exp64 = [](double x) { return exp_of(x); };
const auto exp32 = [](float x) { return exp_of(x); };
const auto expm1_64 = [](double x) { return expm1_of(x); };
const auto expm1_32 = [](float x) { return expm1_of(x); };

TEST(Exp, IsWithinItsStatedErrorEverywhere) {
  EXPECT_LT(largest_relative_error<double>(200000, exp64, exact_exp, between(-708, 709)), 1.7e-16L);
  EXPECT_LT(largest_relative_error<double>(200000, exp64, exact_exp, between(-2, 2)), 1.7e-16L);
  EXPECT_LT(largest_relative_error<double>(100000, exp64, exact_exp, all_sizes(1e-18, 1)),
            1.7e-16L);
}

TEST(Exp, OfFloatsIsWithinItsStatedError) {
  EXPECT_LT(largest_relative_error<float>(200000, exp32, exact_exp, between(-87, 88)), 1.0e-7L);
  EXPECT_LT(largest_relative_error<float>(200000, exp32, exact_exp, between(-1, 1)), 1.0e-7L);
}

TEST(Expm1, KeepsItsDigitsNearZero) {
  EXPECT_LT(largest_relative_error<double>(200000, expm1_64, exact_expm1, all_sizes(1e-300, 1)),
            3e-16L);
  EXPECT_LT(largest_relative_error<double>(200000, expm1_64, exact_expm1, between(-3, 3)), 3e-16L);
  EXPECT_LT(largest_relative_error<double>(200000, expm1_64, exact_expm1, between(-708, 709)),
            3e-16L);
}

TEST(Expm1, OfFloatsKeepsItsDigitsNearZero) {
  EXPECT_LT(largest_relative_error<float>(200000, expm1_32, exact_expm1, all_sizes(1e-30, 1)),
            1.5e-7L);
  EXPECT_LT(largest_relative_error<float>(200000, expm1_32, exact_expm1, between(-3, 3)), 1.5e-7L);
}

TEST(Exp, OfZeroIsExactlyOne) {
  EXPECT_EQ(exp_of(0.0), 1.0);
  EXPECT_EQ(exp_of(-0.0), 1.0);
  EXPECT_EQ(exp_of(0.0f), 1.0f);
  EXPECT_EQ(expm1_of(0.0), 0.0);
  EXPECT_EQ(expm1_of(0.0f), 0.0f);
}

TEST(Exp, StopsAtTheEdgesOfItsRange) {
  const double inf = std::numeric_limits<double>::infinity();
  EXPECT_EQ(exp_of(inf), exp_of(709.0));
  EXPECT_EQ(exp_of(-inf), exp_of(-708.0));
  EXPECT_GT(exp_of(-inf), 0.0);
  EXPECT_LT(exp_of(inf), inf);
  EXPECT_EQ(exp_of(1e30f), exp_of(88.0f));
  EXPECT_EQ(exp_of(-1e30f), exp_of(-87.0f));
  EXPECT_EQ(expm1_of(-inf), -1.0);
}

TEST(Exp, KeepsNan) {
  EXPECT_TRUE(std::isnan(exp_of(std::numeric_limits<double>::quiet_NaN())));
  EXPECT_TRUE(std::isnan(expm1_of(std::numeric_limits<double>::quiet_NaN())));
  EXPECT_TRUE(std::isnan(exp_of(std::numeric_limits<float>::quiet_NaN())));
}

/// A hazard of 10^-12 a block acts with probability 10^-12, not with 0.
TEST(Expm1, GivesTinyProbabilitiesOfTinyHazards) {
  EXPECT_DOUBLE_EQ(-expm1_of(-1e-12), 1e-12 - 0.5e-24);
}

}  // namespace
}  // namespace taosweep
