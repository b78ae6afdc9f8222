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

  explicit Pair(ConsensusRule rule) { rules.consensus = rule; }
  void epoch(std::vector<double> stake, std::vector<double> weights) {
    double workspace[12];
    yuma_epoch(rules, 2, 2, stake.data(), weights.data(), bonds,
               {consensus, incentive, dividends, trust, miners, validators}, workspace);
  }
};

TEST(Yuma3, BondsFollowTheWeightAndHoldNoStake) {
  Pair pair(ConsensusRule::yuma3);
  pair.epoch({3, 1}, {1, 0, 1, 0});
  EXPECT_DOUBLE_EQ(pair.bonds[0], 0.1);
  EXPECT_DOUBLE_EQ(pair.bonds[2], 0.1);
  EXPECT_DOUBLE_EQ(pair.dividends[0], 0.75);
  EXPECT_DOUBLE_EQ(pair.validators[1], 0.125);
  pair.epoch({3, 1}, {1, 0, 1, 0});
  EXPECT_DOUBLE_EQ(pair.bonds[0], 0.19);  // 0.1 + 0.9 * 0.1
}

TEST(Yuma3, AnEarlyValidatorDrawsMoreForEachStake) {
  Pair pair(ConsensusRule::yuma3);
  pair.epoch({3, 1}, {1, 0, 0, 1});
  pair.epoch({3, 1}, {0, 1, 0, 1});
  EXPECT_DOUBLE_EQ(pair.dividends[0], 3 * 0.1 / (3 * 0.1 + 0.19));
  EXPECT_DOUBLE_EQ(pair.dividends[1], 0.19 / (3 * 0.1 + 0.19));
}

// From 0.3 on sellers the coalition's bond rises to 1 and the other's fades, both by a tenth of
// what is left: D = .474 b / (.526 (1 - .7 * .9^t) + .474 b) with b = .3 * .9^t.
TEST(Yuma3, AMinoritysDividendsFadeSlowerThanWithClassicBonds) {
  Pair pair(ConsensusRule::yuma3);
  pair.rules.bonds_penalty = 1;
  for (int epoch = 0; epoch < 400; ++epoch) pair.epoch({0.526, 0.474}, {0.7, 0.3, 0.7, 0.3});
  for (int tempo = 1; tempo <= 40; ++tempo) {
    pair.epoch({0.526, 0.474}, {0, 1, 1, 0});
    const double left = std::pow(0.9, tempo), bond = 0.474 * 0.3 * left;
    EXPECT_EQ(pair.incentive[1], 1.0);
    EXPECT_NEAR(pair.dividends[1], bond / (0.526 * (1 - 0.7 * left) + bond), 1e-12) << tempo;
  }
}

TEST(Yuma3, AMinerWithoutBondsPaysNoDividends) {
  const double stake[] = {1, 2}, bonds[] = {0.2, 0, 0.2, 0}, incentive[] = {0.25, 0.75};
  double dividends[2];
  dividends_of_pairs(2, 2, stake, bonds, incentive, dividends);
  EXPECT_DOUBLE_EQ(dividends[0], 0.125);
  EXPECT_DOUBLE_EQ(dividends[1], 0.25);
}

TEST(Yuma3, TakesOverTheBondsThatASubnetHas) {
  Pair pair(ConsensusRule::yuma_classic);
  pair.epoch({3, 1}, {1, 0, 1, 0});  // column maximum 1
  pair.rules.consensus = ConsensusRule::yuma3;
  pair.epoch({3, 1}, {1, 0, 1, 0});
  EXPECT_DOUBLE_EQ(pair.bonds[0], 1.0);
  EXPECT_DOUBLE_EQ(pair.bonds[2], 0.1 + 0.9 / 3);
}

