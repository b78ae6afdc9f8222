#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "kernels/chain/consensus/epoch.hpp"

namespace taosweep {
namespace {

/// Two validators, two miners: holders and sellers.
struct Pair {
  YumaRules rules;
  double bonds[4] = {};
  double consensus[2], incentive[2], dividends[2], trust[2], miners[2], validators[2];

  void epoch(std::vector<double> stake, std::vector<double> weights) {
    double workspace[12];
    ASSERT_LE(yuma_workspace(2, 2), 12);
    yuma_epoch(rules, 2, 2, stake.data(), weights.data(), bonds,
               {consensus, incentive, dividends, trust, miners, validators}, workspace);
  }
};

TEST(WeightedMedian, IsTheLargestScoreWithEnoughStakeBehindIt) {
  const double stake[] = {0.49, 0.01, 0.5}, score[] = {0.5, 0.7, 1};
  EXPECT_EQ(weighted_median(3, stake, score, 1, 0.50), 1.0);
  EXPECT_EQ(weighted_median(3, stake, score, 1, 0.51), 0.7);
  EXPECT_EQ(weighted_median(3, stake, score, 1, 0.52), 0.5);
}

TEST(WeightedMedian, HearsNobodyWithoutStake) {
  const double stake[] = {0, 1}, score[] = {0.9, 0.2};
  EXPECT_EQ(weighted_median(2, stake, score, 1, 0.5), 0.2);
  EXPECT_EQ(weighted_median(0, stake, score, 1, 0.5), 0.0);
}

TEST(Epoch, GivesHalfToMinersAndHalfToValidators) {
  Pair pair;
  pair.epoch({3, 1}, {1, 1, 1, 1});
  EXPECT_DOUBLE_EQ(pair.miners[0] + pair.miners[1], 0.5);
  EXPECT_DOUBLE_EQ(pair.validators[0], 0.375);
  EXPECT_DOUBLE_EQ(pair.validators[1], 0.125);
}

TEST(Epoch, WithoutWeightsPaysValidatorsByStake) {
  Pair pair;
  pair.epoch({3, 1}, {0, 0, 0, 0});
  EXPECT_EQ(pair.miners[0] + pair.miners[1], 0.0);
  EXPECT_DOUBLE_EQ(pair.validators[0], 0.75);
  EXPECT_DOUBLE_EQ(pair.validators[1], 0.25);
}

TEST(Epoch, WithoutStakePaysNobody) {
  Pair pair;
  pair.epoch({0, 0}, {1, 0, 0, 1});
  EXPECT_EQ(pair.miners[0] + pair.miners[1] + pair.validators[0] + pair.validators[1], 0.0);
}

TEST(Epoch, WithoutAMajorityOnAnyMinerPaysValidatorsByStake) {
  const double stake[] = {0.4, 0.35, 0.25}, weights[] = {1, 0, 0, 0, 1, 0, 0, 0, 1};
  double bonds[9] = {}, c[3], i[3], d[3], t[3], m[3], v[3], workspace[24];
  yuma_epoch({}, 3, 3, stake, weights, bonds, {c, i, d, t, m, v}, workspace);
  for (int k = 0; k < 3; ++k) {
    EXPECT_EQ(c[k], 0.0);
    EXPECT_EQ(m[k], 0.0);
    EXPECT_DOUBLE_EQ(v[k], stake[k]);
  }
}

TEST(Epoch, DoesNotDependOnTheUnitsOfStakeAndWeights) {
  Pair one, other;
  one.epoch({0.6, 0.4}, {0.2, 0.8, 0.5, 0.5});
  other.epoch({6, 4}, {2, 8, 65535, 65535});
  for (int k = 0; k < 2; ++k) {
    EXPECT_DOUBLE_EQ(one.miners[k], other.miners[k]);
    EXPECT_DOUBLE_EQ(one.validators[k], other.validators[k]);
  }
}

TEST(Epoch, MergedCohortsCountAsOne) {
  const double stake[] = {0.3, 0.226, 0.474};
  const double weights[] = {0.5, 0.3, 0.2, 0.5, 0.3, 0.2, 0.1, 0.1, 0.8};  // miners 0 and 1 alike
  double bonds[9] = {}, c[3], i[3], d[3], t[3], m[3], v[3], workspace[24];
  Pair pair;
  for (int epoch = 0; epoch < 5; ++epoch) {
    yuma_epoch({}, 3, 3, stake, weights, bonds, {c, i, d, t, m, v}, workspace);
    pair.epoch({0.526, 0.474}, {0.8, 0.2, 0.2, 0.8});
  }
  EXPECT_NEAR(pair.miners[0], m[0] + m[1], 1e-15);
  EXPECT_NEAR(pair.validators[0], v[0] + v[1], 1e-15);
}

TEST(Sn28, MajorityVectorIsTheConsensus) {
  for (double penalty : {0.0, 1.0}) {
    Pair pair;
    pair.rules.bonds_penalty = penalty;
    for (int epoch = 0; epoch < 400; ++epoch) pair.epoch({0.526, 0.474}, {0, 1, 0.7, 0.3});
    EXPECT_EQ(pair.consensus[0], 0.0);
    EXPECT_EQ(pair.consensus[1], 1.0);
    EXPECT_EQ(pair.incentive[0], 0.0);
    EXPECT_EQ(pair.incentive[1], 1.0);
    EXPECT_DOUBLE_EQ(pair.trust[1], 0.3);
    EXPECT_NEAR(pair.dividends[0], 0.787, 5e-4);
    EXPECT_NEAR(pair.dividends[1], 0.213, 5e-4);
    EXPECT_NEAR(pair.dividends[1], 0.474 * 0.3 / (0.526 + 0.474 * 0.3), 1e-12);
  }
}

TEST(Sn28, IncentiveFlipsInOneTempoAndMinorityDividendsDecayByATenth) {
  Pair pair;
  for (int epoch = 0; epoch < 400; ++epoch) pair.epoch({0.526, 0.474}, {0.7, 0.3, 0.7, 0.3});
  EXPECT_NEAR(pair.incentive[0], 0.7, 1e-12);
  for (int tempo = 1; tempo <= 40; ++tempo) {
    pair.epoch({0.526, 0.474}, {0, 1, 1, 0});
    EXPECT_EQ(pair.incentive[0], 0.0);
    EXPECT_EQ(pair.incentive[1], 1.0);
    EXPECT_NEAR(pair.dividends[1], 0.474 * std::pow(0.9, tempo), 1e-12) << tempo;
  }
}

TEST(Sn28, SellersWithoutBondsTakeAllDividendsAtOnce) {
  Pair pair;
  for (int epoch = 0; epoch < 400; ++epoch) pair.epoch({0.526, 0.474}, {1, 0, 1, 0});
  pair.epoch({0.526, 0.474}, {0, 1, 1, 0});
  EXPECT_DOUBLE_EQ(pair.dividends[0], 1.0);
  EXPECT_EQ(pair.dividends[1], 0.0);
}

TEST(Sn28, AMinorityOnlyLosesItsOwnDividends) {
  Pair pair;
  pair.epoch({0.45, 0.55}, {0, 1, 1, 0});
  EXPECT_EQ(pair.incentive[0], 1.0);
  EXPECT_EQ(pair.dividends[0], 0.0);
}

TEST(Sn28, ATieOfBothLetsEverythingPass) {
  Pair pair;
  pair.epoch({0.5, 0.5}, {0, 1, 1, 0});
  EXPECT_EQ(pair.consensus[0], 1.0);
  EXPECT_EQ(pair.consensus[1], 1.0);
  EXPECT_DOUBLE_EQ(pair.incentive[0], 0.5);
}

TEST(LiquidAlpha, GoesThroughTheQuartiles) {
  const LogisticCurve curve = logistic_through(0.1, 0.9, 0.2, 0.8);
  EXPECT_NEAR(curve.slope, 7.324, 1e-3);
  EXPECT_NEAR(liquid_alpha(curve, 0.2), 0.1, 1e-12);
  EXPECT_NEAR(liquid_alpha(curve, 0.8), 0.9, 1e-12);
}

TEST(LiquidAlpha, WithoutASpreadOfConsensusIsThePlainAverage) {
  Pair liquid, plain;
  liquid.rules.liquid_alpha = LiquidAlpha::v1;
  for (int epoch = 0; epoch < 3; ++epoch) {
    liquid.epoch({0.4, 0.6}, {0, 0, 0, 1});
    plain.epoch({0.4, 0.6}, {0, 0, 0, 1});
  }
  EXPECT_EQ(liquid.dividends[1], plain.dividends[1]);
}

TEST(Bonds, StayWithinOneWhereTheRuleSaysSo) {
  EXPECT_DOUBLE_EQ(bond_average_clamped(1, 0.5, 0.5), 0.75);
  EXPECT_EQ(bond_average_clamped(3, 2, 0.5), 1.0);
}

}  // namespace
}  // namespace taosweep
