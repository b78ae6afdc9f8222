// Subnets that register while the rules have them begin without emission.
#include <gtest/gtest.h>

#include "kernels/chain/eras/eras.hpp"
#include "tests/kernels/emission_of.hpp"

namespace taosweep {
namespace {

Parameters newcomers_wait(double days) {
  Parameters p = small_economy();
  p.schedule = {1, {{0, launch_2025_02}}};
  p.network.subnets = 20;
  p.time.days = 12;
  p.protocol.newcomers_off = true;
  p.lifecycle.switched_on_after = days;
  return p;
}

Parameters with_newcomers(double days) {
  Parameters p = newcomers_wait(days);
  p.lifecycle.mode = LifecycleMode::arrivals;
  p.lifecycle.rate_per_day = 10;
  p.protocol.subnet_limit = 30;
  return p;
}

// One registers on day 1, in slot 20.
TEST(NewcomersOff, GetNoTaoUntilRootSwitchesThemOn) {
  Simulation<1> economy(with_newcomers(3));
  economy.run_to_day(4);
  EXPECT_EQ(economy.s().alive[20], 1);
  EXPECT_EQ(economy.s().registered[20], 7200);
  EXPECT_GT(economy.s().price_ema[20], 0);
  EXPECT_EQ(emission_of(economy, 20), 0);
  EXPECT_EQ(economy.s().emitted_tao[20], 0);
  EXPECT_GT(economy.s().issued[20], 7200) << "alpha is emitted";
  for (int i = 0; i < 20; ++i) EXPECT_GT(emission_of(economy, i), 0) << "of the launch";
  economy.run_tick();
  EXPECT_GT(emission_of(economy, 20), 0);
  EXPECT_EQ(economy.s().registered[21], 2 * 7200);
  EXPECT_EQ(emission_of(economy, 21), 0) << "waits until day 5";
  EXPECT_EQ(economy.finish_run().status, Status::ok);
  EXPECT_GT(economy.s().emitted_tao[20], 0);
}

TEST(NewcomersOff, DoNotWaitWhereRootActsAtOnceOrTheRulesSayNothing) {
  Parameters at_once = with_newcomers(0), no_rule = with_newcomers(30);
  no_rule.protocol.newcomers_off = false;
  for (const Parameters& p : {at_once, no_rule}) {
    Simulation<1> economy(p);
    economy.run_to_day(1);
    economy.run_tick();
    EXPECT_EQ(economy.s().alive[20], 1);
    EXPECT_GT(emission_of(economy, 20), 0);
  }
}

// The attacker registers a fresh subnet on day 2: slot 20.
TEST(NewcomersOff, HoldBackTheAttackersSubnetToo) {
  Parameters p = newcomers_wait(4);
  p.attack.mode = AttackMode::meme_holders;
  p.attack.subnet = AttackSubnet::fresh;
  p.attack.day = 2;
  Simulation<1> economy(p);
  economy.run_to_day(6);
  EXPECT_EQ(economy.s().alive[20], 1);
  EXPECT_EQ(economy.s().emitted_tao[20], 0);
  economy.run_to_day(7);
  EXPECT_GT(economy.s().emitted_tao[20], 0);
}

// The foundation has root switch it off for good: it is not switched on as if it were new.
TEST(NewcomersOff, AreNotSwitchedOnWhereRootHasSwitchedThemOff) {
  Parameters p = newcomers_wait(1);
  p.attack.mode = AttackMode::meme_holders;
  p.attack.subnet = AttackSubnet::fresh;
  p.attack.day = 1;
  p.foundation.delay_days = 3;
  p.foundation.by = FoundationBy::emission_switch;
  Simulation<1> economy(p);
  economy.run_to_day(8);
  EXPECT_EQ(economy.scalars().foundation.acted, 1);
  EXPECT_EQ(economy.s().switched[20], 1);
  EXPECT_EQ(emission_of(economy, 20), 0);
}

TEST(NewcomersOff, IsARuleOfOctober2026) {
  EXPECT_FALSE(hill_rank_2026_08.newcomers_off);
  EXPECT_TRUE(etao_2026_10.newcomers_off);
}

}  // namespace
}  // namespace taosweep
