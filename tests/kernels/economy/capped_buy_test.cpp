// Chain buys that are capped: what they leave goes to subnets that have room, and nothing is lost.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "kernels/chain/eras/eras.hpp"
#include "kernels/economy/emission.hpp"
#include "tests/at_hand.hpp"
#include "tests/kernels/economy_fixture.hpp"
#include "tests/kernels/lanes/plain_lanes.hpp"

namespace taosweep {
namespace {

using OneSlot = Economy<ReferenceLane, 1, families[1]>;

double level_of(std::vector<double> shares, std::vector<double> rooms, double rest) {
  double share[OneSlot::packs] = {}, room[OneSlot::packs] = {};
  std::copy(shares.begin(), shares.end(), share);
  std::copy(rooms.begin(), rooms.end(), room);
  return spill_level<OneSlot>(share, room, rest);
}

TEST(Spill, IsDividedByShareWhereAllHaveRoom) {
  EXPECT_DOUBLE_EQ(level_of({1, 3}, {10, 10}, 2), 0.5);
}

// A third of 6 is more than the room of the first; the others divide what it leaves.
TEST(Spill, PassesOverWhoIsFull) {
  EXPECT_DOUBLE_EQ(level_of({1, 1, 1}, {1, 10, 10}, 6), 2.5);
  EXPECT_DOUBLE_EQ(level_of({1, 1, 1}, {1, 2, 10}, 9), 6) << "one after the other";
}

TEST(Spill, FillsEverybodyWhereItIsMoreThanAllCanTake) {
  EXPECT_EQ(level_of({1, 1, 0}, {1, 2, 0}, 4), 1e300);
}

Parameters capped(double days = 6) {
  Parameters p = small_economy();
  p.schedule = {1, {{0, price_2026_07}}};
  p.protocol.injection = InjectionRule::capped_buy;
  p.protocol.switched_off = 0;
  p.time.days = days;
  return p;
}

// At the launch all prices are 1 and rho is near 1: every pool can take all that it is sent. Where
// root weighs nothing nobody injects, and buys can use what miners are paid.
TEST(CappedBuy, MintsWhatItSpends) {
  for (const double weight : {0.18, 0.0}) {
    Parameters p = capped();
    p.protocol.tao_weight = weight;
    Simulation<1> economy(p);
    EXPECT_EQ(economy.finish_run().status, Status::ok);
    const Money& money = economy.scalars().money;
    EXPECT_NEAR(money.minted + money.unminted, p.time.days * blocks_per_day, 1e-6);
    EXPECT_LE(economy.result.outcomes[outcome_tao_residual], 1e-12);
    EXPECT_LE(economy.result.outcomes[outcome_alpha_residual], 1e-12);
  }
}

// Pools of 3,000 TAO at a price of 0.001: 30 of them can use 30 (rho + 0.41) 0.001 TAO a block.
TEST(CappedBuy, DoesNotMintWhatNobodyCanTake) {
  Simulation<1> economy(capped());
  for (int i = 0; i < 30; ++i) {
    economy.s().tao[i] = 3000;
    economy.s().alpha[i] = 3e6;
    economy.s().issued[i] = 4e6;
    economy.s().held[cohort_value][i] = 1e6;
  }
  economy.scalars().money.opening += 30 * 2999;
  EXPECT_EQ(economy.finish_run().status, Status::ok);
  EXPECT_GT(economy.scalars().emission.unspent, 0.9);
  EXPECT_GT(economy.scalars().money.unminted, 0.9 * 6 * blocks_per_day);
}

// The first subnet has nearly all of the emission and little room: the others get what it leaves,
// all of them the same multiple of their share.
TEST(CappedBuy, HandsOnWhatASubnetMayNotUse) {
  Parameters p = capped(1);
  p.time.step_blocks = p.time.signal_blocks = 1;
  Simulation<1> economy(p);
  for (int i = 0; i < 30; ++i) {
    economy.s().tao[i] = 3000;
    economy.s().alpha[i] = i == 0 ? 60000 : 6000;
    economy.s().issued[i] = 4e5;
    economy.s().held[cohort_value][i] = economy.s().issued[i] - economy.s().alpha[i];
    economy.s().price_ema[i] = i == 0 ? 0.9 : 0.1 / 29;
  }
  economy.run_to(1);
  const EmissionState& seen = economy.scalars().emission;
  EXPECT_GT(seen.liquidity_level, 1);
  EXPECT_LT(seen.liquidity_level, 1e300);
  EXPECT_EQ(seen.unspent, 0);
  EXPECT_NEAR(economy.scalars().money.minted, 1, 1e-15);
}

class EveryBackEndSpills : public OnEachBackEnd {};
TEST_P(EveryBackEndSpills, ToTheSameBits) {
  Simulation<1> reference(capped()), other(capped(), {1, 0, 0}, GetParam());
  reference.finish_run();
  other.finish_run();
  for (int i = 0; i < 30; ++i) EXPECT_EQ(reference.s().tao[i], other.s().tao[i]) << i;
}
INSTANTIATE_TEST_SUITE_P(Isa, EveryBackEndSpills, on_each_back_end(), name_of_isa);

/// Burned pay of one economy: alpha issued, unallocated, and shares.
struct Burned {
  double issued, nobodys, weight;
};
Burned burned_to(BurnedTo to) {
  Parameters p = small_economy();
  p.schedule = {1, {{0, price_2026_07}}};
  p.time.days = 4;
  p.miners.burning = 1;
  p.miners.burned = 0.8;
  p.miners.burned_to = to;
  Simulation<1> economy(p);
  EXPECT_EQ(economy.finish_run().status, Status::ok);
  EXPECT_LE(economy.result.outcomes[outcome_alpha_residual], 1e-12);
  double issued = 0, nobodys = 0;
  for (int i = 0; i < 30; ++i) {
    issued += economy.s().issued[i];
    nobodys += economy.s().unallocated[i];
  }
  const Rules& rules = economy.rules();
  const StoredEconomy stored{economy.scalars().money, economy.scalars().emission, &rules};
  const StoredSubnet<1> first{stored, economy.s(), 0};
  return {issued, nobodys, weight_before_gate(first, economy.block()) / first.price_ema()};
}

// 0.8 of 0.41 alpha a block, up to the last epoch.
TEST(BurnedPay, StaysOutstandingOrLeavesWhatIsIssued) {
  const Burned stays = burned_to(BurnedTo::outstanding), leaves = burned_to(BurnedTo::recycled);
  const double burned = 30 * 4 * blocks_per_day * 0.8 * 0.41;
  EXPECT_NEAR(stays.nobodys, burned, 0.02 * burned);
  EXPECT_EQ(leaves.nobodys, 0);
  EXPECT_NEAR(stays.issued - leaves.issued, burned, 0.05 * burned);
  EXPECT_DOUBLE_EQ(stays.weight, leaves.weight) << "the share loses it either way";
  EXPECT_NEAR(stays.weight, 0.2, 1e-7);
}

}  // namespace
}  // namespace taosweep
