// What outcomes count of the attacked subnet after the action, along paths made by hand.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/kernels/players/still_pool.hpp"

namespace taosweep {
namespace {

/// Nobody trades and averages stand still, so that shares are what the test writes; the action is
/// on day 2. TAO comes at one a block.
Parameters watched_subnet() {
  Parameters p = buyer();
  p.network.issuance_tao = Parameters{}.network.issuance_tao;
  p.time.days = 40;
  p.protocol.ema_alpha = 0;
  p.attack.budget_tao = 0;
  p.attack.exit_on_action = false;
  p.foundation.delay_days = 2;
  return p;
}

/// Every subnet has the same share, the attacked one `part` of it.
void set_shares(Simulation<1>& economy, double part) {
  for (int i = 0; i < 30; ++i) economy.s().price_ema[i] = 1;
  economy.s().price_ema[target] = part;
}

// Its share is 1/30 on day 0, 2/31 until day 2, 11/40 until day 12 and 0 after: 11/40 of ten days'
// TAO is 19,800; an even share of the 38 days would have been 9,120.
TEST(TaoTaken, IsWhatItGotAboveItsShareOfDay0) {
  Simulation<1> economy(watched_subnet());
  set_shares(economy, 1);
  economy.run_tick();
  set_shares(economy, 2);
  economy.run_to_day(2);
  set_shares(economy, 11);
  economy.run_to_day(12);
  set_shares(economy, 0);
  const EconomyResult& result = economy.finish_run();
  EXPECT_NEAR(result.outcomes[outcome_tao_after], 10 * 7200 * 11.0 / 40, 1e-6);
  EXPECT_NEAR(result.outcomes[outcome_tao_taken], 10 * 7200 * 11.0 / 40 - 38 * 7200 / 30.0, 1e-6);
}

TEST(TaoTaken, CountsFromTheActionWithinADay) {
  Parameters p = watched_subnet();
  p.foundation.delay_days = 2.5;
  Simulation<1> economy(p);
  set_shares(economy, 1);
  economy.run_to_day(4);
  economy.clock.stop = 4 * 7200;
  EXPECT_NEAR(economy.finish_run().outcomes[outcome_tao_after], 1.5 * 7200 / 30, 1e-6);
}

TEST(TaoTaken, IsAllOfItOnAFreshSubnet) {
  Parameters p = watched_subnet();
  p.attack.subnet = AttackSubnet::fresh;
  p.attack.day = 1;
  Simulation<1> economy(p);
  economy.run_to_day(3);
  for (int i = 0; i < 31; ++i) economy.s().price_ema[i] = 1;
  const auto& out = economy.finish_run().outcomes;
  EXPECT_NEAR(out[outcome_tao_after], 37 * 7200 / 31.0, 1e-6);
  EXPECT_EQ(out[outcome_tao_taken], out[outcome_tao_after]);
}

TEST(TaoTaken, IsUndefinedBeforeADayHasPassed) {
  Parameters p = watched_subnet();
  p.time.days = 2.9;
  Simulation<1> economy(p);
  const auto& out = economy.finish_run().outcomes;
  EXPECT_EQ(out[outcome_action_day], 2);
  EXPECT_TRUE(std::isnan(out[outcome_tao_after]));
  EXPECT_TRUE(std::isnan(out[outcome_tao_taken]));
  EXPECT_TRUE(std::isnan(out[outcome_restored]));
}

// 29 others have a price of 1/21e6 at the action; one of them 30 times that on the day after, and
// another later.
TEST(RestAfterADay, IsTheSumOfAllOtherPrices) {
  Parameters p = watched_subnet();
  p.network.issuance_tao = 2.1e7;
  StillPool economy(p);
  economy.run_to_day(2.5);
  economy.s().tao[target] = 7;
  economy.s().tao[3] = 30;
  economy.run_to_day(3.5);
  economy.s().tao[4] = 30;
  EXPECT_NEAR(economy.finish_run().outcomes[outcome_rest_after_1d], 2, 1e-9);
}

TEST(RestAfterADay, IsUndefinedWithinADay) {
  Parameters p = watched_subnet();
  p.time.days = 2.9;
  Simulation<1> economy(p);
  EXPECT_TRUE(std::isnan(economy.finish_run().outcomes[outcome_rest_after_1d]));
}

TEST(RestAfterADay, IsUndefinedWithoutAnyOther) {
  Parameters p = watched_subnet();
  p.network.subnets = 1;
  p.attack.netuid = 1;
  Simulation<1> economy(p);
  const EconomyResult& result = economy.finish_run();
  EXPECT_EQ(result.outcomes[outcome_action_day], 2);
  EXPECT_TRUE(std::isnan(result.outcomes[outcome_rest_after_1d]));
}

// The pool is set to a price after the action that stays: nothing is minted.
TEST(Restored, IsAnAverageShareOfPricesAtMost) {
  for (const double times : {0.99, 1.01}) {
    Parameters p = watched_subnet();
    p.network.issuance_tao = 2.1e7;
    StillPool economy(p);
    economy.run_to_day(3);
    economy.s().tao[target] = times;
    const auto& out = economy.finish_run().outcomes;
    EXPECT_NEAR(out[outcome_share_30d_after], times / (29 + times), 1e-9);
    EXPECT_EQ(out[outcome_restored], times < 1 ? 1 : 0);
  }
}

// 3 TAO buy three quarters of the alpha; in the pool of 4 TAO and the last quarter they bring 3.
TEST(AttackProfit, IsNothingWhereNobodyElseTrades) {
  Parameters p = buyer();
  p.time.days = 3;
  StillPool holds(p);
  const EconomyResult& held = holds.finish_run();
  EXPECT_NEAR(held.outcomes[outcome_attack_cost], 3, 1e-9);
  EXPECT_NEAR(held.outcomes[outcome_attack_profit], 0, 1e-9);
  EXPECT_NEAR(held.outcomes[outcome_attack_realised], 0, 1e-9) << "all it has spent is in alpha";
  p.attack.exit_after = 1;
  StillPool sold(p);
  sold.run_to_day(1);
  sold.s().tao[target] = 8;  // a newcomer's money
  EXPECT_NEAR(sold.finish_run().outcomes[outcome_attack_profit], 8 * 0.75 - 3, 1e-9);
  EXPECT_NEAR(sold.result.outcomes[outcome_attack_realised], 8 * 0.75 - 3, 1e-9) << "all is sold";
}

// 3 TAO buy three quarters of the alpha, of which half is sold within a day: into 8 TAO and a
// quarter it brings 8 (1 - 0.25/0.625) = 4.8 TAO, and cost 1.5.
TEST(AttackRealised, IsWhatSalesBroughtBeyondTheirCost) {
  Parameters p = buyer();
  p.time.days = 2;
  p.attack.exit_after = 1;
  p.attack.exit_days = 2;
  StillPool economy(p);
  economy.run_to_day(1);
  economy.s().tao[target] = 8;  // a newcomer's money
  const auto& out = economy.finish_run().outcomes;
  EXPECT_NEAR(out[outcome_attack_realised], 4.8 - 1.5, 1e-9);
  EXPECT_NEAR(economy.attack().basis, 1.5, 1e-9);
  EXPECT_NEAR(out[outcome_attack_profit], 8 * 0.75 - 3, 1e-9);
}

// The same with as much alpha earned as bought: half of 1.5 alpha, of which one like the other cost
// 2 TAO, brings 8 (1 - 0.25/1) = 6.
TEST(AttackRealised, CountsWhatWasEarnedInTheAverage) {
  Parameters p = buyer();
  p.time.days = 2;
  p.attack.exit_after = 1;
  p.attack.exit_days = 2;
  StillPool economy(p);
  economy.run_to_day(1);
  economy.s().tao[target] = 8;
  economy.scalars().attack.held += 0.75 * all_alpha;
  EXPECT_NEAR(economy.finish_run().outcomes[outcome_attack_realised], 6 - 0.75 * 2, 1e-9);
  EXPECT_NEAR(economy.attack().basis, 0.75 * 2, 1e-9);
}

}  // namespace
}  // namespace taosweep
