// Hazards and what moves them: every cohort's rates against their closed forms.
#include <gtest/gtest.h>

#include <cmath>

#include "kernels/cohorts/capital.hpp"
#include "kernels/cohorts/miners.hpp"
#include "kernels/cohorts/noise.hpp"
#include "kernels/cohorts/root.hpp"
#include "kernels/cohorts/value.hpp"
#include "kernels/cohorts/yield.hpp"
#include "kernels/lanes/operations.hpp"
#include "tests/kernels/economy_fixture.hpp"

namespace taosweep {
namespace {

TEST(Hazard, ComposesOverPartsOfAStep) {
  for (const double rate : {0.003, 0.2, 5.0}) {
    for (const int parts : {2, 12, 300}) {
      double left = 1;
      for (int i = 0; i < parts; ++i) left *= 1 - hazard_part(rate, 0.7 / parts);
      EXPECT_NEAR(1 - left, hazard_part(rate, 0.7), 1e-13);
      EXPECT_NEAR(hazard_part(rate, 0.7), 1 - std::exp(-0.7 * rate), 1e-15);
    }
  }
}

TEST(Hazard, NeverTakesMoreThanThereIs) {
  for (double rate = 1e-6; rate < 1e12; rate *= 7) {
    const auto kept_as_float = static_cast<float>(hazard_part(rate, 1.0));
    EXPECT_LE(kept_as_float, 1.0f);
    EXPECT_GT(kept_as_float, 0.0f);
  }
  EXPECT_EQ(hazard_part(0.0, 1.0), 0);
}

TEST(Hazard, SpendsNoMoreThanTheCash) {
  EXPECT_NEAR(cash_per_hazard(1000, 0.5, 0.2) * 0.5, 1000 * (1 - std::exp(-0.1)), 1e-10);
  EXPECT_LT(cash_per_hazard(1000, 1e9, 1) * 1e9, 1000);
  EXPECT_EQ(cash_per_hazard(1000, 0, 1), 0);
  EXPECT_EQ(cash_per_hazard(-1, 1, 1), 0);
}

TEST(Capital, EntersAsBurstAndDrip) {
  Parameters p;
  p.capital.drip_tao_per_day = 13500;
  p.capital.drip_days = 300;
  for (const double day : {0.0, 0.01, 1.0, 30.0, 400.0}) {
    const double burst = 20000 * (1 - std::exp(-day)),
                 drip = 13500 * 300 * (1 - std::exp(-day / 300));
    EXPECT_NEAR(capital_entered(p, day), burst + drip, 1e-9 * (1 + burst + drip));
  }
  EXPECT_NEAR(rush_at(p, 0), 61, 1e-12);
  EXPECT_NEAR(rush_at(p, 0.25), 1 + 60 / std::exp(1.0), 1e-12);
}

TEST(Capital, ReachesTheCohortsByTheirShares) {
  Parameters p = still(small_economy());
  p.root.rate = 0;
  p.value.rate = p.attention.buy_gain = p.yield.rate = 0;  // cash stays where it arrives
  p.noise.base_sd = p.noise.attention_sd = p.noise.reversion = 0;
  p.capital.attention_share = 0.11;  // with the others it makes one
  Simulation<1> economy(p);
  economy.run_to_day(10);
  const Money& m = economy.scalars().money;
  const double cash = capital_entered(p, 10);
  const double shares[] = {0.39, 0.11, 0.21, 0.29};
  for (int c = 0; c < 4; ++c) EXPECT_NEAR(m.cash[c], cash * shares[c], 1e-9 * cash);
  EXPECT_EQ(m.root, p.network.root_tao);
  EXPECT_NEAR(m.entered, cash, 1e-6);
}

// Equal yields: no pull. Alpha at a log yield of .5
// more, gain 2: e^1 times the hazard out, e^-1 in.
TEST(RootStakers, FollowTheDifferenceOfLogYields) {
  EXPECT_NEAR(pull_from_root(2, std::log(1.365), 1000, 1e6), 0, 1e-15);
  EXPECT_NEAR(pull_from_root(2, std::log(1.365) + 0.5, 1000, 1e6), 1, 1e-15);
  EXPECT_EQ(pull_from_root(2, 50, 0, 1e6), 3);
  EXPECT_EQ(pull_from_root(2, -50, 0, 0), -3);
  const RootMoves moves = root_moves(0.01, 1, 6e6, 1e4, 0.25);
  EXPECT_NEAR(moves.leaves, 6e6 * (1 - std::exp(-0.0025 * std::exp(1.0))), 1e-6);
  EXPECT_NEAR(moves.joins, 1e4 * (1 - std::exp(-0.0025 * std::exp(-1.0))), 1e-9);
}

TEST(RootStakers, MoveBetweenRootAndTheCashOfYieldChasers) {
  Parameters p = still(small_economy());
  p.capital.burst_tao = p.capital.drip_tao_per_day = 0;
  p.yield.rate = 0;  // what leaves root waits as cash
  p.root.rate = 0.01;
  Simulation<1> economy(p);
  economy.run_to_day(5);
  const Money& m = economy.scalars().money;
  EXPECT_NEAR(m.root + m.cash[cohort_yield], p.network.root_tao, 1e-6);
  EXPECT_LT(m.root, p.network.root_tao * std::exp(-0.05)) << "alpha yields more at launch";
  EXPECT_EQ(m.cash[cohort_value], 0);
}

TEST(RootStakers, TakeOutNoMoreThanTheChainBooked) {
  Parameters p = small_economy();
  p.root.rate = 10;
  Simulation<1> economy(p);
  economy.run_to_day(20);
  EXPECT_GE(economy.scalars().money.root, 0);
  EXPECT_EQ(economy.finish_run().status, Status::ok);
}

TEST(ValueStakers, BuyBelowAndSellAboveTheirValue) {
  EXPECT_NEAR(mispricing(std::log(2.0), 0, 0.5, std::log(0.5)), std::log(4) + 0.5, 1e-15);
  EXPECT_EQ(mispricing(10.0, 0, 0.0, 0.0), 3);
  EXPECT_EQ(mispricing(-10.0, 0, 0.0, 0.0), -3);
  EXPECT_NEAR(value_buy_rate(0.06, 0.1, 2.0), 0.012, 1e-17);
  EXPECT_EQ(value_buy_rate(0.06, 0.1, -2.0), 0);
  EXPECT_NEAR(value_sell_rate(0.06, 0.003, -2.0), 0.123, 1e-15);
  EXPECT_EQ(value_sell_rate(0.06, 0.003, 2.0), 0.003);
}

// Error of perceived value, launch and any later day: sd error_ln_sd, correlation e^(-days/memory);
// also on the slot of a subnet that opens later. 2000 draws: standard error of an sd 1.6 %, of a
// correlation 0.02; five of them allowed.
TEST(ValueStakers, ErrStationarilyFromTheFirstDayOn) {
  Parameters p = small_economy();
  p.value.error_days = 10;
  p.attack.mode = AttackMode::meme_holders;
  p.attack.subnet = AttackSubnet::fresh;
  p.attack.day = 15;
  double squares[3] = {0, 0, 0}, product = 0, fresh = 0;
  int count = 0;
  for (std::uint32_t r = 0; r < 67; ++r) {
    Simulation<1> economy(p, {21, 0, r});
    float first[30];
    for (const int day : {1, 8}) {
      economy.run_to_day(day);
      for (int i = 0; i < 30; ++i) {
        const double x = economy.s().value_error[i] / p.value.error_ln_sd;
        squares[day == 8] += x * x;
        if (day == 1) first[i] = x;
        if (day == 8) product += x * first[i], ++count;
      }
    }
    const double x = economy.s().value_error[30] / p.value.error_ln_sd;
    fresh += x * x;
  }
  EXPECT_NEAR(std::sqrt(squares[0] / count), 1, 0.08);
  EXPECT_NEAR(std::sqrt(squares[1] / count), 1, 0.08);
  EXPECT_NEAR(product / count, std::exp(-0.7), 0.1);
  EXPECT_NEAR(std::sqrt(fresh / 67), 1, 0.43);
}

TEST(YieldChasers, MoveByTheLogarithmOfHeadlineYield) {
  EXPECT_NEAR(log_yield(10.0, 36500.0), std::log(1.1), 1e-15);
  EXPECT_NEAR(log_yield(10.0, 0.0), std::log(1 + 1e4), 1e-12);
  EXPECT_EQ(log_yield(0.0, 100.0), 0);
  EXPECT_NEAR(yield_attraction(0.8, 1, 2.0, 1.5, -1.0), 0.4, 1e-15);
  EXPECT_NEAR(yield_attraction(0.8, 0, 2.0, 1.5, -0.001), 0.8 * (0.5 - 0.365), 1e-15);
  EXPECT_EQ(yield_attraction(0.8, 0, 2.0, 1.5, -1.0), -3);
  EXPECT_NEAR(yield_buy_rate(0.06, 0.5, 2.0) * yield_sell_rate(0.06, 2.0), 0.06 * 0.06 * 0.5,
              1e-18);
}

TEST(Miners, SellWhatTheirCostsForceThemTo) {
  EXPECT_NEAR(miner_sales(1000.0, 20.0, 0.1, 0, 0.5), 100, 1e-3);
  EXPECT_NEAR(miner_sales(50.0, 20.0, 0.1, 0, 0.5), 50, 1e-3);
  EXPECT_LT(miner_sales(50.0, 20.0, 0.1, hazard_part(1e9, 0.5), 0.5), 50);
  EXPECT_NEAR(miner_sales(1000.0, 0.0, 0.1, hazard_part(2.0, 0.5), 0.5),
              1000 * (1 - std::exp(-1.0)), 1e-9);
}

TEST(Miners, EnterAndLeaveUntilIncomeCoversCostAndMargin) {
  EXPECT_NEAR(capacity_after_day(2.0, 3.0, 0.5, 0.03, 0.1), 2, 1e-15);
  EXPECT_NEAR(capacity_after_day(2.0, 3.0 * std::exp(1), 0.5, 0.03, 0.1), 2 * std::exp(0.03),
              1e-12);
  EXPECT_NEAR(capacity_after_day(2.0, 3.0 / std::exp(1), 0.5, 0.03, 0.1), 2 * std::exp(-0.1),
              1e-12);
  EXPECT_NEAR(capacity_after_day(2.0, 0.0, 0.5, 0.03, 0.1), 2 * std::exp(-0.2), 1e-12);
}

TEST(NoiseTraders, TradeByAttentionAndReturnToTheirHolding) {
  EXPECT_NEAR(noise_deviation(0.013, 0.042, 4.0, 9),
              3 * std::sqrt(0.013 * 0.013 + 4 * 0.042 * 0.042), 1e-15);
  EXPECT_EQ(noise_reversion(0.1, 0.5, 0.5, 7), 0);
  EXPECT_NEAR(noise_reversion(0.1, 0.5, 1.0, 2), -0.1, 1e-15);
  EXPECT_NEAR(noise_flow(0.1, 0.02, -2.0, 0.5f, 0.25f), -0.1 + 0.005, 1e-15);
}

}  // namespace
}  // namespace taosweep
