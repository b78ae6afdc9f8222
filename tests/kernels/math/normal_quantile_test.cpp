#include "kernels/math/normal_quantile.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace taosweep {
namespace {

/// z with Phi(z) = u in long double, by Newton's method on Phi - 1/2 in the middle and on ln Phi in
/// the tail, where each keeps its digits.
long double exact_quantile(long double u) {
  if (u > 0.5L) return -exact_quantile(1 - u);
  const long double root2 = std::sqrt(2.0L), two_pi = 8 * std::atan(1.0L);
  const bool middle = u > 0.1L;
  long double z = middle ? 0 : -std::sqrt(-2 * std::log(u));
  for (int i = 0; i < 60; ++i) {
    const long double density = std::exp(-z * z / 2) / std::sqrt(two_pi);
    const long double below = std::erfc(-z / root2) / 2;
    const long double step = middle ? (std::erf(z / root2) / 2 - (u - 0.5L)) / density
                                    : (std::log(below) - std::log(u)) * below / density;
    z -= step;
    if (std::fabs(step) <= 1e-18L * std::fabs(z)) break;
  }
  return z;
}

TEST(NormalQuantile, GivesThePublishedPercentiles) {
  EXPECT_DOUBLE_EQ(normal_quantile(0.975), 1.959963984540054);
  EXPECT_DOUBLE_EQ(normal_quantile(0.9), 1.2815515655446004);
  EXPECT_DOUBLE_EQ(normal_quantile(0.25), -0.6744897501960817);
  EXPECT_DOUBLE_EQ(normal_quantile(1e-20), -9.262340089798409);
}

TEST(NormalQuantile, IsWithinItsStatedError) {
  std::mt19937_64 bits(5);
  const auto uniform = [&] { return (static_cast<double>(bits() >> 12) + 0.5) * 0x1p-52; };
  long double largest = 0;
  for (int i = 0; i < 20000; ++i) {
    const double u = i % 4 == 0   ? std::exp(-700 * uniform())
                     : i % 4 == 1 ? 1 - std::exp(-30 * uniform())
                     : i % 4 == 2 ? 0.5 + (uniform() - 0.5) * 1e-3
                                  : uniform();
    if (u == 0.5 || u >= 1) continue;
    const long double exact = exact_quantile(u);
    largest = std::fmax(largest, std::fabs((normal_quantile(u) - exact) / exact));
  }
  EXPECT_LT(largest, 8e-16L);
  EXPECT_GT(largest, 1e-17L);
}

TEST(NormalQuantile, OfFloatsIsWithinItsStatedError) {
  long double central = 0, tail = 0;
  for (std::uint32_t i = 1; i < 1u << 24; i += i < 4096 || i > (1u << 24) - 4096 ? 2 : 1998) {
    const float u = static_cast<float>(i) * 0x1p-24f;
    const long double error = std::fabs(normal_quantile(u) - exact_quantile(u));
    long double& largest = u > 0.02f && u < 0.98f ? central : tail;
    largest = std::fmax(largest, error);
  }
  EXPECT_LT(central, 4e-7L);
  EXPECT_LT(tail, 9e-7L);
  EXPECT_GT(tail, 1e-9L);
}

TEST(NormalQuantile, IsOddAboutOneHalf) {
  EXPECT_EQ(normal_quantile(0.5), 0.0);
  EXPECT_EQ(normal_quantile(0.5f), 0.0f);
  for (int i = 1; i < 1000; i += 2) {
    const double u = i * 0x1p-12;
    EXPECT_EQ(normal_quantile(u), -normal_quantile(1 - u));
    EXPECT_EQ(normal_quantile(float(u)), -normal_quantile(float(1 - u)));
  }
}

TEST(NormalQuantile, StaysFiniteOutsideItsRange) {
  EXPECT_NEAR(normal_quantile(0.0), -37.5, 0.1);
  EXPECT_NEAR(normal_quantile(1.0), 37.5, 0.1);
  EXPECT_EQ(normal_quantile(-3.0), normal_quantile(0.0));
  EXPECT_EQ(normal_quantile(4.0), normal_quantile(1.0));
}

TEST(NormalQuantile, RisesWithItsArgument) {
  double last = -1e9;
  float last_fast = -1e9f;
  for (std::uint32_t i = 1; i < 1u << 24; i += 1022) {
    const double z = normal_quantile(i * 0x1p-24);
    const float z_fast = normal_quantile(static_cast<float>(i) * 0x1p-24f);
    EXPECT_GT(z, last);
    EXPECT_GT(z_fast, last_fast);
    last = z;
    last_fast = z_fast;
  }
}

TEST(NormalQuantile, KeepsNan) {
  EXPECT_TRUE(std::isnan(normal_quantile(std::nan(""))));
}

}  // namespace
}  // namespace taosweep
