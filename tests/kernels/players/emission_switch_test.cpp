// The foundation acts by root's emission switch: no TAO for the attacked subnet, by its name.
#include <gtest/gtest.h>

#include "kernels/chain/eras/eras.hpp"
#include "tests/at_hand.hpp"
#include "tests/kernels/emission_of.hpp"

namespace taosweep {
namespace {

constexpr int target = 27;

/// Acted on at day 4.
Parameters attacked(FoundationBy by, const Rules& era = launch_2025_02) {
  Parameters p = small_economy();
  p.schedule = {1, {{0, era}}};
  p.time.days = 8;
  p.attack.mode = AttackMode::meme_holders;
  p.attack.day = 1;
  p.foundation.delay_days = 3;
  p.foundation.by = by;
  return p;
}

Simulation<1> at_day(const Parameters& p, double day) {
  Simulation<1> economy(p);
  economy.run_to_day(day);
  return economy;
}

TEST(EmissionSwitch, LeavesTheSubnetWithoutTaoFromTheActionOn) {
  Simulation<1> economy = at_day(attacked(FoundationBy::emission_switch), 4);
  EXPECT_EQ(economy.clock.target, target);
  EXPECT_GT(emission_of(economy, target), 0);
  economy.run_to_day(5);
  EXPECT_EQ(economy.s().switched[target], 1);
  EXPECT_EQ(emission_of(economy, target), 0);
  double weights = 0;
  for (int i = 0; i < 30; ++i) weights += emission_of(economy, i);
  EXPECT_GT(weights, 0);
  EXPECT_EQ(economy.finish_run().status, Status::ok);
}

// Nothing is traded or sold for root: pools grow by what blocks send them alone.
TEST(EmissionSwitch, SendsAllOfTheBlockToTheOthers) {
  Parameters p = attacked(FoundationBy::emission_switch);
  p.protocol.tao_weight = 0;
  p.capital.burst_tao = p.capital.drip_tao_per_day = p.attack.budget_tao = 0;
  p.noise.base_sd = p.noise.attention_sd = p.noise.reversion = 0;
  p.miners.sell = p.validators.sell = p.owners.sell = p.root.rate = 0;
  p.miners.margin = 1e9;
  Simulation<1> economy = at_day(p, 5);
  const double before = economy.s().tao[target], issued = economy.s().issued[target];
  double others = 0;
  for (int i = 0; i < 30; ++i) others -= i == target ? 0 : economy.s().tao[i];
  economy.run_to_day(6);
  for (int i = 0; i < 30; ++i) others += i == target ? 0 : economy.s().tao[i];
  EXPECT_LE(economy.s().tao[target], before);
  EXPECT_NEAR(others, blocks_per_day, 1e-6 * blocks_per_day) << "a TAO a block";
  EXPECT_NEAR(economy.s().issued[target] - issued, blocks_per_day, 1e-9 * blocks_per_day)
      << "alpha goes on";
}

TEST(EmissionSwitch, UsesNoConsensus) {
  Simulation<1> economy(attacked(FoundationBy::emission_switch));
  economy.finish_run();
  EXPECT_EQ(economy.scalars().foundation.acted, 1);
  EXPECT_EQ(economy.scalars().foundation.controls, 0);
  for (const double bond : economy.scalars().contest.bonds) EXPECT_EQ(bond, 0);
}

TEST(EmissionSwitch, IsNotTouchedWhereTheFoundationDoesNotAct) {
  Parameters p = attacked(FoundationBy::emission_switch);
  p.foundation.acts = false;
  Simulation<1> economy = at_day(p, 6);
  EXPECT_EQ(economy.scalars().emission.named_off, 0);
  EXPECT_GT(emission_of(economy, target), 0);
}

// The two arms share every step before the action, though one runs in a larger program.
TEST(EmissionSwitch, ChangesNothingBeforeTheAction) {
  Simulation<1> scores = at_day(attacked(FoundationBy::consensus), 4);
  Simulation<1> switches = at_day(attacked(FoundationBy::emission_switch), 4);
  for (int i = 0; i < 30; ++i) {
    EXPECT_EQ(scores.s().tao[i], switches.s().tao[i]) << i;
    EXPECT_EQ(scores.s().held[cohort_value][i], switches.s().held[cohort_value][i]) << i;
  }
}

// The chain's answer where all are off: the shares are zero, and nothing is minted.
TEST(EmissionSwitch, MintsNothingWhereAllAreOff) {
  Simulation<1> economy = at_day(attacked(FoundationBy::emission_switch), 5);
  for (float& off : economy.s().switched) off = 1;
  const double minted = economy.scalars().money.minted;
  EXPECT_EQ(economy.finish_run().status, Status::ok);
  EXPECT_EQ(economy.scalars().money.minted, minted);
}

// Behind the gate and beside those of least worth.
TEST(EmissionSwitch, HoldsInTheErasOfTheGateToo) {
  Simulation<1> economy = at_day(attacked(FoundationBy::emission_switch, hill_rank_2026_08), 5);
  EXPECT_EQ(emission_of(economy, target), 0);
  EXPECT_EQ(economy.finish_run().status, Status::ok);
}

}  // namespace
}  // namespace taosweep
