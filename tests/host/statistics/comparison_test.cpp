// Paired differences by hand, and against published examples.
#include <gmock/gmock.h>

#include <cmath>

#include "host/statistics/clustered_shares.hpp"
#include "host/statistics/comparison.hpp"
#include "host/statistics/means.hpp"
#include "host/statistics/paired_flags.hpp"
#include "host/statistics/skewed_means.hpp"
#include "kernels/register/registry.hpp"

namespace taosweep {
namespace {

using testing::HasSubstr;

constexpr double z = 1.959963984540054;

TEST(ScoreInterval, IsThatOfTheRatingsOfThePrimeMinister) {
  // A. Agresti, Y. Min (2005), and Agresti, Categorical Data Analysis: 1600 people asked twice, 794
  // and 570 keep their view, 150 and 86 change it. Difference 0.04, 95 % between 0.021 and 0.059.
  const Interval interval = score_interval(150, 86, 1600);
  EXPECT_NEAR(interval.low, 0.021, 5e-4);
  EXPECT_NEAR(interval.high, 0.059, 5e-4);
}

TEST(ScoreInterval, HasWidthWhereAllPairsAgree) {
  const Interval interval = score_interval(0, 0, 24);
  EXPECT_NEAR(interval.high, z * z / (24 + z * z), 1e-12);
  EXPECT_NEAR(interval.low, -interval.high, 1e-12);
}

TEST(ScoreInterval, ExcludesNoDifferenceWhereMcNemarDoes) {
  // McNemar's chi-square (b - c)^2 / (b + c) against 3.84: 10 and 3 give 3.77, 11 and 3 give 4.57.
  EXPECT_LT(score_interval(10, 3, 50).low, 0);
  EXPECT_GT(score_interval(11, 3, 50).low, 0);
}

/// log of the likelihood of b, c of n at the difference d and p_01 = q.
double likelihood(double b, double c, double n, double d, double q) {
  return b * std::log(q + d) + c * std::log(q) + (n - b - c) * std::log(1 - 2 * q - d);
}

TEST(ScoreInterval, EndsWhereTheLikeliestTableIsJustRefused) {
  // The same end by a search for the likeliest table.
  const double b = 9, c = 4, n = 40, d = score_interval(b, c, n).high;
  double best = 0;
  for (double q = 1e-5; q < (1 - d) / 2; q += 1e-5)
    if (best == 0 || likelihood(b, c, n, d, q) > likelihood(b, c, n, d, best)) best = q;
  const double error = std::sqrt(n * (2 * best + d - d * d));
  EXPECT_NEAR((n * d - (b - c)) / error, z, 1e-3);
}

TEST(EffectiveNumber, IsThatOfTheValuesWithoutClusters) {
  const std::vector<double> flags{1, 0, 1, 0, 1, 0, 1, 0};
  EXPECT_EQ(effective_number(flags, std::vector<std::int32_t>{0, 1, 2, 3, 4, 5, 6, 7}), 8);
}

TEST(EffectiveNumber, CountsClustersThatAllAgreeOnceAndPaysForTheirNumber) {
  // 8 clusters of 4 equal flags: the variance ratio is 8/7 4 31/32, and t of 7 degrees is 2.3646.
  std::vector<double> flags;
  std::vector<std::int32_t> clusters;
  for (int i = 0; i < 32; ++i) {
    flags.push_back(i / 4 % 2);
    clusters.push_back(i / 4);
  }
  EXPECT_NEAR(effective_number(flags, clusters),
              32 / (8 / 7.0 * 4 * 31 / 32) * std::pow(z / 2.364624, 2), 1e-5);
}

TEST(EffectiveNumber, TakesNoMoreThanAValueAClusterWhereFewHoldAOne) {
  // 16 clusters of 4, one flag set: the variance ratio is below 1, and known from one cluster.
  std::vector<double> flags(64, 0);
  flags[0] = 1;
  std::vector<std::int32_t> clusters;
  for (int i = 0; i < 64; ++i) clusters.push_back(i / 4);
  EXPECT_NEAR(effective_number(flags, clusters), 16 * std::pow(z / 2.131450, 2), 1e-5);
}

TEST(ShareOf, IsKornAndGraubardsEffectiveNumberInWilsonsInterval) {
  // The same, half set: (1 +- z / sqrt(n_eff + z^2)) / 2.
  std::vector<double> flags;
  std::vector<std::int32_t> clusters;
  for (int i = 0; i < 32; ++i) {
    flags.push_back(i / 4 % 2);
    clusters.push_back(i / 4);
  }
  const Share share = share_of(flags, clusters);
  const double n = 32 / (8 / 7.0 * 4 * 31 / 32) * std::pow(z / 2.364624, 2);
  EXPECT_EQ(share.share, 0.5);
  EXPECT_NEAR(share.bounds.low, (1 - z / std::sqrt(n + z * z)) / 2, 1e-6);
}

TEST(UnitValues, HaveTheMeanAndTheClusteredErrorOfAllValues) {
  const std::vector<double> values{1, 4, 2, 8, 5, 7, 0, 3};
  const std::vector<std::int32_t> clusters{3, 3, 3, 9, 9, 1, 1, 5};
  const Mean units = mean_of(unit_values(values, clusters));
  const Mean all = clustered_mean(values, clusters);
  EXPECT_NEAR(units.mean, all.mean, 1e-14);
  EXPECT_NEAR(units.standard_error, all.standard_error, 1e-14);
  EXPECT_EQ(units.n, 4);
}

TEST(SkewOf, IsThatOfACoin) {
  // One of four: m_3 = p q (q - p), g = (q - p) / sqrt(p q) = 0.5 / sqrt(3/16).
  EXPECT_NEAR(skew_of(std::vector<double>{0, 0, 0, 1}), 0.5 / std::sqrt(3.0 / 16), 1e-14);
  EXPECT_TRUE(std::isnan(skew_of(std::vector<double>{2, 2, 2})));
}

TEST(MeanInterval, IsStudentsWhereValuesAreSymmetric) {
  // -4 .. 4 without 0: mean 0, s^2 = 60/7.
  const MeanInterval found =
      mean_interval(std::vector<double>{-4, -3, -2, -1, 1, 2, 3, 4}, "", 0.95);
  EXPECT_EQ(found.method, "t");
  EXPECT_NEAR(found.bounds.high, 2.364624 * std::sqrt(60.0 / 7 / 8), 1e-5);
}

TEST(MeanInterval, IsNeverNarrowerThanStudentsAndReachesFartherTowardsTheTail) {
  std::vector<double> values;
  for (int i = 0; i < 100; ++i) values.push_back(-std::log((i + 0.5) / 100));
  const MeanInterval found = mean_interval(values, "a", 0.95);
  const Mean mean = mean_of(values);
  const Interval student = t_interval(mean.mean, mean.standard_error, 99);
  EXPECT_EQ(found.method, "bootstrap-t");
  EXPECT_LE(found.bounds.low, student.low);
  EXPECT_GT(found.bounds.high, student.high + 0.1 * mean.standard_error);
  EXPECT_EQ(mean_interval(values, "a", 0.95).bounds.high, found.bounds.high) << "same key";
  EXPECT_NE(mean_interval(values, "b", 0.95).bounds.high, found.bounds.high) << "other key";
}

TEST(MeanInterval, IsRefusedWithAReason) {
  const auto reason = [](const std::vector<double>& units) {
    const MeanInterval found = mean_interval(units, "", 0.95);
    EXPECT_TRUE(std::isnan(found.bounds.low) && found.method.empty());
    return found.refusal;
  };
  EXPECT_THAT(reason(std::vector<double>(7, 1)), HasSubstr("fewer than 8"));
  EXPECT_THAT(reason(std::vector<double>(9, 2)), HasSubstr("the same value"));
  EXPECT_THAT(reason(std::vector<double>(9, 0)), HasSubstr("none of 9"));
  std::vector<double> few(20, 0.0);
  few[3] = few[7] = 1;
  EXPECT_THAT(reason(few), HasSubstr("only 2 of 20"));
  std::vector<double> skewed(64, 1.0);
  skewed[5] = 1e6;
  EXPECT_THAT(reason(skewed), HasSubstr("skew 7.8"));
}

PairedValues pairs_of(const std::vector<double>& arm, const std::vector<double>& baseline) {
  PairedValues pairs{arm, baseline, {}, {}, {}};
  for (std::size_t i = 0; i < arm.size(); ++i)
    pairs.clusters.push_back(static_cast<std::int32_t>(i));
  return pairs;
}

TEST(ComparePairs, CountsBetterAndTiesApart) {
  // Less is better: 3 of 10 pairs are lower, 2 equal.
  const std::vector<double> arm{1, 1, 1, 5, 5, 9, 9, 9, 9, 9};
  const Comparison found =
      compare_pairs(pairs_of(arm, std::vector<double>(10, 5)), {false, -1, "", false, false});
  EXPECT_EQ(found.n, 10);
  EXPECT_DOUBLE_EQ(found.better, 0.3);
  EXPECT_DOUBLE_EQ(found.ties, 0.2);
  EXPECT_NEAR(found.better_bounds.low, wilson_interval(0.3, 10).low, 1e-12);
}

TEST(ComparePairs, LeavesOutPairsOfWhichOneIsUndefined) {
  std::vector<double> arm{2, 3, 4, 5, 6, 7, 8, 9, 10}, baseline(9, 1);
  arm[0] = no_number;
  const Comparison found = compare_pairs(pairs_of(arm, baseline), {false, 1, "", false, false});
  EXPECT_EQ(found.n, 8);
  EXPECT_EQ(found.difference, 5.5);
  arm[1] = no_number;
  const Comparison refused = compare_pairs(pairs_of(arm, baseline), {false, 1, "", false, false});
  EXPECT_TRUE(std::isnan(refused.difference) && std::isnan(refused.bounds.low));
  EXPECT_THAT(refused.refusal, HasSubstr("7 pairs from 7 independent units"));
}

TEST(ComparePairs, TellsFlagsThatAgreeByChanceFromThoseThatMust) {
  const std::vector<double> flags{0, 1, 0, 1, 0, 1, 0, 1};
  const Comparison chance = compare_pairs(pairs_of(flags, flags), {true, 1, "", false, false});
  EXPECT_LT(chance.bounds.low, chance.bounds.high);
  EXPECT_EQ(chance.method, "Tango");
  const Comparison must = compare_pairs(pairs_of(flags, flags), {true, 1, "", false, true});
  EXPECT_EQ(must.method, equal_by_construction);
  EXPECT_TRUE(std::isnan(must.bounds.low));
  EXPECT_EQ(decides(outcome_root_controls), outcome_root_margin);
  EXPECT_EQ(decides(outcome_crash_hours_50_observed), outcome_crash_hours_50);
  EXPECT_EQ(decides(outcome_takeover_spot_10), -1);
}

TEST(ComparePairs, KnowsNumbersThatAreEqualBitForBitInManyValues) {
  const std::vector<double> eight{1, 2, 3, 4, 5, 6, 7, 8}, few{1, 1, 1, 1, 1, 1, 1, 2};
  EXPECT_TRUE(equal_bit_for_bit(eight, eight));
  EXPECT_FALSE(equal_bit_for_bit(few, few));
  EXPECT_EQ(compare_pairs(pairs_of(eight, eight), {false, 1, "", false, false}).method,
            equal_by_construction);
  EXPECT_THAT(compare_pairs(pairs_of(few, few), {false, 1, "", false, false}).refusal,
              HasSubstr("none of 8"));
}

TEST(ComparePairs, CountsTimesUpToTheFirstCensoring) {
  // The arm's last time is censored at 6, so 7 and 9 of the baseline count as 6 too.
  PairedValues pairs = pairs_of({1, 2, 3, 4, 5, 6, 6, 6}, {2, 4, 5, 6, 7, 9, 7, 8});
  pairs.arm_seen = {1, 1, 1, 1, 1, 1, 1, 0};
  pairs.baseline_seen = std::vector<double>(8, 1);
  const Comparison found = compare_pairs(pairs, {false, -1, "", false, false});
  EXPECT_EQ(found.horizon, 6);
  EXPECT_DOUBLE_EQ(found.baseline, (2 + 4 + 5 + 6 * 5) / 8.0);
  EXPECT_DOUBLE_EQ(found.difference, (33 - 41) / 8.0);
  pairs.arm_seen.back() = 1;
  EXPECT_TRUE(std::isnan(compare_pairs(pairs, {false, -1, "", false, false}).horizon));
}

TEST(ComparePairs, GivesTheMedianWhereTheMeanIsRefused) {
  std::vector<double> arm;
  for (int i = 0; i < 64; ++i) arm.push_back(i + 1);
  arm[63] = 1e9;
  const Comparison found =
      compare_pairs(pairs_of(arm, std::vector<double>(64, 0)), {false, 1, "", false, false});
  EXPECT_THAT(found.refusal, HasSubstr("skew"));
  EXPECT_EQ(found.median, 32);
  // Ranks 25 and 40 of 64: P(Bin(64, 1/2) <= 24) = 0.030 > 0.025 >= P(<= 23).
  EXPECT_EQ(found.median_bounds.low, 24);
  EXPECT_EQ(found.median_bounds.high, 41);
}

}  // namespace
}  // namespace taosweep
