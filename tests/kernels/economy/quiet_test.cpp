// Without behaviour nothing happens but emission, whose course is known in closed form.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/kernels/economy_fixture.hpp"

namespace taosweep {
namespace {

Parameters quiet(int subnets, double tao_weight, int step) {
  Parameters p;
  p.network.subnets = subnets;
  p.time.days = 400;
  p.time.step_blocks = step;
  p.time.fine_days = 0;
  p.protocol.tao_weight = tao_weight;
  p.capital.burst_tao = p.capital.drip_tao_per_day = 0;
  p.miners.sell = p.validators.sell = p.owners.sell = 0;
  p.miners.entry = p.miners.exit = 0;
  p.root.rate = 0;
  return p;
}

/// Miners without costs: nothing forces them to sell.
Simulation<1> quiet_economy(const Parameters& p) {
  Simulation<1> economy(p);
  for (float& c : economy.s().capacity) c = 0;
  return economy;
}

TEST(QuietEconomy, HasNoOrders) {
  Simulation<1> economy = quiet_economy(quiet(20, 0.18, 300));
  economy.run_to_day(30);
  const Money& m = economy.scalars().money;
  for (const double x : m.cash) EXPECT_EQ(x, 0);
  EXPECT_EQ(m.entered, 0);
  EXPECT_EQ(m.minted, 30 * 7200);
  for (const int c : {cohort_value, cohort_attention, cohort_yield, cohort_noise}) {
    for (int i = 0; i < 32; ++i) ASSERT_EQ(economy.s().held[c][i], 0);
  }
}

// Without root's sale the injection leaves every price at 1: T = 1 + sum of t, and the average m
// tends to 1 as 1 - (1 - m0)(1 - a)^n.
TEST(QuietEconomy, KeepsEveryPriceWithoutRootsSale) {
  for (const int step : {1, 25, 300}) {
    Simulation<1> economy = quiet_economy(quiet(20, 0, step));
    std::vector<double> first(economy.s().price_ema, economy.s().price_ema + 20);
    economy.run_to_day(5);
    double tao = 0;
    for (int i = 0; i < 20; ++i) {
      EXPECT_NEAR(economy.price(i), 1, 1e-12);
      EXPECT_NEAR(economy.s().price_ema[i], 1 - (1 - first[i]) * std::pow(1 - 3e-6, 5 * 7200),
                  1e-11);
      EXPECT_NEAR(economy.s().issued[i], economy.s().alpha[i] + 5 * 7200, 1e-7);
      tao += economy.s().tao[i];
    }
    EXPECT_NEAR(tao, 20 + 5 * 7200, 1e-7);
  }
}

// A single subnet gets one TAO and, its price below 1, one alpha
// in the pool and one outside it at every block.
TEST(QuietEconomy, FollowsTheClosedFormOfRootsDividendShare) {
  Parameters p = quiet(1, 0.18, 300);
  p.network.issuance_tao = 0;  // far from a halving
  Simulation<1> economy = quiet_economy(p);
  const double root = 0.18 * economy.p.network.root_tao;
  for (const double day : {7.0, 30.0, 365.0}) {
    economy.run_to_day(day);
    finish(economy.p, economy.clock, economy.segments, economy.s(), economy.result);
    const double issued = 1 + 2 * day * 7200;
    EXPECT_NEAR(economy.s().issued[0], issued, 1e-9 * issued);
    EXPECT_NEAR(economy.result.outcomes[outcome_root_dividend_share], root / (root + issued),
                1e-12);
  }
}

/// Last block in [0, end) whose epoch has run on subnet i.
int last_epoch(int end, int i, int tempo) {
  int block = end - 1;
  while ((block + i + 2) % (tempo + 1) != tempo) --block;
  return block;
}

// 0.41 to miners, 0.41 to validators, 0.18 to owners, of one
// alpha a block, up to the last epoch's own block.
TEST(QuietEconomy, PaysEachSideItsPartUpToTheLastEpoch) {
  for (const int step : {1, 75, 300}) {
    Simulation<1> economy = quiet_economy(quiet(20, 0, step));
    economy.run_to_day(2);
    const double cut = economy.rules().owner_cut;
    for (int i = 0; i < 20; ++i) {
      const double paid = last_epoch(economy.block(), i, 360) + 1;
      const auto& held = economy.s().held;
      EXPECT_NEAR(held[cohort_miners][i], 0.5 * (1 - cut) * paid, 1e-9 * paid);
      EXPECT_NEAR(held[cohort_validators][i] + held[cohort_owners][i], (0.5 + 0.5 * cut) * paid,
                  1e-9 * paid);
      EXPECT_NEAR(economy.s().pending_alpha[i], (1 - cut) * (economy.block() - paid), 1e-9 * paid);
    }
  }
}

// While the over-issue lasts it is all alpha sold for root. From the fix on
// validators leave root's part out, which is more than was sold, since stake counts
// less alpha than issuance: the rest is nobody's.
TEST(QuietEconomy, StopsTheOverIssueOnTheDayOfTheFix) {
  Parameters p = quiet(1, 0.18, 1);
  p.schedule = fixed_on(1);
  Simulation<1> economy = quiet_economy(p);
  economy.run_to_day(1);
  const double root = 0.18 * p.network.root_tao, half = 0.5 * (1 - launch_2025_02.owner_cut);
  double sold = 0;
  for (int block = 0; block <= last_epoch(7200, 0, 360); ++block) {
    sold += half * root / (root + 1 + 2 * (block + 1));
  }
  EXPECT_NEAR(economy.s().over_issued[0], sold, 1e-9 * sold);
  EXPECT_GT(economy.s().over_issued[0], 2500);
  EXPECT_EQ(economy.s().unallocated[0], 0);
  economy.run_to_day(2);
  EXPECT_NEAR(economy.s().over_issued[0], sold, 1e-9 * sold);
  EXPECT_GT(economy.s().unallocated[0], 0);
  EXPECT_LT(economy.s().unallocated[0], 0.02 * sold);
}

TEST(QuietEconomy, BooksRootsDividendsApartFromRoot) {
  Simulation<1> economy = quiet_economy(quiet(20, 0.18, 75));
  economy.run_to_day(10);
  double pools = 0, pending = 0;
  for (int i = 0; i < 20; ++i) pools += economy.s().tao[i], pending += economy.s().pending_tao[i];
  EXPECT_EQ(economy.scalars().money.root, economy.p.network.root_tao);
  EXPECT_NEAR(economy.scalars().money.unbooked_root + pending, 20 + 72000 - pools, 1e-6);
  EXPECT_GT(economy.scalars().money.unbooked_root, 1000);
}

}  // namespace
}  // namespace taosweep
