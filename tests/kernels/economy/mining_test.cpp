// Miners who earn elsewhere: cash of a day by hand for each design, and that ledgers close.
#include "kernels/economy/mining.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "kernels/watch/emission_look.hpp"
#include "tests/at_hand.hpp"
#include "tests/kernels/economy/one_economy.hpp"
#include "tests/kernels/same_bits.hpp"

namespace taosweep {
namespace {

constexpr int mined = 13;  // netuid 14

/// Nothing is emitted and nobody trades but miners of one subnet, who hold alpha, and the subnet.
Parameters quiet_mine(double theta, double kept, double captured) {
  Parameters p = still(small_economy());
  p.network.issuance_tao = 2.1e7;
  p.protocol.tao_weight = p.protocol.stake_fee_tao = 0;
  p.capital.burst_tao = p.capital.drip_tao_per_day = p.root.rate = 0;
  p.miners.sell = 0;
  p.revenue.buyback_share = 1;
  p.mining.outside_income = theta;
  p.mining.netuid = mined + 1;
  p.mining.kept = kept;
  p.mining.captured = captured;
  p.mining.world_tao = 1e7;
  return p;
}

/// Pools of 1e6 TAO and 1e6 alpha; miners of all subnets hold 1e6 alpha and cost 100 TAO a day.
struct QuietMine : Simulation<1> {
  explicit QuietMine(const Parameters& p) : Simulation<1>(p) {
    for (int i = 0; i < 30; ++i) {
      s().tao[i] = s().alpha[i] = s().held[cohort_miners][i] = 1e6;
      s().issued[i] = 2.1e7;
      s().unallocated[i] = 1.9e7;
      s().capacity[i] = i == mined ? 100.0f : 0.0f;
    }
  }
  double sold() { return scalars().money.cash[cohort_miners]; }
  double bought() { return scalars().money.bought_back; }
};

// Cost 100 TAO a day, earned elsewhere 100 less a thousandth. A: alpha pays all cost, and what
// validators give back buys. B: a fee of 2 % buys, and as much is sold. C: hardly any of either.
TEST(Mining, OfEachDesignSellsAndBuysWhatIsWorkedOutByHand) {
  struct Row {
    const char* design;
    double kept, captured, sold, bought;
  };
  for (const Row& row :
       {Row{"A, all given back", 0, 1, 100, 100}, Row{"A, half", 0, 0.5, 100, 50},
        Row{"B", 0.98, 1, 2, 2}, Row{"C", 1, 0, 0, 0}, Row{"coin that is lost", 0, 0, 100, 0}}) {
    QuietMine economy(quiet_mine(1, row.kept, row.captured));
    economy.run_to_day(1);
    EXPECT_NEAR(economy.sold(), row.sold, 0.02) << row.design;
    EXPECT_NEAR(economy.bought(), row.bought, 0.02) << row.design;
    EXPECT_NEAR(economy.scalars().track.revenue, 100, 0.01) << row.design;
    EXPECT_NEAR(economy.price(mined), 1, 3e-4) << row.design;
    EXPECT_EQ(economy.price(mined - 1), 1) << row.design;
  }
}

// theta c comes in and c goes out: (theta - 1) c a day, nothing at theta = 1.
TEST(Mining, WhoseWholeIncomeBuysMovesItsPoolByThetaLessOne) {
  for (const double theta : {0.5, 1.0, 1.5}) {
    QuietMine economy(quiet_mine(theta, 0, 1));
    economy.run_to_day(1);
    EXPECT_NEAR(economy.s().tao[mined] - 1e6, (theta - 1) * 100, 0.02) << theta;
  }
}

// Nobody is paid alpha: ln of income over 1.5 c is ln .8, and -2 where miners keep nothing.
TEST(Mining, BringsMinersByWhatTheyKeep) {
  for (const double kept : {0.0, 1.0}) {
    QuietMine economy(quiet_mine(1.2, kept, 0));
    economy.run_to_day(1);
    EXPECT_EQ(economy.s().capacity[mined], 100);
    economy.run_tick();
    const double gap = kept > 0 ? std::log(1.2 / 1.5) : -2;
    EXPECT_NEAR(economy.s().capacity[mined], 100 * std::exp(0.1 * gap), 2e-3) << kept;
  }
}

/// Everybody trades.
Parameters busy(double kept, double captured) {
  Parameters p = small_economy();
  p.revenue.buyback_share = 1;
  p.mining.outside_income = 1.2;
  p.mining.part = 0.5;
  p.mining.kept = kept;
  p.mining.captured = captured;
  return p;
}

void expect_the_same_paths(const Parameters& one, const Parameters& other) {
  Simulation<1> a(one), b(other);
  a.run_to_day(8);
  b.run_to_day(8);
  for (int i = 0; i < 30; ++i) {
    ASSERT_EQ(a.price(i), b.price(i)) << i;
    ASSERT_EQ(a.s().issued[i], b.s().issued[i]) << i;
    ASSERT_EQ(a.s().capacity[i], b.s().capacity[i]) << i;
    ASSERT_EQ(a.s().held[cohort_miners][i], b.s().held[cohort_miners][i]) << i;
  }
}

TEST(Mining, ThatPaysNothingIsNone) {
  Parameters p = busy(0.98, 1);
  p.mining.outside_income = 0;
  expect_the_same_paths(p, small_economy());
}
TEST(Mining, WhoseCoinNobodyHereKeepsMovesNothing) {
  expect_the_same_paths(busy(0, 0), small_economy());
}

TEST(Mining, IsOfTheSubnetThatIsNamedOrOfThoseThatAreDrawn) {
  Parameters p = busy(1, 0);
  Simulation<1> drawn(p);
  p.mining.netuid = 14;
  Simulation<1> named(p);
  drawn.run_to_day(2);
  named.run_to_day(2);
  int earning = 0;
  for (int i = 0; i < 32; ++i) {
    earning += drawn.s().earned_elsewhere[i] > 0;
    EXPECT_EQ(named.s().earned_elsewhere[i] > 0, i == mined) << i;
  }
  EXPECT_GE(earning, 5);  // binomial, half of 30: fewer, or more than 25, once in 15,000
  EXPECT_LE(earning, 25);
}

// However many miners there are.
TEST(Mining, PaysNoMoreThanTheWorldDoes) {
  Simulation<1> simulation(busy(1, 0));
  for (int i = 0; i < 30; ++i) simulation.s().capacity[i] = 1e30f;
  OneEconomy economy(simulation);
  mine_elsewhere(*economy, 0);
  double all = 0;
  for (int i = 0; i < 32; ++i) all += simulation.s().earned_elsewhere[i];
  EXPECT_NEAR(all, 1.2e5, 1);
}

// All pay is 0.41 of 7200 alpha at a price of 1, 2952 TAO a day; elsewhere 100 are earned less a
// thousandth, a twentieth of which is the bonus. Other subnets burn nothing.
TEST(Mining, ForABonusBurnsTheRestOfTheMinersPay) {
  Parameters p = quiet_mine(1, 0.98, 1);
  p.mining.bonus = 0.05;
  QuietMine simulation(p);
  simulation.s().issued[mined] = 1e6;  // a whole alpha a block
  OneEconomy economy(simulation);
  mine_elsewhere(*economy, 0);
  EXPECT_NEAR(simulation.s().burned[mined], 1 - 5 / 2952.0, 1e-5);
  EXPECT_EQ(simulation.s().burned[mined - 1], 0);
}

// What epochs burn is outstanding and nobody's, and the ledgers close.
TEST(Mining, ForABonusPaysMinersNoMoreThanIt) {
  Parameters p = busy(0.98, 1);
  p.mining.netuid = mined + 1;
  p.mining.bonus = 0.05;
  Simulation<1> bonus(p);
  p.mining.bonus = 0;
  Simulation<1> whole(p);
  for (Simulation<1>* of : {&bonus, &whole}) {
    of->finish_run();
    EXPECT_LE(of->result.outcomes[outcome_alpha_residual], 1e-12);
    EXPECT_LE(of->result.outcomes[outcome_tao_residual], 1e-12);
  }
  const auto& s = bonus.s();
  EXPECT_GT(s.burned[mined], 0.5);
  EXPECT_LT(s.burned[mined], 1);
  EXPECT_LT(s.held[cohort_miners][mined], 0.5 * whole.s().held[cohort_miners][mined]);
  EXPECT_GT(s.unallocated[mined], 1000);
}

// The named subnet dies; who registers in its place mines for alpha alone.
TEST(Mining, EndsWithTheSubnetThatIsNamed) {
  Parameters p = busy(1, 0);
  p.mining.netuid = 14;
  Simulation<1> simulation(p);
  auto& s = simulation.s();
  OneEconomy economy(simulation);
  mine_elsewhere(*economy, 0);
  EXPECT_GT(s.earned_elsewhere[mined], 0);
  dissolve(*economy, mined);
  mine_elsewhere(*economy, 0);
  EXPECT_EQ(s.earned_elsewhere[mined], 0);
  open_slot(s, mined, PoolSeed{1, 1}, 7200);
  s.capacity[mined] = 10;
  mine_elsewhere(*economy, 0);
  EXPECT_EQ(s.earned_elsewhere[mined], 0);
}

TEST(Mining, SpendsWhatReachesTheSubnetAndClosesTheLedgers) {
  for (const BoughtBack bought : {BoughtBack::burned, BoughtBack::recycled, BoughtBack::held}) {
    Parameters p = busy(0.5, 0.5);
    p.time.step_blocks = bought == BoughtBack::held ? 25 : 300;
    p.revenue.bought = bought;
    p.revenue.treasury_sell = 0.1;
    p.protocol.subnet_limit = 31;
    p.protocol.immunity_blocks = 0;
    p.lifecycle.mode = LifecycleMode::arrivals;
    p.lifecycle.rate_per_day = 3;
    p.lifecycle.most_lock_tao = 1e6;
    Simulation<1> economy(p);
    economy.finish_run();
    ASSERT_EQ(economy.result.status, Status::ok);
    const auto& out = economy.result.outcomes;
    EXPECT_GT(out[outcome_prunings], 5);
    EXPECT_LE(out[outcome_tao_residual], 1e-12);
    EXPECT_LE(out[outcome_alpha_residual], 1e-12);
    EXPECT_NEAR(out[outcome_buyback_tao], 0.25 * out[outcome_revenue_tao],
                1e-9 * out[outcome_buyback_tao]);
    EXPECT_GT(out[outcome_buyback_tao], 100);
    EXPECT_GT(out[outcome_earner_share], 0);
    EXPECT_LT(out[outcome_earner_tao_per_revenue], out[outcome_emission_per_revenue]);
  }
}

/// Subnet 14 earns, of three with averages of 3, 1 and 1; 100 TAO are minted.
struct MintedLook {
  Simulation<1> simulation{quiet_mine(1, 1, 0)};
  explicit MintedLook(double scale) {
    for (int i = 0; i < 32; ++i) simulation.s().price_ema[i] = 0;
    simulation.s().price_ema[mined] = 3 * scale;
    simulation.s().price_ema[0] = simulation.s().price_ema[1] = scale;
    simulation.scalars().money.minted = 100;
    simulation.scalars().track.revenue = 1;
  }
  double minted_to_earners() {
    OneEconomy economy(simulation);
    mine_elsewhere(*economy, 0);
    Observation seen{};
    seen.weight_sum = 5 * simulation.s().price_ema[0];
    count_minted_to_earners(*economy, seen, 7200, minted_since_last_day(*economy));
    return economy->track.minted_to_earners;
  }
};

TEST(MintedToEarners, IsTheirShareOfWhatIsMinted) {
  EXPECT_NEAR(MintedLook(0.01).minted_to_earners(), 60, 1e-12);
}
TEST(MintedToEarners, IsNothingWhereNothingIsEmitted) {
  EXPECT_EQ(MintedLook(0).minted_to_earners(), 0);
}

class MiningBackEnds : public OnEachBackEnd {};
INSTANTIATE_TEST_SUITE_P(Isa, MiningBackEnds, on_each_back_end(), name_of_isa);

TEST_P(MiningBackEnds, HaveTheSameBits) {
  for (const int netuid : {0, 14}) {
    Parameters p = busy(0.5, 0.5);
    p.mining.netuid = netuid;
    p.time.days = 8;
    OnTwoBackEnds both(p, GetParam());
  }
}

}  // namespace
}  // namespace taosweep
