// How the subnets fare that nobody attacks, on three of them and by hand.
#include "kernels/watch/others.hpp"

#include <gtest/gtest.h>

#include "tests/kernels/watch/looked_at.hpp"

namespace taosweep {
namespace {

// Attacked, or to be so in another arm, is the second of three that cost 1. 100 TAO on day 2 and on
// day 3; the first then costs 2.
TEST(Others, GetWhatTheAttackedSubnetDoesNot) {
  for (const AttackMode mode : {AttackMode::none, AttackMode::pump_for_share}) {
    Parameters p = three_subnets(launch_2025_02);
    p.attack.mode = mode;
    p.attack.netuid = 2;
    p.attack.day = 1;
    LookedAt three(p);
    three.economy().money.minted = 1000;
    three.look(1, {5, 3, 2});
    EXPECT_FALSE(defined(three.outcome(outcome_others_tao))) << "the day of the attack";
    EXPECT_FALSE(defined(three.outcome(outcome_others_price)));
    three.economy().money.minted = 1100;
    three.look(2, {5, 3, 2});
    EXPECT_NEAR(three.outcome(outcome_others_tao), 35, 1e-12);
    EXPECT_NEAR(three.outcome(outcome_others_price), 1, 1e-12);
    three.economy().money.minted = 1200;
    three.s().tao[0] = 2 * three.s().alpha[0];
    three.s().tao[1] = 9 * three.s().alpha[1];
    three.look(3, {1, 0, 1});
    EXPECT_NEAR(three.outcome(outcome_others_tao), (35 + 50) / 2.0, 1e-12);
    EXPECT_NEAR(three.outcome(outcome_others_price), (1 + 1.5) / 2.0, 1e-12);
    three.s().alive[1] = 0;  // it is gone
    three.look(4, {1, 0, 1});
    EXPECT_NEAR(three.outcome(outcome_others_price), (1 + 1.5 + 1.5) / 3.0, 1e-12);
  }
}

// The second is attacked from day 1 on and the third from day 3 on: of 100 TAO a day the first and
// third get 70 on day 2, and the first alone 50 on day 4.
TEST(Others, AreThoseThatNoneOfSeveralAttackersHas) {
  Parameters p = three_subnets(launch_2025_02);
  p.attack.mode = AttackMode::pump_for_share;
  p.attack.netuid = 2;
  p.attack.day = 1;
  p.attack.count = 2;
  LookedAt three(p);
  three.economy().attacker(1).subnet = 2;
  three.economy().attacker(1).start = 3 * day;
  three.economy().money.minted = 1000;
  three.look(1, {5, 3, 2});
  three.economy().money.minted = 1100;
  three.look(2, {5, 3, 2});
  EXPECT_NEAR(three.outcome(outcome_others_tao), 35, 1e-12);
  three.economy().money.minted = 1200;
  three.look(4, {5, 3, 2});
  EXPECT_NEAR(three.outcome(outcome_others_tao), (35 + 50) / 2.0, 1e-12);
}

TEST(Others, AreUndefinedWhereAllSubnetsAreAttacked) {
  Parameters p = three_subnets(launch_2025_02);
  p.network.subnets = 1;
  p.attack.mode = AttackMode::pump_for_share;
  p.attack.netuid = 1;
  p.attack.day = 1;
  LookedAt one(p);
  one.look(2, {5});
  EXPECT_FALSE(defined(one.outcome(outcome_others_tao)));
  EXPECT_FALSE(defined(one.outcome(outcome_others_price)));
}

TEST(Others, AreAllWhereTheAttackedSubnetWouldBeAFreshOne) {
  Parameters p = three_subnets(launch_2025_02);
  p.attack.subnet = AttackSubnet::fresh;
  p.attack.day = 0;
  LookedAt three(p);
  three.s().alive[3] = 1;  // where it would be, a newcomer
  three.look(1, {1, 1, 1});
  EXPECT_NEAR(three.outcome(outcome_others_price), 1, 1e-12);
}

}  // namespace
}  // namespace taosweep
