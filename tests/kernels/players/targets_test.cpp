// On which of several attackers the foundation acts: on the first, one at a time, or on all.
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <initializer_list>

#include "tests/at_hand.hpp"
#include "tests/kernels/players/still_pool.hpp"

namespace taosweep {
namespace {

constexpr double day = 7200;

/// Attackers that begin on day 0 and do nothing; each would be acted on after two days.
Parameters attacked(FoundationTargets targets, int count = 2) {
  Parameters p = buyer();
  p.time.days = 40;
  p.protocol.ema_alpha = 0;
  p.attack.count = count;
  p.attack.every = p.attack.budget_tao = 0;
  p.attack.exit_on_action = false;
  p.foundation.acts = true;
  p.foundation.targets = targets;
  p.foundation.delay_days = 2;
  return p;
}

int site(StillPool& economy, int i) {
  return static_cast<int>(economy.scalars().attacker(i).subnet);
}

/// Shares of emission of the attackers' subnets, all others having 1.
void set_shares(StillPool& economy, std::initializer_list<double> shares) {
  for (int i = 0; i < 30; ++i) economy.s().price_ema[i] = 1;
  int i = 0;
  for (const double share : shares) economy.s().price_ema[site(economy, i++)] = share;
}

// Its price is 100 times that of 29 others: 0.78 of their sum, seen on day 1.
TEST(Targets, AreThoseOfTheAttackersThatMeetTheTrigger) {
  for (const FoundationTargets targets :
       {FoundationTargets::first, FoundationTargets::worst, FoundationTargets::all}) {
    Parameters p = attacked(targets);
    p.time.days = 5;
    p.foundation.trigger_share = 0.5;
    StillPool economy(p);
    economy.s().tao[site(economy, 1)] = 100;
    const auto& out = economy.finish_run().outcomes;
    const bool acts = targets != FoundationTargets::first;
    EXPECT_EQ(economy.scalars().attacker(1).acted_on, acts ? 3 * day : -1);
    EXPECT_EQ(economy.attack().acted_on, -1);
    EXPECT_EQ(out[outcome_attackers_acted_on], acts ? 1 : 0);
    EXPECT_TRUE(std::isnan(out[outcome_action_day])) << "of the first";
  }
}

/// Each registers a subnet as soon as the chain lets it; the first on day 0.
Parameters registering(FoundationTargets targets) {
  Parameters p = attacked(targets);
  p.time.days = 60;
  p.attack.subnet = AttackSubnet::fresh;
  return p;
}

// The second would have begun with the first.
TEST(Targets, MeetATriggerOf0AsTheyBegin) {
  for (const double days : {0, 1}) {
    for (const FoundationTargets targets :
         {FoundationTargets::first, FoundationTargets::worst, FoundationTargets::all}) {
      Parameters p = registering(targets);
      p.foundation.trigger_days = days;
      StillPool economy(p);
      economy.finish_run();
      const AttackState& second = economy.scalars().attacker(1);
      EXPECT_EQ(economy.attack().acted_on, (days + 2) * day) << "whoever it looks at";
      EXPECT_EQ(second.start, day) << "it has waited: the chain takes one at a time";
      EXPECT_EQ(economy.s().alive[site(economy, 1)], 1);
      if (targets == FoundationTargets::all) {
        EXPECT_EQ(second.acted_on, second.start + (days + 2) * day);
      }
    }
  }
}

// A delay that ends before anybody has seen the second.
TEST(Targets, AreNotActedOnBeforeTheyAreSeen) {
  Parameters p = registering(FoundationTargets::all);
  p.foundation.delay_days = 0;
  StillPool economy(p);
  economy.finish_run();
  const AttackState& second = economy.scalars().attacker(1);
  EXPECT_EQ(economy.attack().acted_on, 0);
  EXPECT_EQ(second.acted_on, second.start + day);
  EXPECT_GT(second.share_then, 0);
}

// Theirs are nearly all of the prices, but nobody has seen one before its first day is over.
TEST(Targets, HaveNoPriceOnTheDayOnWhichTheyOpen) {
  for (const FoundationTargets targets :
       {FoundationTargets::first, FoundationTargets::worst, FoundationTargets::all}) {
    Parameters p = registering(targets);
    p.foundation.trigger_share = 0.2;
    StillPool economy(p);
    economy.finish_run();
    const AttackState& second = economy.scalars().attacker(1);
    EXPECT_EQ(economy.attack().acted_on, 3 * day);
    if (targets == FoundationTargets::all) {
      EXPECT_EQ(second.acted_on, second.start + 3 * day);
    }
  }
}

// Nobody has any stake, so that the coalition decides nowhere: on the day after an action it turns
// to the next, in the order of their shares.
TEST(Targets, AreTakenFromTheHighestShareOfEmissionDown) {
  StillPool economy(attacked(FoundationTargets::worst, 3));
  set_shares(economy, {2, 5, 3});
  economy.run_to_day(9);
  EXPECT_EQ(economy.scalars().attacker(1).acted_on, 2 * day);
  EXPECT_EQ(economy.scalars().attacker(2).acted_on, 5 * day);
  EXPECT_EQ(economy.attack().acted_on, 8 * day);
  EXPECT_EQ(economy.scalars().foundation.action_block, 8 * day);
  EXPECT_EQ(economy.scalars().foundation.acted, 1);
}

// Each attacker has bought three quarters of its alpha, of which 0.6 follow the coalition. From a
// price of 16 of 16 + 16 + 28 the one of the second falls to less than half of that share.
TEST(Targets, AreHeldUntilTheyAreStoppedWhereTheCoalitionDecides) {
  Parameters p = attacked(FoundationTargets::worst);
  p.attack.budget_tao = 3;
  p.foundation.alpha_share = 0.6;
  StillPool economy(p);
  set_shares(economy, {2, 5});
  economy.run_to_day(4.5);
  AttackState& second = economy.scalars().attacker(1);
  EXPECT_EQ(second.acted_on, 2 * day);
  EXPECT_EQ(second.decided, 1);
  EXPECT_NEAR(second.share_then, 16.0 / 60, 1e-6);
  EXPECT_EQ(economy.scalars().foundation.controls, 1);
  EXPECT_EQ(economy.attack().acted_on, -1);
  economy.s().tao[site(economy, 1)] = 1;
  economy.run_to_day(6);
  EXPECT_EQ(second.stopped, 1);
  EXPECT_EQ(economy.scalars().foundation.at_hand, 0);
  EXPECT_EQ(economy.scalars().foundation.controls, 0) << "scores agree again";
  economy.run_to_day(8);
  EXPECT_EQ(economy.attack().acted_on, 7 * day);
  EXPECT_EQ(economy.scalars().foundation.controls, 1);
}

/// Alpha is emitted and paid; only validators, owners and attackers sell, and who sells is paid.
Parameters paying(FoundationTargets targets, int count) {
  Parameters p = attacked(targets, count);
  p.attack.mode = AttackMode::meme_holders;
  p.attack.budget_tao = 3;
  p.attack.exit_on_action = true;
  p.miners.sell = 0;
  p.foundation.alpha_share = 0.6;
  return p;
}

struct PayingPool : StillPool {
  explicit PayingPool(const Parameters& parameters) : StillPool(parameters) {
    for (int i = 0; i < 30; ++i) s().alpha[i] = s().issued[i] = 1e6;
  }
};

void expect_equal(const ContestState& a, const ContestState& b) {
  for (int i = 0; i < 4; ++i) EXPECT_EQ(a.bonds[i], b.bonds[i]);
  for (int i = 0; i < seller_count; ++i) {
    EXPECT_EQ(a.sold_now[i], b.sold_now[i]);
    EXPECT_EQ(a.sold_before[i], b.sold_before[i]);
  }
}

// Where pools do not touch each other, what it does to each is what it would do to one alone.
TEST(Targets, AreContestedEachAsOneAlone) {
  Parameters p = paying(FoundationTargets::all, 2);
  PayingPool both(p);
  const int other = site(both, 1);
  p.attack.count = 1;
  p.foundation.targets = FoundationTargets::first;
  PayingPool first(p);
  p.attack.netuid = other + 1;
  PayingPool second(p);
  for (const double until : {2.3, 6.0}) {
    for (PayingPool* economy : {&both, &first, &second}) economy->run_to_day(until);
    expect_equal(both.scalars().contest, first.scalars().contest);
    expect_equal(both.s().contests[0].state, second.scalars().contest);
    for (int c = 0; c < cohort_count; ++c) {
      EXPECT_EQ(both.s().held[c][target], first.s().held[c][target]);
      EXPECT_EQ(both.s().held[c][other], second.s().held[c][other]);
    }
    EXPECT_EQ(both.s().unallocated[other], second.s().unallocated[other]);
    EXPECT_EQ(both.attack().held, first.attack().held);
    EXPECT_EQ(both.scalars().attacker(1).held, second.attack().held);
    EXPECT_EQ(both.scalars().attacker(1).received, second.attack().received);
    EXPECT_EQ(both.scalars().attacker(1).controls, second.scalars().foundation.controls);
  }
  EXPECT_EQ(second.scalars().foundation.controls, 1);
  EXPECT_GT(second.attack().received, 0) << "it left, and so did the other";
  EXPECT_GT(both.s().contests[0].state.sold_before[cohort_validators], 0);
}

// The same where it turns to the second alone; the first goes on as if nobody acted.
TEST(Targets, LeaveTheOthersAlone) {
  Parameters p = paying(FoundationTargets::worst, 2);
  PayingPool both(p);
  const int other = site(both, 1);
  both.s().price_ema[other] = 5;
  p.attack.count = 1;
  p.foundation.acts = false;
  PayingPool first(p);
  p.foundation.acts = true;
  p.attack.netuid = other + 1;
  PayingPool second(p);
  for (PayingPool* economy : {&both, &first, &second}) economy->run_to_day(2.5);
  EXPECT_EQ(both.scalars().foundation.at_hand, 1);
  EXPECT_EQ(both.attack().exit_block, -1);
  EXPECT_EQ(both.scalars().attacker(1).exit_block, 2 * day);
  EXPECT_GT(both.scalars().contest.sold_before[cohort_count], 0) << "the attacker's";
  EXPECT_NEAR(both.attack().held, first.attack().held, 1e-2 * first.attack().held);
  EXPECT_NEAR(both.scalars().attacker(1).held, second.attack().held, 1e-2 * second.attack().held);
}

// On day 20 prices of 30 fall to 0.4 and to 0.6: to a share of 0.4/29 < 1/60, and of 0.6/29 > 1/60.
// Shares of emission are 2/31 and 1/31.
TEST(Targets, AreCountedAndSoAreTheirSharesAMonthLater) {
  for (const bool acts : {true, false}) {
    Parameters p = attacked(FoundationTargets::all);
    p.foundation.acts = acts;
    StillPool economy(p);
    set_shares(economy, {2, 1});
    economy.run_to_day(20);
    economy.s().tao[target] = 0.6;
    economy.s().tao[site(economy, 1)] = 0.4;
    const auto& out = economy.finish_run().outcomes;
    EXPECT_EQ(out[outcome_attackers_acted_on], 2) << "or would have";
    EXPECT_EQ(out[outcome_attackers_controlled], 0) << "nobody has stake";
    EXPECT_EQ(out[outcome_attackers_stopped], 1);
    EXPECT_NEAR(out[outcome_attackers_share_after], 1.5 / 31, 1e-12);
  }
}

TEST(Targets, HaveNoShareAMonthLaterWhereTheEndComesBefore) {
  Parameters p = attacked(FoundationTargets::all);
  p.time.days = 29;
  StillPool economy(p);
  const auto& out = economy.finish_run().outcomes;
  EXPECT_EQ(out[outcome_attackers_acted_on], 2);
  EXPECT_TRUE(std::isnan(out[outcome_attackers_share_after]));
}

Parameters four_attackers(FoundationTargets targets, FoundationBy by) {
  Parameters p = small_economy();
  p.attack.mode = AttackMode::meme_holders;
  p.attack.count = 4;
  p.attack.every = 2;
  p.attack.shock_day = 1;
  p.foundation.targets = targets;
  p.foundation.by = by;
  p.foundation.delay_days = 3;
  p.foundation.alpha_share = 0.5;
  p.foundation.abstain_share = 0.3;
  return p;
}

TEST(Targets, AreSwitchedOffOneByOneOrEachInItsTime) {
  for (const FoundationTargets targets : {FoundationTargets::worst, FoundationTargets::all}) {
    Simulation<1> economy(four_attackers(targets, FoundationBy::emission_switch));
    const EconomyResult& result = economy.finish_run();
    EXPECT_EQ(result.status, Status::ok);
    EXPECT_GE(result.outcomes[outcome_attackers_acted_on], 3);
    for (int i = 0; i < 30; ++i) {
      bool acted_on = false;
      for (int a = 0; a < 4; ++a) {
        const AttackState& own = economy.scalars().attacker(a);
        acted_on |= own.subnet == i && own.acted_on >= 0;
      }
      EXPECT_EQ(economy.s().switched[i], acted_on ? 1 : 0);
    }
  }
}

TEST(Targets, CloseTheLedgersOfWhatContestedEpochsPay) {
  for (const FoundationTargets targets : {FoundationTargets::worst, FoundationTargets::all}) {
    Simulation<1> economy(four_attackers(targets, FoundationBy::consensus));
    const EconomyResult& result = economy.finish_run();
    EXPECT_EQ(result.status, Status::ok);
    EXPECT_LE(result.outcomes[outcome_tao_residual], 1e-12);
    EXPECT_LE(result.outcomes[outcome_alpha_residual], 1e-12);
    EXPECT_GE(result.outcomes[outcome_attackers_controlled], 2);
    EXPECT_GE(result.outcomes[outcome_attackers_stopped], 1);
  }
}

TEST(Targets, AreTheFirstWhereThereIsOneAttacker) {
  Parameters p = four_attackers(FoundationTargets::first, FoundationBy::consensus);
  p.attack.count = 1;
  Simulation<1> reference(p);
  reference.finish_run();
  for (const FoundationTargets targets : {FoundationTargets::worst, FoundationTargets::all}) {
    p.foundation.targets = targets;
    Simulation<1> economy(p);
    const EconomyResult& result = economy.finish_run();
    EXPECT_EQ(std::memcmp(&economy.s(), &reference.s(), sizeof economy.s()), 0);
    EXPECT_EQ(result.outcomes[outcome_attackers_acted_on], 1);
    EXPECT_EQ(result.outcomes[outcome_attackers_controlled],
              result.outcomes[outcome_root_controls]);
  }
}

class TargetsOnEachBackEnd : public OnEachBackEnd {};
INSTANTIATE_TEST_SUITE_P(Isa, TargetsOnEachBackEnd, on_each_back_end(), name_of_isa);

TEST_P(TargetsOnEachBackEnd, GiveTheSameBits) {
  for (const FoundationTargets targets : {FoundationTargets::worst, FoundationTargets::all}) {
    for (const FoundationBy by : {FoundationBy::consensus, FoundationBy::emission_switch}) {
      const Parameters p = four_attackers(targets, by);
      Simulation<1> reference(p), other(p, {1, 0, 0}, GetParam());
      reference.run_to_day(14);
      other.run_to_day(14);
      EXPECT_EQ(std::memcmp(&reference.s(), &other.s(), sizeof reference.s()), 0);
    }
  }
}

}  // namespace
}  // namespace taosweep
