// What cohorts made of their money, by hand and against their cash.
#include "kernels/outcomes/returns.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "kernels/state/named_numbers.hpp"
#include "kernels/watch/turnover.hpp"
#include "tests/kernels/economy/one_economy.hpp"

namespace taosweep {
namespace {

double outcome(Simulation<1>& economy, Outcome which) {
  finish(economy.p, economy.clock, economy.segments, economy.s(), economy.result);
  return economy.result.outcomes[which];
}

/// Subnet 2 has a pool of 100 TAO and 60 alpha; value stakers hold 30, and miners so many.
void give_pool(EconomyState<1>& s, double miners) {
  s.tao[2] = 100;
  s.alpha[2] = 60;
  s.held[cohort_value][2] = 30;
  s.held[cohort_miners][2] = miners;
}

// 30 held by value stakers, 4 by miners, 3 + 3 by root and treasury: all 40 bring 40 TAO, one each.
TEST(ExitValue, IsWhatAllWouldGetAtOnce) {
  Simulation<1> economy(small_economy());
  auto& s = economy.s();
  give_pool(s, 4);
  s.claimable[2] = s.treasury[2] = 3;
  const StoredEconomy whole{economy.scalars().money, economy.scalars().emission, &economy.rules()};
  const StoredSubnet<1> subnet{whole, s, 2};
  EXPECT_DOUBLE_EQ(exit_value(subnet, sellable_on(subnet, 0.0)), 1);
  EXPECT_DOUBLE_EQ(exit_value(subnet, sellable_on(subnet, 60.0)), 0.625) << "players have 60";
  EXPECT_EQ(exit_value(subnet, 0.0), 0) << "nobody has any";
}

// Paid 100, sold for 50, and 30 alpha left of which one brings 1 TAO: 80 of 100.
TEST(HolderReturn, IsProceedsAndExitValueOverWhatWasPaid) {
  Simulation<1> economy(small_economy());
  give_pool(economy.s(), 10);
  Turnover& turnover = economy.scalars().turnover;
  turnover.paid[cohort_value] = 80;
  turnover.paid[cohort_noise] = 20;
  turnover.received[cohort_noise] = 50;
  turnover.received[cohort_miners] = 1000;  // they never paid
  EXPECT_DOUBLE_EQ(outcome(economy, outcome_holder_return), -0.2);
  EXPECT_DOUBLE_EQ(outcome(economy, outcome_return_value), 30 / 80.0 - 1);
  EXPECT_DOUBLE_EQ(outcome(economy, outcome_return_noise), 1.5);
  const double none = outcome(economy, outcome_return_momentum);
  EXPECT_TRUE(none != none) << "they paid nothing";
}

// The same, of which one alpha costs 5/3 TAO: 100 of 100. If 10 of what was paid is what they had
// on day 0, and that was 35 at the price, 125 were put in.
TEST(HolderReturn, AtPriceIsWithoutTheLossOfLeavingAtOnce) {
  Simulation<1> economy(small_economy());
  give_pool(economy.s(), 10);
  Turnover& turnover = economy.scalars().turnover;
  turnover.paid[cohort_value] = 80;
  turnover.paid[cohort_noise] = 20;
  turnover.received[cohort_noise] = 50;
  turnover.received[cohort_miners] = 1000;  // they never paid
  EXPECT_NEAR(outcome(economy, outcome_holder_return_at_price), 0, 1e-15);
  EXPECT_NEAR(outcome(economy, outcome_return_value_at_price), 50 / 80.0 - 1, 1e-15);
  turnover.first_value[cohort_value] = 10;
  turnover.first_at_price[cohort_value] = 35;
  EXPECT_DOUBLE_EQ(outcome(economy, outcome_holder_return_at_price), -0.2);
  EXPECT_DOUBLE_EQ(outcome(economy, outcome_return_value_at_price), 50 / 105.0 - 1);
  EXPECT_DOUBLE_EQ(outcome(economy, outcome_return_noise_at_price), 1.5);
  const double none = outcome(economy, outcome_return_yield_at_price);
  EXPECT_TRUE(none != none) << "they paid nothing";
}

// In two days traders have paid 100 and got 50; 10 TAO is what they had on day 0. Pay brought 14.
TEST(Inflow, IsWhatTradersPaidLessWhatTheyGot) {
  Simulation<1> economy(small_economy());
  Scalars& q = economy.scalars();
  q.block = 2 * 7200;
  q.turnover.paid[cohort_yield] = 110;
  q.turnover.first_value[cohort_yield] = 10;
  q.turnover.received[cohort_attention] = 50;
  q.turnover.received[cohort_miners] = q.track.pay_sold = 14;
  EXPECT_DOUBLE_EQ(outcome(economy, outcome_trader_inflow_tao), 25);
  EXPECT_DOUBLE_EQ(outcome(economy, outcome_pay_sold_tao), 7);
  EXPECT_DOUBLE_EQ(outcome(economy, outcome_net_sell_tao), 7 - 25);
  q.money.unbooked_root = 6;
  EXPECT_DOUBLE_EQ(outcome(economy, outcome_net_sell_tao), 7 + 3 - 25) << "root was paid";
}

TEST(HolderReturn, IsUndefinedWhereNobodyPaid) {
  Simulation<1> economy(small_economy());
  for (const Outcome which : {outcome_holder_return, outcome_holder_return_at_price}) {
    const double value = outcome(economy, which);
    EXPECT_TRUE(value != value);
  }
}

TEST(HolderReturn, CountsWhatIsHeldOnDay0AsBoughtAtItsExitValue) {
  Simulation<1> economy(small_economy());
  auto& s = economy.s();
  s.tao[2] = 100;
  s.alpha[2] = 60;
  s.held[cohort_value][2] = 30;
  s.held[cohort_noise][2] = 10;
  OneEconomy one(economy);
  note_first_holdings(*one);
  one->store();
  EXPECT_DOUBLE_EQ(economy.scalars().turnover.paid[cohort_value], 30);
  const Turnover& turnover = economy.scalars().turnover;
  EXPECT_DOUBLE_EQ(turnover.first_value[cohort_value], 30);
  EXPECT_DOUBLE_EQ(turnover.first_value[cohort_noise], 10);
  EXPECT_DOUBLE_EQ(turnover.first_at_price[cohort_value], 30 * 100 / 60.0);
  EXPECT_DOUBLE_EQ(outcome(economy, outcome_holder_return), 0);
  EXPECT_NEAR(outcome(economy, outcome_holder_return_at_price), 0, 1e-15);
}

// Where no cash comes or goes, a cohort's cash is what it had, less what it paid, and what it got.
TEST(Turnover, IsWhatCashHasMovedBy) {
  Parameters p = still(small_economy());
  p.time.days = 5;
  p.capital.burst_tao = p.capital.drip_tao_per_day = p.root.rate = 0;
  Simulation<1> economy(p, {7, 0, 0});
  double before[cohort_count] = {};
  for (int c = 0; c < cohort_count; ++c) {
    if (Cohorts::only_sells(c)) continue;
    economy.scalars().money.cash[c] = before[c] = 1e4;
    economy.scalars().money.opening += 1e4;
  }
  economy.run_to_day(5);
  const Turnover& turnover = economy.scalars().turnover;
  for (int c = 0; c < cohort_count; ++c) {
    const double moved = turnover.received[c] - turnover.paid[c];
    EXPECT_NEAR(economy.scalars().money.cash[c] - before[c], moved, 1e-8) << cohort_name(c);
    EXPECT_GT(turnover.received[c], 0.1) << cohort_name(c);
    EXPECT_EQ(turnover.paid[c] > 0.1, !Cohorts::only_sells(c)) << cohort_name(c);
  }
}

TEST(Turnover, IsNothingWhereNoiseTradersDoNotTrade) {
  Parameters p = still(small_economy());
  p.time.days = 2;
  p.noise.base_sd = p.noise.attention_sd = p.noise.reversion = 0;
  Simulation<1> economy(p, {7, 0, 0});
  economy.run_to_day(2);
  EXPECT_GT(economy.scalars().money.cash[cohort_noise], 1);
  EXPECT_EQ(economy.scalars().turnover.paid[cohort_noise], 0) << "a budget is no purchase";
}

// 120 TAO over 60 alpha of holders and 20 of the chain, 1.5 each, at a price of 0.2: 90 over 12.
// Then 10 over 40 alpha at a price of 0.5: 100 over 32.
TEST(PayoutOverSpot, IsWhatHoldersGotOverThePriceOfTheirAlpha) {
  Parameters p = small_economy();
  p.network.subnets = 20;
  Simulation<1> economy(p);
  const double none = outcome(economy, outcome_payout_over_spot);
  EXPECT_TRUE(none != none);
  auto& s = economy.s();
  s.tao[3] = 100;
  s.parked_tao[3] = 20;
  s.alpha[3] = 500;
  s.held[cohort_value][3] = 40;
  s.claimable[3] = 15;
  s.pending_root[3] = 5;
  s.protocol_alpha[3] = 20;
  s.tao[4] = 10;
  s.alpha[4] = 20;
  s.held[cohort_miners][4] = 40;
  OneEconomy one(economy);
  dissolve(*one, 3);
  one->store();
  EXPECT_DOUBLE_EQ(outcome(economy, outcome_payout_over_spot), 7.5);
  EXPECT_EQ(economy.scalars().turnover.received[cohort_value], 60);
  dissolve(*one, 4);
  one->store();
  EXPECT_DOUBLE_EQ(outcome(economy, outcome_payout_over_spot), 100 / 32.0);
}

}  // namespace
}  // namespace taosweep
