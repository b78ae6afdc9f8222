// Newcomers: when they come, what they pay, and what their subnets open with.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/kernels/economy/one_economy.hpp"

namespace taosweep {
namespace {

Parameters with_arrivals(double rate, int subnets, int limit) {
  Parameters p = small_economy();
  p.network.subnets = subnets;
  p.time.days = 400;
  p.lifecycle.mode = LifecycleMode::arrivals;
  p.lifecycle.rate_per_day = rate;
  p.protocol.subnet_limit = limit;
  return p;
}

// 65 of the launch, and 52 pools that opened by day 166: 117.
TEST(Births, OfTheRecordLeaveAsManySubnetsAsThereWere) {
  Parameters p = small_economy();
  p.network.subnets = 65;
  p.time.days = 166;
  p.lifecycle.mode = LifecycleMode::recorded;
  Simulation<4> economy(p);
  const EconomyResult& result = economy.finish_run();
  EXPECT_EQ(result.status, Status::ok);
  EXPECT_NEAR(result.outcomes[outcome_subnets_end], 116, 0.1 * 116);
  EXPECT_EQ(result.outcomes[outcome_births], 52);
  EXPECT_EQ(result.outcomes[outcome_prunings], 0);
  const int rows = time_count(TimeAxis::day, economy.plan);
  const float* living = economy.result.series.data() + series_living_subnets * rows;
  EXPECT_EQ(living[0], 65);
  EXPECT_EQ(living[16], 71) << "six have opened by the end of day 15";
}

// Of 3000 gaps with a mean of 5 d the mean has a standard deviation of 5/sqrt(3000) = 0.091: five
// of them are a false alarm once in two million.
TEST(Births, ComeAtTheirMeanRate) {
  double days = 0;
  int gaps = 0;
  for (std::uint32_t replicate = 0; replicate < 10; ++replicate) {
    Simulation<1> simulation(with_arrivals(0.2, 20, 30), {5, 0, replicate});
    OneEconomy economy(simulation);
    double at = 0;
    for (int i = 0; i < 300; ++i, ++gaps) {
      at = next_newcomer(*economy, at);
      economy->lifecycle.newcomers += 1;
    }
    days += at / blocks_per_day;
  }
  EXPECT_NEAR(days / gaps, 5, 5 * 0.091);
}

// Of independent gaps the variance is the square of the mean; with 3000 of them its standard
// deviation is sqrt(8/3000) = 5 % of it.
TEST(Births, ComeIndependentlyOfEachOther) {
  Simulation<1> simulation(with_arrivals(0.2, 20, 30));
  OneEconomy economy(simulation);
  double sum = 0, squares = 0;
  const int gaps = 3000;
  for (int i = 0; i < gaps; ++i) {
    const double gap = next_newcomer(*economy, 0) / blocks_per_day;
    economy->lifecycle.newcomers += 1;
    sum += gap;
    squares += gap * gap;
  }
  const double mean = sum / gaps;
  EXPECT_NEAR(squares / gaps / (mean * mean) - 1, 1, 0.25);
}

TEST(Births, AreNoneWhereTheRateIsZeroAndNoneByDefault) {
  Simulation<1> none(with_arrivals(0, 20, 30));
  none.run_to_day(30);
  EXPECT_EQ(none.scalars().lifecycle.births, 0);
  Simulation<1> fixed(small_economy());
  EXPECT_EQ(fixed.clock.room, fixed.clock.subnets);
  fixed.finish_run();
  EXPECT_EQ(fixed.result.outcomes[outcome_births], 0);
  EXPECT_EQ(fixed.result.outcomes[outcome_subnets_end], 30);
}

// At the launch the last lock was 500 TAO and stands two of 2.3 days back: floor(500e9/16560) rao
// a block. The next one, a day later, starts from twice what this one paid.
TEST(Births, DoubleTheLockAndWaitADay) {
  Parameters p = still(with_arrivals(10, 20, 30));
  Simulation<1> economy(p);
  economy.run_to_day(1);
  EXPECT_EQ(economy.scalars().lifecycle.births, 0);
  economy.run_tick();
  const Lifecycle& life = economy.scalars().lifecycle;
  EXPECT_EQ(life.births, 1) << "the others wait a day";
  const double first = 1000 - std::floor(500e9 / 16560) * (3 * 7200) / 1e9;
  EXPECT_NEAR(life.last_lock, first, 1e-8);
  EXPECT_EQ(economy.scalars().money.locked, life.last_lock);
  EXPECT_NEAR(economy.scalars().money.left, first - 1, 1e-8) << "all but the seed is burned";
  economy.run_to_day(2);
  economy.run_tick();
  EXPECT_EQ(life.births, 2);
  EXPECT_NEAR(life.last_lock, 2 * first - std::floor(first * 1e9 / 16560) * 7200 / 1e9, 1e-6);
}

// The last lock stands two days back and the gap is four: who comes by day 1 waits for day 2. What
// he pays is the lock of day 1 where it is prepaid; the next one pays twice that at once, and
// waits.
TEST(Births, PayInAdvanceWhereTheyWaitForTheirTurn) {
  Parameters p = still(with_arrivals(10, 20, 30));
  p.protocol.registration_gap = 4;
  p.protocol.registration_prepaid = true;
  Simulation<1> economy(p);
  economy.run_to_day(1);
  economy.run_tick();
  const double first = 1000 - std::floor(500e9 / 16560) * (3 * 7200) / 1e9;
  const Lifecycle& life = economy.scalars().lifecycle;
  const Money& money = economy.scalars().money;
  EXPECT_EQ(life.births, 0);
  EXPECT_NEAR(money.escrow, first, 1e-8);
  EXPECT_EQ(money.locked, money.escrow);
  economy.run_to_day(2);
  economy.run_tick();
  EXPECT_EQ(life.births, 1);
  EXPECT_NEAR(life.last_lock, first, 1e-8) << "the lock of day 1, dearer than that of day 2";
  EXPECT_NEAR(money.escrow, 2 * first, 1e-6);
  EXPECT_NEAR(money.locked, 3 * first, 1e-6);
  EXPECT_NEAR(money.left, first - 1, 1e-8) << "all but the seed is burned";
}

TEST(Births, PayTheLockOfTheirTurnWhereItIsNotPrepaid) {
  Parameters p = still(with_arrivals(10, 20, 30));
  p.protocol.registration_gap = 4;
  Simulation<1> economy(p);
  economy.run_to_day(2);
  economy.run_tick();
  EXPECT_EQ(economy.scalars().money.escrow, 0);
  EXPECT_NEAR(economy.scalars().lifecycle.last_lock,
              1000 - std::floor(500e9 / 16560) * (4 * 7200) / 1e9, 1e-8);
}

TEST(Births, AreNotPrepaidWhileTheLockIsTooDear) {
  Parameters p = still(with_arrivals(10, 20, 30));
  p.protocol.registration_gap = 4;
  p.protocol.registration_prepaid = true;
  p.lifecycle.most_lock_tao = 340;
  Simulation<1> economy(p);
  economy.run_to_day(1);
  economy.run_tick();
  EXPECT_EQ(economy.scalars().money.locked, 0);
}

// All but the seed of each lock is burned, and there is nothing to burn.
TEST(Births, BurnNoMoreThanThereIs) {
  Parameters p = with_arrivals(10, 20, 30);
  p.network.issuance_tao = 0;
  p.protocol.switched_off = 1;  // nor is anything minted
  Simulation<1> economy(p);
  economy.run_to_day(3);
  EXPECT_GT(economy.scalars().lifecycle.births, 0);
  EXPECT_EQ(economy.scalars().money.issuance, 0);
  EXPECT_EQ(economy.scalars().track.broken, 0);
}

// Nobody may be pruned: who is turned away has his money back.
TEST(Births, ArePaidBackWhereTheyAreTurnedAway) {
  Parameters p = still(with_arrivals(10, 20, 20));
  p.protocol.registration_gap = 4;
  p.protocol.registration_prepaid = true;
  p.protocol.immunity_blocks = 1e8;
  Simulation<1> economy(p);
  economy.run_to_day(2);
  economy.run_tick();
  const Money& money = economy.scalars().money;
  EXPECT_GT(economy.scalars().lifecycle.turned_away, 0);
  EXPECT_EQ(money.escrow, 0);
  EXPECT_GT(money.locked, 300);
  EXPECT_EQ(money.left, money.locked);
}

TEST(Births, WaitWhileTheLockIsTooDear) {
  Parameters p = with_arrivals(10, 20, 30);
  p.lifecycle.most_lock_tao = 400;
  Simulation<1> economy(p);
  economy.run_to_day(2);
  economy.run_tick();
  EXPECT_EQ(economy.scalars().lifecycle.births, 1) << "347.8 TAO on day 1";
  economy.run_to_day(3);
  economy.run_tick();
  EXPECT_EQ(economy.scalars().lifecycle.births, 2) << "544 on day 2, 393 on day 3";
  EXPECT_LT(economy.scalars().lifecycle.last_lock, 400);
}

TEST(Births, OpenOnePoolOfOneToOneWithoutAHolderOrAnAverage) {
  Simulation<1> simulation(with_arrivals(1, 20, 30));
  OneEconomy economy(simulation);
  register_newcomer(*economy, {25, 7200, 7, 21}, 300);
  const auto& s = simulation.s();
  EXPECT_EQ(s.alive[25], 1);
  EXPECT_EQ(s.tao[25], 1);
  EXPECT_EQ(s.alpha[25], 1);
  EXPECT_EQ(s.issued[25], 1);
  EXPECT_EQ(s.price_ema[25], 0);
  EXPECT_EQ(s.attention[25], 0);
  EXPECT_EQ(simulation.held(25), 0);
  EXPECT_EQ(s.registered[25], 7200);
  EXPECT_EQ(economy->money.issuance, simulation.scalars().money.issuance - 299);
}

// 20 pools of 1 : 1 but one of 3 TAO : 1 alpha: the median is 1, and 2 where half of them are so.
TEST(Births, OpenWithTheWholeLockAtTheMedianPrice) {
  Parameters p = with_arrivals(1, 20, 30);
  p.protocol.pool_seed = SeedRule::whole_lock;
  Simulation<1> simulation(p);
  for (int i = 0; i < 10; ++i) simulation.s().tao[i] = 3;
  OneEconomy economy(simulation);
  register_newcomer(*economy, {25, 7200, 7, 21}, 300);
  const auto& s = simulation.s();
  EXPECT_EQ(s.tao[25], 300);
  EXPECT_EQ(s.alpha[25], 150);
  EXPECT_EQ(s.issued[25], 150);
  EXPECT_NEAR(s.log_price[25], std::log(2), 1e-7) << "no jump from 1";
  EXPECT_EQ(economy->money.left, 0) << "nothing is burned";
  EXPECT_EQ(economy->money.locked, 300);
}

// The same newcomer in two slots is the same subnet; another one is another.
TEST(Births, AreDrawnByTheNewcomerAndNotByTheSlot) {
  Simulation<1> simulation(with_arrivals(1, 20, 30));
  OneEconomy economy(simulation);
  register_newcomer(*economy, {25, 7200, 7, 21}, 300);
  register_newcomer(*economy, {26, 7200, 7, 22}, 300);
  register_newcomer(*economy, {27, 7200, 8, 23}, 300);
  const auto& s = simulation.s();
  EXPECT_EQ(s.shocks[25], s.shocks[26]);
  EXPECT_EQ(s.log_worth[25], s.log_worth[26]);
  EXPECT_EQ(s.value_error[25], s.value_error[26]);
  EXPECT_NE(s.shocks[25], s.shocks[27]);
  EXPECT_NE(s.log_worth[25], s.log_worth[27]);
  for (int i = 0; i < 20; ++i) EXPECT_EQ(s.shocks[i], static_cast<std::uint32_t>(i));
}

// ln 2 and half the spread: against a factor of 1 and the whole spread.
TEST(Births, AreOfTheWorthAndSpreadThatIsAskedFor) {
  Parameters p = with_arrivals(1, 20, 30);
  Simulation<1> plain(p);
  p.lifecycle.worth = 2;
  p.lifecycle.worth_spread = 0.5;
  Simulation<1> better(p);
  OneEconomy a(plain), b(better);
  register_newcomer(*a, {25, 7200, 7, 21}, 300);
  register_newcomer(*b, {25, 7200, 7, 21}, 300);
  EXPECT_NEAR(better.s().log_worth[25], std::log(2) + 0.5 * plain.s().log_worth[25], 1e-6);
}

}  // namespace
}  // namespace taosweep
