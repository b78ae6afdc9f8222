// What attackers have kept of emission, how high their subnet came and how far it fell, along paths
// made by hand.
#include "kernels/watch/takeover.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <initializer_list>

#include "tests/kernels/players/still_pool.hpp"

namespace taosweep {
namespace {

Track at_launch() {
  return Simulation<1>(small_economy()).scalars().track;
}

struct Finished {
  double out[outcome_count];
  explicit Finished(const Track& t) {
    for (double& x : out) x = undefined;
    finish_takeover(t, 0, out);
  }
  double operator[](Outcome which) const { return out[which]; }
};

// Six looks at 20 %, one at 4 %, then 6 %: the first seven without the 4 % are the 8th to the 14th.
TEST(Takeover, IsAShareThatStandsOnSevenLooksInARow) {
  Track t = at_launch();
  for (int i = 0; i < 6; ++i) follow_takeover(t, 0.20);
  EXPECT_TRUE(std::isnan(Finished(t)[outcome_share_held_7d]));
  EXPECT_EQ(Finished(t)[outcome_takeover_days_5], 6);
  EXPECT_EQ(Finished(t)[outcome_takeover_days_5_observed], 0);
  follow_takeover(t, 0.04);
  EXPECT_EQ(Finished(t)[outcome_share_held_7d], 0.04);
  for (int i = 0; i < 10; ++i) follow_takeover(t, 0.06);
  EXPECT_EQ(Finished(t)[outcome_share_held_7d], 0.06);
  EXPECT_EQ(Finished(t)[outcome_takeover_days_5], 14);
  EXPECT_EQ(Finished(t)[outcome_takeover_days_5_observed], 1);
  EXPECT_EQ(Finished(t)[outcome_takeover_days_10], 17) << "the last look";
  EXPECT_EQ(Finished(t)[outcome_takeover_days_10_observed], 0);
  for (int i = 0; i < 9; ++i) follow_takeover(t, 0.01);
  EXPECT_EQ(Finished(t)[outcome_share_held_7d], 0.06) << "the largest, not the last";
}

// 10, 4, then the top of 12: half of it a day later, a fifth after three. Back at 9 on the fourth.
TEST(TopPrice, IsWhatFallsAreCountedFrom) {
  Track t = at_launch();
  EXPECT_TRUE(std::isnan(Finished(t)[outcome_target_drawdown])) << "no look";
  double block = 7200;
  for (const double price : {10.0, 4.0, 12.0, 6.0, 3.0, 2.4, 9.0})
    follow_top(t, price, block += 7200);
  follow_top(t, 0, block + 7200);  // it is gone
  const Finished out(t);
  EXPECT_DOUBLE_EQ(out[outcome_target_drawdown], 0.8);
  EXPECT_EQ(out[outcome_peak_fall_days_50], 1);
  EXPECT_EQ(out[outcome_peak_fall_days_50_observed], 1);
  EXPECT_EQ(out[outcome_peak_fall_days_80], 3);
  EXPECT_EQ(out[outcome_peak_fall_days_80_observed], 1);
  EXPECT_EQ(out[outcome_peak_fall_days_95], 4) << "the last look";
  EXPECT_EQ(out[outcome_peak_fall_days_95_observed], 0);
}

TEST(TopPrice, ForgetsFallsFromALowerOne) {
  Track t = at_launch();
  double block = 0;
  for (const double price : {10.0, 1.0, 20.0}) follow_top(t, price, block += 7200);
  const Finished out(t);
  EXPECT_DOUBLE_EQ(out[outcome_target_drawdown], 0.9);
  EXPECT_EQ(out[outcome_peak_fall_days_80_observed], 0);
  EXPECT_EQ(out[outcome_peak_fall_days_80], 0);
}

/// Looks a day apart, the first `since` days after the action at a share of 0.2, at these shares.
Track after_action(double since, std::initializer_list<double> shares, int rest, double last) {
  Track t = at_launch();
  t.share_at_action = 0.2;
  for (const double share : shares) follow_hold(t, share, since++);
  for (int i = 0; i < rest; ++i) follow_hold(t, last, since++);
  return t;
}

TEST(Action, HoldsWhereTheShareIsBelowHalfForThirtyDays) {
  EXPECT_EQ(after_action(1, {}, 31, 0.09).holds, 1);
  EXPECT_EQ(after_action(1, {}, 30, 0.09).holds, 0) << "from the first look on";
  EXPECT_EQ(after_action(1, {}, 99, 0.1).holds, 0) << "half is not below";
  EXPECT_EQ(after_action(1, {0.09, 0.11}, 31, 0.09).holds, 1) << "again in time";
  EXPECT_EQ(after_action(1, {0.2, 0.2, 0.2, 0.2, 0.2, 0.2}, 31, 0.09).holds, 1) << "the 7th day";
  EXPECT_EQ(after_action(1.5, {0.2, 0.2, 0.2, 0.2, 0.2, 0.2}, 99, 0.09).holds, 0) << "too late";
}

/// Nobody trades, nothing is minted, and shares are what the test writes, from day 0 on.
Parameters watched_subnet() {
  Parameters p = buyer();
  p.time.days = 40;
  p.protocol.ema_alpha = 0;
  p.attack.budget_tao = 0;
  p.foundation.delay_days = 20;
  return p;
}
void set_shares(Simulation<1>& economy, double part) {
  for (int i = 0; i < 30; ++i) economy.s().price_ema[i] = 1;
  economy.s().price_ema[target] = part;
}

// 2 of 31 are 6.5 % on days 1 to 5, 11 of 40 are 27.5 % on days 6 to 15.
TEST(Takeover, IsSeenByDailyLooksFromTheStartOn) {
  StillPool economy(watched_subnet());
  set_shares(economy, 2);
  economy.run_to_day(5);
  set_shares(economy, 11);
  economy.run_to_day(15);
  set_shares(economy, 0);
  const auto& out = economy.finish_run().outcomes;
  EXPECT_NEAR(out[outcome_share_held_7d], 11 / 40.0, 1e-12);
  EXPECT_EQ(out[outcome_takeover_days_5], 7);
  EXPECT_EQ(out[outcome_takeover_days_10], 12);
  EXPECT_EQ(out[outcome_takeover_days_10_observed], 1);
}

// The price goes from 1 to 4 and, from the action on, 0.4: below half of its share then.
TEST(TopPrice, IsSeenByDailyLooks) {
  StillPool economy(watched_subnet());
  economy.run_to_day(4);
  economy.s().tao[target] = 4;
  economy.run_to_day(22);
  economy.s().tao[target] = 0.4;
  const auto& out = economy.finish_run().outcomes;
  EXPECT_EQ(out[outcome_action_day], 20);
  EXPECT_NEAR(out[outcome_target_drawdown], 0.9, 1e-9);
  EXPECT_EQ(out[outcome_peak_fall_days_80], 18) << "from day 5 to day 23";
  EXPECT_EQ(out[outcome_peak_fall_days_95_observed], 0);
  EXPECT_EQ(out[outcome_peak_fall_days_95], 35);
  EXPECT_TRUE(std::isnan(out[outcome_action_holds])) << "twenty days are too few to say";
}

// It is dissolved on day 22, two days after the action: from day 23 to day 53 it has no share.
TEST(Action, HoldsWhereNothingIsLeftOfTheSubnet) {
  for (const double days : {52, 53}) {
    Parameters p = watched_subnet();
    p.time.days = days;
    StillPool economy(p);
    economy.run_to_day(22);
    economy.s().alive[target] = 0;
    economy.scalars().attack.gone = 1;
    economy.finish_run();
    EXPECT_EQ(economy.scalars().track.low_since, 3);
    EXPECT_EQ(economy.scalars().track.holds, days == 53 ? 1 : 0);
  }
}

// Others have more alpha outstanding: two on day 1, one on day 2, four afterwards; and a larger
// share of emission: all, five, all.
TEST(BestRanks, AreThoseOfTheBestDay) {
  StillPool economy(watched_subnet());
  const auto outstanding = [&](std::initializer_list<double> of_others) {
    for (int i = 0; i < 30; ++i) economy.s().issued[i] = economy.s().alpha[i];
    economy.s().issued[target] += 10;
    int i = 0;
    for (const double alpha : of_others) economy.s().issued[i++] += alpha;
  };
  outstanding({11, 12, 9});
  set_shares(economy, 0.5);
  economy.run_to_day(1);
  outstanding({10, 12, 9});
  for (int i = 0; i < 24; ++i) economy.s().price_ema[i] = 0.5;
  economy.run_to_day(2);
  outstanding({11, 12, 13, 14});
  set_shares(economy, 0.5);
  const auto& out = economy.finish_run().outcomes;
  EXPECT_EQ(out[outcome_best_rank], 2) << "equal ones are not above it";
  EXPECT_EQ(out[outcome_best_emission_rank], 6);
}

TEST(BestRanks, AreNotByEmissionWhereThereIsNone) {
  StillPool economy(watched_subnet());
  for (int i = 0; i < 30; ++i) economy.s().price_ema[i] = 0;
  const auto& out = economy.finish_run().outcomes;
  EXPECT_EQ(out[outcome_best_rank], 1);
  EXPECT_TRUE(std::isnan(out[outcome_best_emission_rank]));
}

// It pays 3 TAO and gets 6 back after a day: never more than 3 are out.
TEST(AtRisk, IsTheMostThatWasOut) {
  Parameters p = buyer();
  p.time.days = 3;
  p.attack.exit_after = 1;
  StillPool economy(p);
  economy.run_to_day(1);
  economy.s().tao[target] = 8;  // a newcomer's money
  const auto& out = economy.finish_run().outcomes;
  EXPECT_NEAR(out[outcome_attack_at_risk], 3, 1e-9);
  EXPECT_NEAR(out[outcome_attack_profit], 3, 1e-9);
}

TEST(Takeover, IsUndefinedWithoutAnAttack) {
  Parameters p = watched_subnet();
  p.attack.mode = AttackMode::none;
  StillPool economy(p);
  const auto& out = economy.finish_run().outcomes;
  for (const Outcome which :
       {outcome_best_rank, outcome_best_emission_rank, outcome_share_held_7d,
        outcome_attack_at_risk, outcome_takeover_days_5, outcome_takeover_days_10_observed,
        outcome_target_drawdown, outcome_peak_fall_days_50, outcome_action_holds})
    EXPECT_TRUE(std::isnan(out[which])) << outcome_table[which].name;
}

}  // namespace
}  // namespace taosweep
