// Distributions of the draws. Seeds are fixed, so a test that passes goes on passing; the rates
// stated are those at which a true generator would fail for a fresh seed.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "host/design/design_draw.hpp"
#include "host/design/distribution.hpp"
#include "tests/host/config_texts.hpp"

namespace taosweep {
namespace {

constexpr int n = 4096;

std::vector<double> draws_of(const std::string& key, const std::string& distribution) {
  const auto e = experiment_of("[vary]\n" + key + " = " + distribution +
                               "\n[sweep]\nseed = 11\npoints = " + std::to_string(n) + "\n");
  std::vector<double> draws;
  for (std::size_t point = 0; point < e.points.size(); ++point) draws.push_back(e.points[point][0]);
  return draws;
}

// Kolmogorov-Smirnov distance times sqrt(n) of F(draws) from the uniform distribution.
template <typename Cdf>
double distance(std::vector<double> draws, Cdf cdf) {
  std::sort(draws.begin(), draws.end());
  double largest = 0;
  for (std::size_t i = 0; i < draws.size(); ++i) {
    const double f = cdf(draws[i]);
    largest = std::max({largest, f - i / double(n), (i + 1) / double(n) - f});
  }
  return largest * std::sqrt(double(n));
}

constexpr double limit = 1.95;  // exceeded with probability 1e-3 (Kolmogorov)

double normal_cdf(double z) {
  return 0.5 * std::erfc(-z / std::sqrt(2.0));
}

TEST(Draws, UniformIsUniform) {
  EXPECT_LT(
      distance(draws_of("attack.day", "uniform(2, 10)"), [](double x) { return (x - 2) / 8; }),
      limit);
}

TEST(Draws, LoguniformIsUniformInTheLogarithm) {
  EXPECT_LT(distance(draws_of("attack.budget_tao", "loguniform(100, 20000)"),
                     [](double x) { return std::log(x / 100) / std::log(200.0); }),
            limit);
}

TEST(Draws, NormalHasItsMeanAndDeviation) {
  EXPECT_LT(distance(draws_of("attack.day", "normal(100, 10)"),
                     [](double x) { return normal_cdf((x - 100) / 10); }),
            limit);
}

TEST(Draws, LognormalHasItsMedianAndSpread) {
  EXPECT_LT(distance(draws_of("foundation.delay_days", "lognormal(12, 0.5)"),
                     [](double x) { return normal_cdf(std::log(x / 12) / 0.5); }),
            limit);
}

TEST(Draws, TriangularHasItsModeAndEnds) {
  const auto cdf = [](double x) {
    return x < 2 ? (x - 1) * (x - 1) / (5 * 1.0) : 1 - (6 - x) * (6 - x) / (5 * 4.0);
  };
  EXPECT_LT(distance(draws_of("attack.day", "triangular(1, 2, 6)"), cdf), limit);
}

// |r| sqrt(n) > 4 with probability 6e-5 for each of 10 pairs.
TEST(Draws, AxesAreUncorrelated) {
  const char* keys[] = {"attack.day", "attack.shock", "attack.budget_tao", "yield.gain",
                        "yield.rate"};
  for (const char* a : keys) {
    for (const char* b : keys) {
      if (std::string(a) >= b) continue;
      double sum = 0;
      for (int i = 0; i < n; ++i) {
        sum += (design_uniform(3, i, a) - 0.5) * (design_uniform(3, i, b) - 0.5);
      }
      EXPECT_LT(std::abs(sum * 12 / n) * std::sqrt(double(n)), 4) << a << " " << b;
    }
  }
}

TEST(Draws, QuantilesAreThoseOfTheTextbook) {
  using K = DistributionKind;
  EXPECT_DOUBLE_EQ(quantile_of({K::uniform, 2, 10}, 0.25), 4);
  EXPECT_NEAR(quantile_of({K::loguniform, 1, 100}, 0.5), 10, 1e-13);
  EXPECT_NEAR(quantile_of({K::normal, 5, 2}, 0.975), 5 + 2 * 1.959963984540054, 1e-13);
  EXPECT_NEAR(quantile_of({K::lognormal, 12, 0.5}, 0.5), 12, 1e-13);
  EXPECT_NEAR(quantile_of({K::lognormal, 1, 1}, 0.8413447460685429), std::exp(1.0), 1e-12);
  EXPECT_DOUBLE_EQ(quantile_of({K::triangular, 1, 2, 6}, 0.2), 2);
  EXPECT_DOUBLE_EQ(quantile_of({K::triangular, 0, 0, 1}, 0.75), 0.5);
}

TEST(Draws, BoundedDistributionsKeepTheirBounds) {
  using K = DistributionKind;
  for (const double u : {0x1p-53, 1 - 0x1p-53}) {
    for (const Distribution& d :
         {Distribution{K::uniform, 0.1, 0.3, 0.3}, Distribution{K::loguniform, 0.1, 0.3, 0.3},
          Distribution{K::triangular, 0.1, 0.1, 0.3}}) {
      EXPECT_GE(quantile_of(d, u), 0.1);
      EXPECT_LE(quantile_of(d, u), 0.3);
    }
  }
}

}  // namespace
}  // namespace taosweep
