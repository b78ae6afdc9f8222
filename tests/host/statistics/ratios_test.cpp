// Intervals of ratios and of two independent samples, on numbers that can be checked by hand.
#include <gmock/gmock.h>

#include <cmath>

#include "host/statistics/comparison.hpp"
#include "host/statistics/paired_flags.hpp"
#include "host/statistics/ratios.hpp"
#include "host/statistics/two_samples.hpp"

namespace taosweep {
namespace {

using testing::HasSubstr;

constexpr double z = 1.959963984540054;

TEST(FiellerInterval, IsThatOfTheArmOverABaselineThatIsKnown) {
  const Interval ends = fieller_interval({10, 5, 1, 0, 0}, -2, 2);
  EXPECT_DOUBLE_EQ(ends.low, 8 / 5.0);
  EXPECT_DOUBLE_EQ(ends.high, 12 / 5.0);
}

TEST(FiellerInterval, EndsLieWhereTheDifferenceIsAsManyOfItsErrorsFromZero) {
  const TwoMeans means{3, 2, 0.04, 0.09, 0.03};
  const Interval ends = fieller_interval(means, -2, 3);
  const auto errors = [&](double r) {
    return (3 - 2 * r) / std::sqrt(0.04 - 2 * r * 0.03 + r * r * 0.09);
  };
  EXPECT_NEAR(errors(ends.low), 3, 1e-9);
  EXPECT_NEAR(errors(ends.high), -2, 1e-9);
}

TEST(FiellerInterval, IsNoneWhereTheBaselineIsNotClearlyAboveZero) {
  EXPECT_TRUE(std::isnan(fieller_interval({3, 0.5, 0.04, 0.09, 0}, -2, 2).low));
}

TEST(RatioScore, OfPairsThatAllAgreeHasTheEndsThatFollowByHand) {
  // q = 0 above 1, so that x (r - 1) = z^2;  below, x (1 - r) / r = z^2.
  const Interval ends = ratio_score_interval(10, 0, 0, 40);
  EXPECT_NEAR(ends.high, 1 + z * z / 10, 1e-9);
  EXPECT_NEAR(ends.low, 10 / (10 + z * z), 1e-9);
}

TEST(RatioScore, TurnsWithItsArms) {
  const Interval forth = ratio_score_interval(8, 6, 2, 50),
                 back = ratio_score_interval(8, 2, 6, 50);
  EXPECT_NEAR(forth.low * back.high, 1, 1e-9);
  EXPECT_NEAR(forth.high * back.low, 1, 1e-9);
}

TEST(ExactInterval, OfNoOnesIsAsWideAsTheyCanBeMissed) {
  const Interval ends = exact_interval(0, 20);
  EXPECT_EQ(ends.low, 0);
  EXPECT_NEAR(std::pow(1 - ends.high, 20), 0.025, 1e-12);
  EXPECT_NEAR(exact_interval(1, 20).low, 1 - ends.high, 1e-12);
}

TEST(IndependentEstimates, AddTheirErrorsInSquares) {
  const Interval ends = independent_difference({0.5, {0.2, 0.6}}, {0.25, {0.125, 0.65}});
  EXPECT_NEAR(ends.low, 0.25 - 0.5, 1e-12);  // sqrt(0.3^2 + 0.4^2)
  EXPECT_NEAR(ends.high, 0.25 + std::hypot(0.1, 0.125), 1e-12);
}

TEST(IndependentEstimates, HaveTheRatioOfTheArmsEndsWhereTheBaselineIsKnown) {
  const Interval ends = independent_ratio({0.5, {0.2, 0.6}}, {0.25, {0.25, 0.25}});
  EXPECT_NEAR(ends.low, 0.8, 1e-12);
  EXPECT_NEAR(ends.high, 2.4, 1e-12);
  EXPECT_TRUE(std::isnan(independent_ratio({0.5, {0.2, 0.6}}, {0, {0, 0.25}}).low));
}

SampledValues counted(int n, double first, double step) {
  SampledValues sample;
  for (int i = 0; i < n; ++i) {
    sample.values.push_back(first + step * i);
    sample.clusters.push_back(i);
  }
  return sample;
}

TEST(CompareSamples, OfEvenSpacingsIsWelchsInterval) {
  // s^2 = 6 and 6 * 4 over 0..7 and 2 * (0..7): v = 0.75 + 3, f = v^2 / ((0.75^2 + 3^2) / 7).
  const Comparison found = compare_samples(counted(8, 10, 1), counted(8, 0, 2), {});
  const double v = 3.75, f = v * v / ((0.75 * 0.75 + 9) / 7);
  EXPECT_EQ(found.method, "Welch");
  EXPECT_DOUBLE_EQ(found.difference, 6.5);
  EXPECT_NEAR(found.bounds.high, 6.5 + t_quantile_at(0.975, f) * std::sqrt(v), 1e-9);
}

TEST(CompareSamples, SaysWhyNothingIsSaid) {
  const SampledValues few = counted(7, 1, 1), many = counted(20, 1, 1), below = counted(20, -3, 1);
  EXPECT_THAT(compare_samples(few, many, {}).refusal, HasSubstr("7 values of the arm"));
  ComparedAs ratio;
  ratio.ratio = true;
  EXPECT_THAT(compare_samples(many, below, ratio).refusal, HasSubstr("below 0"));
  EXPECT_THAT(compare_samples(many, counted(20, 0, 0), ratio).refusal,
              HasSubstr("is 0 everywhere"));
  EXPECT_THAT(compare_samples(many, counted(20, 5, 0), {}).refusal,
              HasSubstr("the baseline has 0 of 20 independent units beside"));
}

TEST(ComparePairs, WhoseRatioIsRoundingSaysThatAndNotThatTheBaselineIsNearZero) {
  PairedValues pairs;
  for (int i = 0; i < 16; ++i) {
    const double value = 1 + i % 2 * 1e-16 + i * 1e-15;
    pairs.arm.push_back(value * (1 + i % 3 * 2.3e-16));
    pairs.baseline.push_back(value);
    pairs.clusters.push_back(i);
  }
  ComparedAs ratio;
  ratio.ratio = true;
  const Comparison found = compare_pairs(pairs, ratio);
  EXPECT_THAT(found.refusal, HasSubstr("rounding alone"));
}

}  // namespace
}  // namespace taosweep
