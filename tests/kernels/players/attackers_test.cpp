// Several attackers in one economy: each on its own subnet, with its own start, money and exit.
#include <gtest/gtest.h>

#include "tests/kernels/players/still_pool.hpp"

namespace taosweep {
namespace {

Parameters attackers(int count, double every = 0) {
  Parameters p = buyer();
  p.attack.count = count;
  p.attack.every = every;
  return p;
}

// Of each pool T goes from 1 to 2.5 in half a day and to 4 in a day, and A falls to 1/T.
TEST(Attackers, EachBuysInItsOwnPoolWithItsOwnMoney) {
  StillPool economy(attackers(2));
  const AttackState &first = economy.attack(), &second = economy.scalars().further[0];
  const int other = static_cast<int>(second.subnet);
  ASSERT_NE(other, target);
  economy.run_to_day(0.5);
  EXPECT_NEAR(economy.s().tao[other], 2.5, 1e-9);
  EXPECT_NEAR(second.held, 0.6 * all_alpha, 1e-3);
  EXPECT_NEAR(second.cash, 1.5, 1e-9);
  EXPECT_NEAR(economy.cash(), 3, 1e-9);
  economy.run_to_day(2);
  for (const AttackState* own : {&first, &second}) {
    EXPECT_NEAR(economy.s().tao[static_cast<int>(own->subnet)], 4, 1e-9);
    EXPECT_NEAR(own->held, 0.75 * all_alpha, 1e-3);
    EXPECT_NEAR(own->spent, 3, 1e-9);
    EXPECT_NEAR(own->cash, 0, 1e-9);
  }
  const EconomyResult& result = economy.finish_run();
  EXPECT_EQ(result.outcomes[outcome_attackers_begun], 2);
  EXPECT_NEAR(result.outcomes[outcome_attackers_cost], 6, 1e-9);
  EXPECT_NEAR(result.outcomes[outcome_attack_cost], 3, 1e-9);
  EXPECT_NEAR(result.outcomes[outcome_attackers_profit], 0, 1e-9);
}

// Where pools do not touch each other: what each does is what it would do alone.
TEST(Attackers, AreEachAsOneAloneWhereNothingCouplesThem) {
  for (const AttackMode mode : {AttackMode::pump_for_share, AttackMode::recycle,
                                AttackMode::meme_holders, AttackMode::opex}) {
    Parameters p = attackers(2);
    p.attack.mode = mode;
    p.attack.cycle_days = 1;
    p.attack.exit_after = 3;
    StillPool both(p);
    const int other = static_cast<int>(both.scalars().further[0].subnet);
    p.attack.count = 1;
    StillPool first(p);
    p.attack.netuid = other + 1;
    StillPool second(p);
    for (StillPool* economy : {&both, &first, &second}) economy->run_to_day(6);
    const auto expect_equal = [&](const AttackState& a, const AttackState& b) {
      EXPECT_EQ(a.held, b.held);
      EXPECT_EQ(a.spent, b.spent);
      EXPECT_EQ(a.received, b.received);
      EXPECT_EQ(a.cash, b.cash);
      EXPECT_GT(a.received, 0);
    };
    expect_equal(both.attack(), first.attack());
    expect_equal(both.scalars().further[0], second.attack());
    EXPECT_EQ(both.s().tao[target], first.s().tao[target]);
    EXPECT_EQ(both.s().tao[other], second.s().tao[other]);
  }
}

// A holding that is worth four times its cost is sold; in a pool of 1,000 TAO its price stays.
TEST(Attackers, EachLeavesByThePriceOfItsOwnSubnet) {
  Parameters p = attackers(2);
  p.attack.exit_profit = 2;
  for (const bool first_is_deep : {false, true}) {
    StillPool economy(p);
    const int other = static_cast<int>(economy.scalars().further[0].subnet);
    economy.s().tao[first_is_deep ? target : other] = 1000;
    economy.run_to_day(3);
    EXPECT_EQ(economy.attack().exit_block, first_is_deep ? -1 : 7200);
    EXPECT_EQ(economy.scalars().further[0].exit_block, first_is_deep ? 7200 : -1);
  }
}

TEST(Attackers, CloseTheLedgersOfWhatEpochsPayThem) {
  for (const AttackMode mode : {AttackMode::meme_holders, AttackMode::chainbuy_harvest,
                                AttackMode::owner_exit, AttackMode::fake_revenue}) {
    for (const AttackSubnet subnet : {AttackSubnet::existing, AttackSubnet::fresh}) {
      Parameters p = small_economy();
      p.network.subnets = 28;
      p.attack.mode = mode;
      p.attack.subnet = subnet;
      p.attack.day = 1;
      p.attack.count = 4;
      p.attack.every = 1;
      p.attack.exit_after = 5;
      p.foundation.acts = false;
      Simulation<1> economy(p);
      const EconomyResult& result = economy.finish_run();
      EXPECT_EQ(result.status, Status::ok);
      EXPECT_LE(result.outcomes[outcome_tao_residual], 1e-12);
      EXPECT_LE(result.outcomes[outcome_alpha_residual], 1e-12);
      EXPECT_GE(result.outcomes[outcome_attackers_begun], 2);
      double cash = 0;
      for (int i = 0; i < 4; ++i) cash += economy.scalars().attacker(i).cash;
      EXPECT_NEAR(cash, economy.scalars().money.attacker, 1e-9);
      EXPECT_GT(economy.scalars().further[0].received, 0);
    }
  }
}

TEST(Attackers, AreOneWhereTheCountIsOne) {
  Parameters p = small_economy();
  p.attack.mode = AttackMode::meme_holders;
  p.attack.every = 5;
  Simulation<1> economy(p);
  const double* out = economy.finish_run().outcomes;
  EXPECT_EQ(out[outcome_attackers_begun], 1);
  EXPECT_EQ(out[outcome_attackers_peak_share], out[outcome_peak_ema_share]);
  EXPECT_EQ(out[outcome_attackers_cost], out[outcome_attack_cost]);
  EXPECT_EQ(out[outcome_attackers_profit], out[outcome_attack_profit]);
}

// The pool's TAO over all alpha held is what each alpha is paid.
TEST(Attackers, ArePaidForTheSubnetOfTheirsThatIsDissolved) {
  Parameters p = small_economy();
  p.network.subnets = 20;
  p.time.days = 60;
  p.protocol.subnet_limit = 24;
  p.protocol.immunity_blocks = 7 * 7200;
  p.lifecycle.mode = LifecycleMode::arrivals;
  p.lifecycle.rate_per_day = 1;
  p.lifecycle.most_lock_tao = 1e5;
  p.attack.mode = AttackMode::pump_for_share;
  p.attack.netuid = 6;
  p.attack.count = 2;
  p.attack.every = 0;
  p.foundation.acts = false;
  Simulation<1> economy(p);
  const AttackState& second = economy.scalars().further[0];
  const int other = static_cast<int>(second.subnet);
  double paid = 0;
  for (int day = 2; day < 30; ++day) {
    economy.run_to_day(day);
    if (second.gone == 1) break;
    economy.s().price_ema[other] = 1e-15;
    paid = economy.s().tao[other] * second.held / economy.held(other);
  }
  ASSERT_EQ(second.gone, 1);
  EXPECT_EQ(second.held, 0);
  EXPECT_GT(paid, 0);
  EXPECT_NEAR(second.received, paid, 1e-9 * paid);
  EXPECT_EQ(economy.s().alive[other], 0) << "nobody else has its slot";
  EXPECT_EQ(economy.scalars().attack.gone, 0);
  const EconomyResult& result = economy.finish_run();
  EXPECT_EQ(result.status, Status::ok);
  EXPECT_LE(result.outcomes[outcome_tao_residual], 1e-12);
}

// 15 gaps of 400 economies: their mean is within 6.5 % of `every` (5 deviations, 6e-7), beside up
// to a fifteenth of a day of rounding.
TEST(Attackers, BeginIndependentlyOnSubnetsOfTheirOwn) {
  double sum = 0;
  for (std::uint32_t point = 0; point < 400; ++point) {
    Simulation<1> all(attackers(16, 100), {1, point, 0}), some(attackers(5, 100), {1, point, 0});
    for (int i = 0; i < 16; ++i) {
      const AttackState& own = all.scalars().attacker(i);
      for (int j = 0; j < i; ++j) ASSERT_NE(own.subnet, all.scalars().attacker(j).subnet);
      EXPECT_EQ(static_cast<int>(own.start) % 7200, 0);
      if (i >= 5) continue;
      EXPECT_EQ(own.subnet, some.scalars().attacker(i).subnet);
      EXPECT_EQ(own.start, some.scalars().attacker(i).start);
    }
    sum += all.scalars().attacker(15).start / 7200;
  }
  EXPECT_NEAR(sum / (400 * 15), 100, 6.5);
}

TEST(Attackers, AreRefusedWhereTheyFindNoSubnet) {
  Parameters p = attackers(16);
  EXPECT_TRUE(check_parameters(p).empty());
  p.network.subnets = 10;
  p.attack.netuid = 1;
  ASSERT_EQ(check_parameters(p).size(), 1u);
  EXPECT_NE(check_parameters(p)[0].find("attack.count = 16 attackers need"), std::string::npos);
  p = attackers(16);
  p.attack.subnet = AttackSubnet::fresh;
  p.network.subnets = 120;
  ASSERT_EQ(check_parameters(p).size(), 1u);
  EXPECT_NE(check_parameters(p)[0].find("16 fresh subnets"), std::string::npos);
  p = attackers(2);
  p.attack.mode = AttackMode::buy_votes;
  EXPECT_EQ(check_parameters(p).size(), 1u);
}

}  // namespace
}  // namespace taosweep
