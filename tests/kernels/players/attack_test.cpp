// The attacked subnet: how a fresh one opens, what its
// registration costs, what the foundation's scores do.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/kernels/economy_fixture.hpp"

namespace taosweep {
namespace {

/// Without root's sale and without traders nothing but the rule under test moves a price.
Parameters fresh_subnet(double day) {
  Parameters p;
  p.network.subnets = 20;
  p.time.days = 60;
  p.time.step_blocks = 1;
  p.time.fine_days = 0;
  p.protocol.tao_weight = 0;
  p.capital.burst_tao = p.capital.drip_tao_per_day = p.root.rate = 0;
  p.attack.mode = AttackMode::meme_holders;
  p.attack.subnet = AttackSubnet::fresh;
  p.attack.day = day;
  p.attack.budget_tao = 0;
  return p;
}

TEST(FreshSubnet, HasNothingBeforeItsDay) {
  Simulation<1> economy(fresh_subnet(2));
  economy.run_to_day(2);
  const auto& s = economy.s();
  EXPECT_EQ(s.alive[20], 0);
  EXPECT_EQ(s.tao[20], 1);
  EXPECT_EQ(s.alpha[20], 1);
  EXPECT_EQ(s.issued[20], 1);
  EXPECT_EQ(s.price_ema[20], 0);
  EXPECT_EQ(s.attention[20], 0);
  EXPECT_EQ(economy.held(20), 0);
  EXPECT_EQ(s.pending_alpha[20], 0);
}

TEST(FreshSubnet, OpensAtPriceOneWithNoPriceAverage) {
  Simulation<1> economy(fresh_subnet(2));
  economy.run_to_day(2);
  economy.run_tick();
  const auto& s = economy.s();
  EXPECT_EQ(s.alive[20], 1);
  EXPECT_NEAR(economy.price(20), 1, 1e-12);
  // 75 blocks: the average rises from 0 towards 1, one alpha a block goes to participants.
  EXPECT_NEAR(s.price_ema[20], 1 - std::pow(1 - 3e-6, 75), 1e-14);
  EXPECT_NEAR(s.issued[20] - s.alpha[20], 75, 1e-9);
  EXPECT_LT(s.tao[20], 1.01);
}

TEST(FreshSubnet, HasNoRankAndNoPriceUntilItHasOpened) {
  Simulation<1> economy(fresh_subnet(2));
  economy.run_to_day(4);
  const int rows = time_count(TimeAxis::day, economy.plan);
  for (const Series series : {series_target_price, series_target_rank}) {
    const float* row = economy.result.series.data() + series * rows;
    for (const int day : {0, 1, 2}) EXPECT_TRUE(std::isnan(row[day])) << day;
    for (const int day : {3, 4}) EXPECT_GT(row[day], 0) << day;
  }
}

TEST(FreshSubnet, IsAsOldAsItself) {
  Parameters p = fresh_subnet(2);
  p.protocol.ema_warmup_blocks = 201600;
  Simulation<1> economy(p);
  economy.run_to_day(2);
  economy.run_tick();
  double average = 0;
  for (int age = 0; age < 75; ++age) average += 3e-6 * age / (age + 201600) * (1 - average);
  EXPECT_EQ(economy.s().registered[20], 2 * 7200);
  EXPECT_NEAR(economy.s().price_ema[20], average, 1e-12 * average);
}

TEST(FreshSubnet, WaitsWithoutAging) {
  Simulation<1> early(fresh_subnet(0)), late(fresh_subnet(20));
  late.p.time.step_blocks = 300;
  late.clock = make_clock(late.p, 1);
  late.run_to_day(20);
  EXPECT_EQ(late.s().capacity[20], early.s().capacity[20]);
  EXPECT_EQ(late.s().susceptible[20], early.s().susceptible[20]);
  EXPECT_EQ(late.s().log_price[20], 0);
  EXPECT_EQ(late.s().trend[20], 0);
}

// 2 x 500 TAO, less 500 TAO per 2.3 d for the 2 d since launch: no other registration came before.
TEST(FreshSubnet, PaysItsLockAndBurnsAllButThePool) {
  Simulation<1> economy(still(fresh_subnet(2)));
  economy.run_to_day(2);
  economy.run_tick();
  const double lock = 1000 - std::floor(500e9 / 16560) * 14400 / 1e9;
  const Scalars& q = economy.scalars();
  EXPECT_NEAR(q.attack.spent, lock, 1e-9);
  EXPECT_NEAR(q.money.left, lock - 1, 1e-9);
  EXPECT_NEAR(q.money.entered, lock, 1e-9);
  EXPECT_NEAR(q.money.issuance, economy.p.network.issuance_tao + economy.block() - (lock - 1),
              1e-6);
  EXPECT_LE(ledger_residuals(economy.s(), economy.rules()).tao, 1e-12);
}

TEST(Attacker, SpendsItsBudgetInItsTimeAndNoMore) {
  Parameters p = small_economy();
  p.attack.mode = AttackMode::meme_holders;
  p.attack.budget_tao = 1000;
  p.attack.shock_day = 1;
  p.foundation.acts = false;
  Simulation<1> economy(p);
  economy.run_to_day(1);  // half of what is not kept for marketing
  EXPECT_NEAR(economy.scalars().attack.spent, 450, 1e-6);
  EXPECT_EQ(economy.scalars().attack.marketing, 0);
  const float before = economy.s().attention[27];
  economy.run_tick();
  EXPECT_GT(economy.s().attention[27], before + 30);
  EXPECT_EQ(economy.scalars().attack.marketing, 1);
  economy.run_to_day(3);
  EXPECT_NEAR(economy.scalars().attack.spent, 1000, 1e-6);
  EXPECT_NEAR(economy.scalars().money.attacker, 0, 1e-6);
  EXPECT_GT(economy.scalars().attack.held, 0);
}

// All is spent on orders, and rounding leaves the cash a last digit on either side of 0.
TEST(Attacker, DrawsItsShockWithoutMoneyForMarketing) {
  Parameters p = small_economy();
  p.time.days = 3;
  p.attack.mode = AttackMode::meme_holders;
  p.attack.netuid = 5;
  p.attack.marketing_share = 0;
  p.attack.buy_days = 0.5;
  p.attack.shock_day = 1;
  Simulation<1> economy(p);
  economy.run_to_day(0.99);
  economy.scalars().money.attacker = -1e-13;
  const float before = economy.s().attention[4];
  economy.run_to_day(1.02);
  EXPECT_GT(economy.s().attention[4], before + 0.9 * p.attack.shock);
  EXPECT_EQ(economy.finish_run().status, Status::ok);
}

TEST(Attacker, PaysForNoAttentionOnceItLeaves) {
  Parameters p = small_economy();
  p.attack.mode = AttackMode::meme_holders;
  p.attack.budget_tao = 1000;
  p.attack.exit_after = 1;
  p.attack.shock_day = 3;
  p.foundation.acts = false;
  Simulation<1> economy(p);
  economy.run_to_day(3);
  const double spent = economy.scalars().attack.spent;
  const float attention = economy.s().attention[27];
  economy.run_tick();
  EXPECT_EQ(economy.scalars().attack.marketing, 0);
  EXPECT_EQ(economy.scalars().attack.spent, spent);
  EXPECT_LT(economy.s().attention[27], attention + p.attack.shock / 2);
  economy.run_to_day(6);
  EXPECT_GE(economy.scalars().attack.held, 0);
}

TEST(Attacker, LeavesTheLaunchAsItIsInEveryMode) {
  Parameters none = small_economy(), meme = none;
  meme.attack.mode = AttackMode::meme_holders;
  meme.attack.day = 5;
  const Simulation<1> a(none), b(meme);
  for (int i = 0; i < 30; ++i) ASSERT_EQ(a.state->price_ema[i], b.state->price_ema[i]) << i;
}

TEST(Attacker, LeavesWhenTheFoundationActs) {
  Parameters p = small_economy();
  p.attack.mode = AttackMode::meme_holders;
  p.foundation.delay_days = 3;
  Simulation<1> economy(p);
  economy.run_to_day(3);
  const double held = economy.scalars().attack.held;
  ASSERT_GT(held, 0);
  economy.run_to_day(3.75);
  EXPECT_EQ(economy.scalars().attack.exit_block, 3 * 7200);
  EXPECT_LT(economy.scalars().attack.held, 0.02 * held);
  EXPECT_GT(economy.scalars().attack.received, 0);
}

/// Miners sell nothing and are paid for mining, so that what they hold shows what epochs pay them.
Parameters contested(double coalition) {
  Parameters p;
  p.network.subnets = 30;
  p.time.days = 10;
  p.time.step_blocks = 25;
  p.attack.mode = AttackMode::meme_holders;
  p.attack.holder_pay = 0;
  p.miners.sell = p.miners.entry = p.miners.exit = 0;
  p.foundation.delay_days = 4;
  p.foundation.coalition_share = coalition;
  return p;
}

Simulation<1> at_action(const Parameters& p) {
  Simulation<1> economy(p);
  for (float& c : economy.s().capacity) c = 0;
  economy.run_to_day(4);
  return economy;
}

TEST(Foundation, TurnsTheIncentiveWithinOneTempo) {
  Simulation<1> economy = at_action(contested(0.57));
  const auto& miners = economy.s().held[cohort_miners];
  economy.run_to(economy.block() + 375);  // one epoch at least
  const double flipped = miners[27], elsewhere = miners[26];
  ASSERT_EQ(economy.scalars().foundation.controls, 1);
  economy.run_to_day(6);
  EXPECT_EQ(miners[27], flipped);
  EXPECT_GT(miners[26], elsewhere + 0.4 * 36 * 361);
}

// Bonds of those outvoted stay with the sellers' uids and fade:
// their dividends are (1 - s) 0.9^t after t epochs.
TEST(Foundation, CutsTheDividendsOfTheOutvotedByATenthEachTempo) {
  Simulation<1> economy = at_action(contested(0.57));
  const int tempo = 361, target = economy.clock.target;
  double expected = 0;
  int epochs = 0;
  while (epochs < 20) {
    const double block = economy.block();
    const int due = 360 - (economy.block() + target + 2) % tempo;
    economy.run_tick();
    if (due >= economy.block() - block) continue;
    const double* bonds = economy.scalars().contest.bonds;
    const double rest = bonds[3] / (bonds[1] + bonds[3]);
    if (epochs > 0) {
      EXPECT_NEAR(rest, 0.9 * expected, 1e-12) << epochs;
    } else {
      EXPECT_NEAR(rest, 0.9 * (1 - economy.scalars().foundation.share),
                  1e-3);  // which is that of the action
    }
    expected = rest;
    ++epochs;
  }
}

TEST(Foundation, PaysSellersByWhatTheySoldInTheTempoBefore) {
  Simulation<1> economy = at_action(contested(0.57));
  economy.run_to_day(5);
  auto& contest = economy.scalars().contest;
  for (double& x : contest.sold_before) x = 0;
  contest.sold_before[cohort_owners] = 3;
  contest.sold_before[cohort_miners] = 1;
  const double owners = economy.s().held[cohort_owners][27],
               miners = economy.s().held[cohort_miners][27];
  economy.p.owners.sell = 0;
  const int due = 360 - (economy.block() + 29) % 361;
  economy.run_to(economy.block() + due / 75 * 75 + 75);
  const double half = 0.5 * (1 - economy.rules().owner_cut) * 361;
  const double dividends_of_owners_at_most = half, cut = economy.rules().owner_cut * 361;
  EXPECT_NEAR(economy.s().held[cohort_miners][27] - miners, 0.25 * half, 1e-6);
  const double gained = economy.s().held[cohort_owners][27] - owners;
  EXPECT_GE(gained, 0.75 * half + cut);
  EXPECT_LE(gained, 0.75 * half + cut + dividends_of_owners_at_most);
}

TEST(Foundation, ChangesNothingForMinersWithoutControl) {
  Parameters acts = contested(0.3), idle = acts;
  idle.foundation.acts = false;
  acts.attack.exit_on_action = idle.attack.exit_on_action = false;
  Simulation<1> a = at_action(acts), b = at_action(idle);
  a.run_to_day(8);
  b.run_to_day(8);
  EXPECT_EQ(a.scalars().foundation.acted, 1);
  EXPECT_EQ(a.scalars().foundation.controls, 0);
  EXPECT_LT(a.scalars().foundation.share, a.rules().kappa);
  const double mined = b.s().held[cohort_miners][27];
  EXPECT_NEAR(a.s().held[cohort_miners][27], mined, 1e-9 * mined);
  EXPECT_GT(mined, 0.4 * 7 * 7200);
}

// phi = .57 and half of the rest abstains: .785 of root
// validates there, and no more shares the dividends.
TEST(Foundation, SharesDividendsWithTheRootThatValidatesThere) {
  Parameters p = contested(0.57);
  p.foundation.acts = false;
  p.foundation.abstain_share = 0.5;
  p.protocol.dividends = DividendRule::reduced;
  Simulation<1> economy = at_action(p);
  const int target = economy.clock.target;
  const int due = 360 - (economy.block() + target + 2) % 361;
  economy.run_to(economy.block() + due / 75 * 75);  // the tick in which the epoch runs comes next
  const double held = economy.held(target),
               stake = economy.scalars().money.root + economy.scalars().money.unbooked_root;
  const double before = economy.s().unallocated[target];
  const double swapped = economy.s().pending_swapped[target];
  economy.run_tick();
  const double half = 0.5 * (1 - launch_2025_02.owner_cut) * 361, root = 0.785 * 0.18 * stake;
  const double part = half * root / (root + held * p.validators.alpha_staked);
  const double blocks = 361 - (due % 75 + 1);  // that `swapped` counts
  EXPECT_NEAR(economy.s().unallocated[target] - before, part - swapped * 361 / blocks, 0.1);
  EXPECT_LT(part, half * 0.18 * stake / (0.18 * stake + held * p.validators.alpha_staked) - 0.5);
}

TEST(Foundation, NeedsTheShareThatItsFormulaSays) {
  for (const double margin : {-1e-6, 1e-6}) {
    Parameters p = contested(0.57);
    p.foundation.abstain_share = 0.3;
    p.foundation.alpha_share = 0.1;
    const double needed = [&] {
      Simulation<1> economy = at_action(p);
      economy.run_tick();
      return economy.scalars().foundation.phi_needed;
    }();
    p.foundation.coalition_share = needed + margin;
    Simulation<1> economy = at_action(p);
    economy.run_tick();
    EXPECT_EQ(economy.scalars().foundation.share >= launch_2025_02.kappa, margin > 0);
    EXPECT_NEAR(economy.scalars().foundation.share, launch_2025_02.kappa, 2e-6);
  }
}

TEST(Foundation, WaitsForTheTriggerShareAndTheDelay) {
  Parameters p = contested(0.57);
  p.foundation.trigger_share = 2;  // never
  Simulation<1> never(p);
  never.run_to_day(10);
  EXPECT_EQ(never.scalars().foundation.action_block, -1);
  p.foundation.trigger_share = 0;
  p.foundation.trigger_days = 2;
  p.foundation.delay_days = 1.5;
  p.attack.day = 1;
  Simulation<1> economy(p);
  economy.run_to_day(4);
  EXPECT_EQ(economy.scalars().foundation.action_block, (1 + 2 + 1.5) * 7200);
}

}  // namespace
}  // namespace taosweep
