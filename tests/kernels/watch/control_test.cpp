// How long an attacked subnet stays large, and how long the coalition could control it, along paths
// made by hand.
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "tests/kernels/players/still_pool.hpp"

namespace taosweep {
namespace {

/// Nobody trades and averages stand still: shares are what the test writes.
Parameters watched_subnet(double days) {
  Parameters p = buyer();
  p.time.days = days;
  p.protocol.ema_alpha = 0;
  p.attack.budget_tao = 0;
  p.attack.exit_after = 3650;
  return p;
}

/// Where the emission share of the attacked subnet is `part` times that of each other from a day
/// on, until the next.
struct From {
  double day, part;
};
double lasts(double days, const std::vector<From>& path) {
  Simulation<1> economy(watched_subnet(days));
  for (int i = 0; i < 30; ++i) economy.s().price_ema[i] = 1;
  for (const From& from : path) {
    economy.run_to_day(from.day);
    economy.s().price_ema[target] = from.part;
  }
  return economy.finish_run().outcomes[outcome_ema_2_lasts];
}

// Half a share of 29.5 is 1.7 %, two of 31 are 6.5 %. First seen on day 11, and 90 days later.
TEST(EmaShare, LastsWhereItIsThere90DaysAfterTheFirstCrossing) {
  EXPECT_EQ(lasts(102, {{0, 0.5}, {10, 2}}), 1);
  EXPECT_EQ(lasts(102, {{0, 0.5}, {10, 2}, {100, 0.5}}), 0);
  EXPECT_EQ(lasts(102, {{0, 0.5}, {10, 2}, {20, 0.5}, {100, 2}}), 1) << "between them all may be";
  EXPECT_EQ(lasts(103, {{0, 0.5}, {10, 2}, {20, 0.5}, {101, 2}}), 0) << "the day after is too late";
}

TEST(EmaShare, IsUndefinedWhereItNeverCrossedOrThereIsNoTime) {
  EXPECT_TRUE(std::isnan(lasts(102, {{0, 0.5}})));
  EXPECT_TRUE(std::isnan(lasts(100, {{0, 0.5}, {10, 2}})));
  EXPECT_EQ(lasts(101, {{0, 0.5}, {10, 2}}), 1);
}

constexpr double root_weight = 0.18;

/// The coalition has 0.57 of root, and needs half of all stake.
Parameters with_root() {
  Parameters p = watched_subnet(10);
  p.protocol.tao_weight = root_weight;
  p.attack.day = 1;
  return p;
}
/// Alpha of the attacker at which the share of the coalition is 0.57/(1 + x).
double held_for(const Parameters& p, double x) {
  return x * root_weight * p.network.root_tao / p.validators.alpha_staked;
}

// 0.57/1.14 is the half; on day 4 there is more. The attack was on day 1.
TEST(ControlDays, EndWhereTheCoalitionHasLessThanDecides) {
  const Parameters p = with_root();
  StillPool economy(p);
  economy.run_to_day(2);
  economy.scalars().attack.held = held_for(p, 0.139);
  economy.run_to_day(3);
  economy.scalars().attack.held = held_for(p, 0.141);
  economy.run_to_day(5);
  economy.scalars().attack.held = 0;  // to have it again later is another matter
  const EconomyResult& result = economy.finish_run();
  EXPECT_EQ(result.outcomes[outcome_control_days], 3);
  EXPECT_EQ(result.outcomes[outcome_control_days_observed], 1);
}

TEST(ControlDays, AreCensoredAtTheLastLook) {
  const EconomyResult result = StillPool(with_root()).finish_run();
  EXPECT_EQ(result.outcomes[outcome_control_days], 9);
  EXPECT_EQ(result.outcomes[outcome_control_days_observed], 0);
}

TEST(ControlDays, AreUndefinedWithoutAnAttack) {
  Parameters p = with_root();
  p.attack.mode = AttackMode::none;
  const EconomyResult result = StillPool(p).finish_run();
  EXPECT_TRUE(std::isnan(result.outcomes[outcome_control_days]));
  EXPECT_TRUE(std::isnan(result.outcomes[outcome_control_days_observed]));
}

}  // namespace
}  // namespace taosweep
