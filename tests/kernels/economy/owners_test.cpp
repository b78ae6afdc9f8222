// What owners may do with their cut, plan by plan, and that plans that are off are none.
#include "kernels/economy/owners.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/at_hand.hpp"
#include "tests/kernels/economy_fixture.hpp"
#include "tests/kernels/same_bits.hpp"

namespace taosweep {
namespace {

/// Nothing is emitted and nobody trades but owners. Worth is 1 TAO/alpha of each.
Parameters owners_alone() {
  Parameters p = still(small_economy());
  p.network.issuance_tao = 2.1e7;
  p.protocol.tao_weight = p.protocol.stake_fee_tao = 0;
  p.capital.burst_tao = p.capital.drip_tao_per_day = p.root.rate = 0;
  p.owners.sell = 0;
  p.value.anchor_sum = 30;
  return p;
}

/// Pools of 1e6 TAO and 1e6 alpha, 1000 alpha with each owner.
struct OwnersAlone : Simulation<1> {
  explicit OwnersAlone(const Parameters& p) : Simulation<1>(p) {
    for (int i = 0; i < 30; ++i) {
      s().tao[i] = s().alpha[i] = 1e6;
      s().issued[i] = 2.1e7;
      s().held[cohort_owners][i] = 1000;
      s().unallocated[i] = 2e7 - 1000;
      s().log_worth[i] = s().capacity[i] = 0;
    }
  }
  double held(int i) { return s().held[cohort_owners][i]; }
  double proceeds() { return scalars().money.cash[cohort_owners]; }
};

/// What the owner of subnet 8 has left of 1000 alpha after two days.
double left_after_two_days(const Parameters& p) {
  OwnersAlone economy(p);
  economy.run_to_day(2);
  return economy.held(7);
}

// docs/owners.md: plan by plan.
TEST(PlansOfOwners, HaveTheirLimits) {
  Parameters hold = owners_alone();
  EXPECT_EQ(left_after_two_days(hold), 1000);
  Parameters sell = hold;
  sell.owners.sell = 0.1;
  EXPECT_NEAR(left_after_two_days(sell), 1000 * std::exp(-0.2), 1e-3);
  Parameters at_once = hold;
  at_once.owners.sell = 10;
  EXPECT_NEAR(left_after_two_days(at_once), 0, 1e-3);
  Parameters above = sell;
  above.owners.sell_above = 1.1;  // the price is what the subnet is worth
  EXPECT_EQ(left_after_two_days(above), 1000);
  above.owners.sell_above = 0.9;
  EXPECT_EQ(left_after_two_days(above), left_after_two_days(sell));
  Parameters leave = hold;
  leave.owners.exit_rate = 10;  // on day 1: there is no start of day before
  leave.owners.exit_sold = 0.75;
  leave.owners.exit_days = 0.5;
  EXPECT_NEAR(left_after_two_days(leave), 250, 1e-2);
  leave.owners.exit_days = 2;  // half of it is over
  EXPECT_NEAR(left_after_two_days(leave), 500, 1e-2);
  leave.owners.exit_sold = 1;
  leave.owners.exit_days = 0.5;
  EXPECT_NEAR(left_after_two_days(leave), 0, 1e-2);
  leave.owners.exit_from = 2;
  EXPECT_EQ(left_after_two_days(leave), 1000);
}

TEST(PlansOfOwners, ThatSellAreWorthWhatThePoolPays) {
  Parameters p = owners_alone();
  p.owners.exit_rate = 10;
  OwnersAlone economy(p);
  economy.run_to_day(2);
  EXPECT_NEAR(economy.proceeds(), 30 * 1e6 * 1000 / (1e6 + 1000), 0.1);
  EXPECT_EQ(economy.scalars().track.owner_exits, 30);
}

// Of 30, between 5 and 25 ever leave but once in 15,000 (binomial, half), and they leave again.
TEST(OwnersWhoLeave, AreDrawnForLife) {
  Parameters p = owners_alone();
  p.owners.exit_rate = 10;
  p.owners.exit_part = 0.5;
  p.owners.exit_sold = 0.5;
  OwnersAlone economy(p);
  economy.run_to_day(3);
  int leave = 0;
  for (int i = 0; i < 30; ++i) {
    const bool left = economy.held(i) < 1000;
    leave += left;
    EXPECT_NEAR(economy.held(i), left ? 250 : 1000, 1e-2) << i;
  }
  EXPECT_GE(leave, 5);
  EXPECT_LE(leave, 25);
  EXPECT_EQ(economy.scalars().track.owner_exits, 2 * leave);
}

TEST(OwnersWhoLeave, DoNotBeginAnewWhileTheyAreAtIt) {
  Parameters p = owners_alone();
  p.owners.exit_rate = 10;
  p.owners.exit_days = 2;  // from day 1 to day 3
  p.owners.exit_sold = 0.75;
  OwnersAlone economy(p);
  economy.run_to_day(3);
  EXPECT_EQ(economy.scalars().track.owner_exits, 30);
  EXPECT_NEAR(economy.held(7), 250, 1e-2);
}

TEST(OwnersWhoLeave, DoSoWhereThePriceFalls) {
  Parameters p = owners_alone();
  p.owners.exit_trend = 0.1;
  OwnersAlone economy(p);
  economy.run_to_day(1);
  economy.s().trend[7] = -0.11f;
  economy.s().trend[8] = -0.09f;
  economy.run_to_day(2);
  for (int i = 0; i < 30; ++i) EXPECT_EQ(economy.held(i) < 1000, i == 7) << i;
}

// The hazard of 0.1 a day at worth is 0.1 (1 + 3 ln e^3) = 1 at e^3 times worth: of 30 x 10 owners,
// each once, e^-0.1 and e^-1 stay on a day; bounds are five deviations.
TEST(OwnersWhoLeave, AreMoreWhereThePriceIsAboveWorth) {
  const auto stay = [](double log_worth) {
    Parameters p = owners_alone();
    p.owners.exit_rate = 0.1;
    p.value.anchor_sum = 30 * std::exp(log_worth);
    double count = 0;
    for (unsigned point = 0; point < 10; ++point) {
      OwnersAlone economy(p);
      economy.key.point = point;
      economy.run_to_day(1);
      economy.run_tick();
      count += 30 - economy.scalars().track.owner_exits;
    }
    return count / 300;
  };
  EXPECT_NEAR(stay(0), std::exp(-0.1), 5 * std::sqrt(0.9 * 0.1 / 300));
  EXPECT_NEAR(stay(-3), std::exp(-1), 5 * std::sqrt(0.37 * 0.63 / 300));
}

void expect_the_same_prices(const Parameters& one, const Parameters& other) {
  Simulation<1> a(one), b(other);
  a.run_to_day(8);
  b.run_to_day(8);
  for (int i = 0; i < 30; ++i) {
    ASSERT_EQ(a.price(i), b.price(i)) << i;
    ASSERT_EQ(a.s().held[cohort_value][i], b.s().held[cohort_value][i]) << i;
  }
}

TEST(PlansOfOwners, ThatAreOffAreNone) {
  Parameters p = small_economy();
  p.owners.exit_sold = 0.3;
  p.owners.exit_days = 5;
  p.owners.exit_part = 0.5;
  p.owners.exit_overpriced = 50;
  p.owners.sell_above = 1e-6;  // any price is above it
  expect_the_same_prices(p, small_economy());
}

// Who neither sells nor stakes is a treasury that does not sell.
TEST(OwnersTreasuries, ThatKeepAllAreOwnersWhoHold) {
  Parameters p = small_economy();
  p.owners.sell = 0;
  p.owners.earn = false;
  Parameters shared = p;
  shared.owners.treasury_share = 0.25;
  expect_the_same_prices(p, shared);
  Simulation<1> economy(shared);
  economy.run_to_day(3);
  for (int i = 0; i < 30; ++i) {
    const double all = economy.s().treasury[i] + economy.s().held[cohort_owners][i];
    ASSERT_GT(all, 0);
    EXPECT_NEAR(economy.s().treasury[i], 0.25 * all, 1e-9 * all) << i;
  }
}

TEST(OwnersTreasuries, SellAndCloseTheLedgers) {
  Parameters p = small_economy();
  p.owners.treasury_share = 0.5;
  p.owners.exit_rate = 0.1;
  p.owners.sell_above = 0.5;
  p.revenue.treasury_sell = 0.1;
  Simulation<1> economy(p);
  const auto& out = economy.finish_run().outcomes;
  ASSERT_EQ(economy.result.status, Status::ok);
  EXPECT_GT(economy.scalars().money.treasuries, 0);
  EXPECT_GT(out[outcome_owner_exits], 0);
  EXPECT_LE(out[outcome_tao_residual], 1e-12);
  EXPECT_LE(out[outcome_alpha_residual], 1e-12);
}

class OwnersBackEnds : public OnEachBackEnd {};
INSTANTIATE_TEST_SUITE_P(Isa, OwnersBackEnds, on_each_back_end(), name_of_isa);

TEST_P(OwnersBackEnds, HaveTheSameBits) {
  Parameters p = small_economy();
  p.time.days = 8;
  p.owners.exit_rate = 0.05;
  p.owners.exit_trend = 0.2;
  p.owners.sell_above = 0.8;
  p.owners.treasury_share = 0.3;
  p.revenue.treasury_sell = 0.1;
  OnTwoBackEnds both(p, GetParam());
}

}  // namespace
}  // namespace taosweep