TEST(LiquidAlphaV2, GoesFromLeastToLargestWithTheDistance) {
  const auto alpha = [](double weight, double bond, double consensus) {
    return liquid_alpha_of_pair(weight, bond, consensus, 0.1, 0.3, 10);
  };
  const double little = 0.1 + 0.2 / (1 + std::exp(5)), much = 0.1 + 0.2 / (1 + std::exp(-5));
  EXPECT_NEAR(alpha(1, 0, 1), little, 1e-15);      // buys with the others
  EXPECT_NEAR(alpha(1, 0, 0), much, 1e-15);        // buys alone
  EXPECT_NEAR(alpha(0.5, 0, 0), 0.2, 1e-15);       // half way
  EXPECT_NEAR(alpha(0, 1, 1), much, 1e-15);        // sells all
  EXPECT_NEAR(alpha(0.5, 0.5, 1), little, 1e-15);  // below consensus: no nearer than at it
  EXPECT_EQ(liquid_alpha_of_pair(1, 0, 0, 0.1, 0.3, 0), 0.2);
}

TEST(LiquidAlphaV2, MovesEachPairByItsOwn) {
  Pair pair(ConsensusRule::yuma3);
  pair.rules.liquid_alpha = LiquidAlpha::v2;
  pair.rules.alpha_low = 0.1;
  pair.rules.alpha_high = 0.3;
  pair.epoch({3, 1}, {1, 0, 0, 1});  // the majority buys with consensus, the other beside it
  EXPECT_NEAR(pair.bonds[0], 0.1 + 0.2 / (1 + std::exp(5)), 1e-15);
  EXPECT_NEAR(pair.bonds[3], 0.1 + 0.2 / (1 + std::exp(-5)), 1e-15);
}

TEST(LiquidAlphaV2, WithoutAnyConsensusIsThePlainAverage) {
  const double stake[] = {0.4, 0.35, 0.25}, weights[] = {1, 0, 0, 0, 1, 0, 0, 0, 1};
  double bonds[9] = {}, c[3], i[3], d[3], t[3], m[3], v[3], workspace[24];
  YumaRules rules;
  rules.consensus = ConsensusRule::yuma3;
  rules.liquid_alpha = LiquidAlpha::v2;
  yuma_epoch(rules, 3, 3, stake, weights, bonds, {c, i, d, t, m, v}, workspace);
  EXPECT_DOUBLE_EQ(bonds[0], 0.1);
  EXPECT_EQ(v[0], 0.4);
}

TEST(NullConsensus, PaysMinersByTheLargestValidatorAndTheOthersByStake) {
  Pair pair(ConsensusRule::null);
  pair.epoch({3, 1}, {1, 4, 5, 0});
  EXPECT_DOUBLE_EQ(pair.miners[0], 0.1);
  EXPECT_DOUBLE_EQ(pair.miners[1], 0.4);
  EXPECT_DOUBLE_EQ(pair.validators[0], 0.375);
  EXPECT_DOUBLE_EQ(pair.validators[1], 0.125);
  EXPECT_DOUBLE_EQ(pair.trust[1], 0.2);
  for (double bond : pair.bonds) EXPECT_EQ(bond, 0.0);
}

TEST(NullConsensus, OfEqualsFollowsTheFirst) {
  Pair pair(ConsensusRule::null);
  pair.epoch({1, 1}, {1, 0, 0, 1});
  EXPECT_EQ(pair.incentive[0], 1.0);
  EXPECT_EQ(deciding_share(ConsensusRule::null, 0.3), 0.5);
  EXPECT_EQ(deciding_share(ConsensusRule::yuma3, 0.3), 0.3);
}

TEST(NullConsensus, LeavesAllToStakeWhereTheLargestSetsNoWeights) {
  Pair pair(ConsensusRule::null);
  pair.epoch({3, 1}, {0, 0, 0, 1});
  EXPECT_EQ(pair.miners[0] + pair.miners[1], 0.0);
  EXPECT_DOUBLE_EQ(pair.validators[0], 0.75);
}

}  // namespace
}  // namespace taosweep
