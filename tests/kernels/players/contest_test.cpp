// The contested epochs of an economy under each rule of consensus.
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>

#include "tests/at_hand.hpp"
#include "tests/kernels/economy_fixture.hpp"

namespace taosweep {
namespace {

constexpr int coalition_sellers = 1, rest_sellers = 3;  // bonds [validator * 2 + miner]

/// An attack on which the foundation acts on day 4.
Parameters contested(ConsensusRule consensus, LiquidAlpha alpha, double coalition) {
  Parameters p;
  p.network.subnets = 30;
  p.time.days = 10;
  p.time.step_blocks = 25;
  p.attack.mode = AttackMode::meme_holders;
  p.foundation.delay_days = 4;
  p.foundation.coalition_share = coalition;
  p.protocol.consensus = consensus;
  p.protocol.liquid_alpha = alpha;
  return p;
}

/// Runs the economy until its attacked subnet has had one more epoch.
void run_epoch(Simulation<1>& economy) {
  const auto due = [&] { return 360 - (economy.block() + economy.clock.target + 2) % 361; };
  for (bool passed = false; !passed;) {
    const int left = due(), block = economy.block();
    economy.run_tick();
    passed = left < economy.block() - block;
  }
}

Simulation<1> at_action(const Parameters& p) {
  Simulation<1> economy(p);
  economy.run_to_day(4);
  return economy;
}

/// Bonds with the sellers' uids.
struct Bonds {
  double coalition, rest;
};

Bonds with_sellers(Simulation<1>& economy) {
  const double* bonds = economy.scalars().contest.bonds;
  return {bonds[coalition_sellers], bonds[rest_sellers]};
}

TEST(Contest, UnderYuma3MovesEachPairATenthOfItsWay) {
  Simulation<1> economy = at_action(contested(ConsensusRule::yuma3, LiquidAlpha::off, 0.57));
  for (int epoch = 1; epoch <= 6; ++epoch) {
    run_epoch(economy);
    const double left = 0.5 * std::pow(0.9, epoch);
    EXPECT_NEAR(with_sellers(economy).coalition, 1 - left, 1e-14) << epoch;
    EXPECT_NEAR(with_sellers(economy).rest, left, 1e-14);
  }
  EXPECT_EQ(economy.scalars().foundation.controls, 1);
}

// The quartiles of four uids, of which one has consensus, are 0 and 1/4: it moves by the largest
// weight, 0.9, so that a tenth is left of what is left after each tempo.
TEST(Contest, UnderTheFirstLiquidAlphaTurnsDividendsAtOnce) {
  Simulation<1> economy = at_action(contested(ConsensusRule::yuma_classic, LiquidAlpha::v1, 0.57));
  run_epoch(economy);
  const auto part = [&] {
    const Bonds bonds = with_sellers(economy);
    return bonds.rest / (bonds.coalition + bonds.rest);
  };
  const double first = part();
  EXPECT_NEAR(first, 0.1 * (1 - economy.scalars().foundation.share), 2e-4);
  run_epoch(economy);
  EXPECT_NEAR(part(), 0.1 * first, 1e-14);
}

TEST(Contest, UnderTheSecondLiquidAlphaSellsFasterThanItBuys) {
  Simulation<1> economy = at_action(contested(ConsensusRule::yuma3, LiquidAlpha::v2, 0.57));
  run_epoch(economy);
  const double buys = 0.7 + 0.2 / (1 + std::exp(5.0));  // with consensus: the least
  const double sells = 0.8;                             // half way down: in the middle
  EXPECT_NEAR(with_sellers(economy).coalition, 0.5 + 0.5 * buys, 1e-14);
  EXPECT_NEAR(with_sellers(economy).rest, 0.5 * (1 - sells), 1e-14);
}

TEST(Contest, WithoutConsensusIsDecidedByTheLargerSide) {
  for (const double coalition : {0.45, 0.57}) {
    Parameters p = contested(ConsensusRule::null, LiquidAlpha::off, coalition);
    p.protocol.kappa = 0.3;  // nobody asks for it
    Simulation<1> economy = at_action(p);
    run_epoch(economy);
    run_epoch(economy);
    EXPECT_EQ(economy.scalars().foundation.controls, coalition > 0.5);
    for (double bond : economy.scalars().contest.bonds) EXPECT_EQ(bond, 0);
  }
}

class EachBackEnd : public OnEachBackEnd {};
INSTANTIATE_TEST_SUITE_P(Isa, EachBackEnd, on_each_back_end(), name_of_isa);

TEST_P(EachBackEnd, GivesTheSameBitsUnderEveryConsensus) {
  for (const auto& [rule, alpha] : {std::pair{ConsensusRule::yuma_classic, LiquidAlpha::v1},
                                    std::pair{ConsensusRule::yuma3, LiquidAlpha::off},
                                    std::pair{ConsensusRule::yuma3, LiquidAlpha::v2},
                                    std::pair{ConsensusRule::null, LiquidAlpha::off}}) {
    const Parameters p = contested(rule, alpha, 0.57);
    Simulation<1> reference(p), other(p, {1, 0, 0}, GetParam());
    reference.run_to_day(6);
    other.run_to_day(6);
    EXPECT_EQ(std::memcmp(&reference.s(), &other.s(), sizeof reference.s()), 0);
  }
}

TEST(Contest, RefusesTheSecondLiquidAlphaWithoutItsBonds) {
  Parameters p = contested(ConsensusRule::yuma_classic, LiquidAlpha::v2, 0.57);
  ASSERT_EQ(check_parameters(p).size(), 1u);
  EXPECT_NE(check_parameters(p)[0].find("choose v1, or yuma3"), std::string::npos);
  p.protocol.consensus = ConsensusRule::yuma3;
  EXPECT_TRUE(check_parameters(p).empty());
  p.protocol.liquid_alpha_low = 0.95;
  ASSERT_EQ(check_parameters(p).size(), 1u);
  EXPECT_NE(check_parameters(p)[0].find("protocol.liquid_alpha_high = 0.9"), std::string::npos);
}

}  // namespace
}  // namespace taosweep
