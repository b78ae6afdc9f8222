#include "kernels/math/log.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "tests/kernels/math/accuracy.hpp"

namespace taosweep {
namespace {

using math_test::all_sizes;
using math_test::between;
using math_test::largest_relative_error;

const auto exact_log = [](long double x) { return std::log(x); };
const auto exact_log1p = [](long double x) { return std::log1p(x); };
const auto log1p_64 = [](double x) { return log1p_of(x); };
const auto log1p_32 = [](float x) { return log1p_of(x); };
const auto log64 = [](double x) { return log_of(x); };
const auto log32 = [](float x) { return log_of(x); };

TEST(Log, IsWithinItsStatedErrorForAllSizes) {
  const auto any_size = [](double u) { return all_sizes(1e-307, 1e308)(u < 0.5 ? 1 - u : u); };
  EXPECT_LT(largest_relative_error<double>(200000, log64, exact_log, any_size), 1.8e-16L);
  EXPECT_LT(largest_relative_error<double>(200000, log64, exact_log, between(0.3, 3)), 1.8e-16L);
}

TEST(Log, KeepsItsDigitsNearOne) {
  const auto near_one = [](double u) { return 1 + all_sizes(1e-15, 0.4)(u); };
  EXPECT_LT(largest_relative_error<double>(300000, log64, exact_log, near_one), 1.8e-16L);
}

TEST(Log, OfFloatsIsWithinItsStatedError) {
  const auto any_size = [](double u) { return all_sizes(1e-37, 1e38)(u < 0.5 ? 1 - u : u); };
  const auto near_one = [](double u) { return 1 + all_sizes(1e-6, 0.4)(u); };
  EXPECT_LT(largest_relative_error<float>(200000, log32, exact_log, any_size), 1.0e-7L);
  EXPECT_LT(largest_relative_error<float>(300000, log32, exact_log, near_one), 1.0e-7L);
}

TEST(Log1p, KeepsItsDigitsNearZero) {
  const auto positive = [](double u) { return std::fabs(all_sizes(1e-300, 1e300)(u)); };
  EXPECT_LT(largest_relative_error<double>(300000, log1p_64, exact_log1p, all_sizes(1e-18, 0.9999)),
            2.6e-16L);
  EXPECT_LT(largest_relative_error<double>(300000, log1p_64, exact_log1p, positive), 2.6e-16L);
  EXPECT_LT(largest_relative_error<double>(300000, log1p_64, exact_log1p, between(-0.999, 8)),
            2.6e-16L);
  EXPECT_EQ(log1p_of(0.0), 0.0);
  EXPECT_EQ(log1p_of(-0x1p-1074), -0x1p-1074);
}

TEST(Log1p, OfFloatsKeepsItsDigitsNearZero) {
  EXPECT_LT(largest_relative_error<float>(300000, log1p_32, exact_log1p, all_sizes(1e-9, 0.99)),
            1.6e-7L);
  EXPECT_LT(largest_relative_error<float>(300000, log1p_32, exact_log1p, between(0, 1000)),
            1.6e-7L);
}

TEST(Log1p, ReadsWhatIsNotAboveMinusOneAsLogDoes) {
  EXPECT_EQ(log1p_of(-1.0), log_of(0.0));
  EXPECT_LT(log1p_of(-2.0), -700.0);
  EXPECT_TRUE(std::isnan(log1p_of(std::numeric_limits<double>::quiet_NaN())));
}

TEST(Log, OfOneIsExactlyZero) {
  EXPECT_EQ(log_of(1.0), 0.0);
  EXPECT_EQ(log_of(1.0f), 0.0f);
}

TEST(Log, ReadsZeroAndNegativeNumbersAsTheSmallestNormal) {
  for (double x : {0.0, -0.0, -1.0, -1e300, 0x1p-1074})
    EXPECT_EQ(log_of(x), log_of(0x1p-1022)) << x;
  EXPECT_NEAR(log_of(0.0), -708.396, 1e-3);
  EXPECT_EQ(log_of(0.0f), log_of(0x1p-126f));
}

TEST(Log, OfWhatIsNotFiniteIsNan) {
  EXPECT_TRUE(std::isnan(log_of(std::numeric_limits<double>::quiet_NaN())));
  EXPECT_TRUE(std::isnan(log_of(std::numeric_limits<double>::infinity())));
  EXPECT_TRUE(std::isnan(log_of(-std::numeric_limits<double>::infinity())));
  EXPECT_TRUE(std::isnan(log_of(std::numeric_limits<float>::quiet_NaN())));
}

}  // namespace
}  // namespace taosweep
