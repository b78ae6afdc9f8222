// The economies of the sweep follow the plain model, tick by
// tick and, left to themselves, in distribution.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/kernels/economy_fixture.hpp"
#include "tests/model/wanted_orders.hpp"

namespace taosweep {
namespace {

constexpr double tolerance = 1e-9;        ///< of what is kept in doubles, per tick
constexpr double moved_tolerance = 3e-8;  ///< of root and cash
/// Of what cohorts want, which the sweep computes in FP32: logarithms of prices have lost digits.
constexpr double wanted_tolerance = 3e-5;
constexpr double fast_tolerance = 3e-6;  ///< of what is kept in FP32

/// Runs `ticks` ticks, each from the economy's own state, and asks for agreement after each: of the
/// orders, and with the sweep's orders of what they do.
template <int Slots>
void follow(Simulation<Slots>& economy, int ticks) {
  plain::KeyedDraws draws(economy.key);
  for (int i = 0; i < ticks; ++i) {
    const plain::Economy before = plain::economy_of(economy.s());
    plain::Economy model = before;
    economy.run_tick();
    plain::WantedOrders wanted(plain::wanted_by(economy.s()));
    plain::advance_tick(economy.p, economy.clock, draws, model, &wanted);
    ASSERT_EQ(model.scalars.block, economy.block());
    const plain::Differences d = plain::compare(before, model, plain::economy_of(economy.s()));
    ASSERT_LE(wanted.difference().value, wanted_tolerance)
        << wanted.difference().where << ", tick to block " << economy.block();
    ASSERT_LE(d.exact.value, tolerance) << d.exact.where << ", tick to block " << economy.block();
    ASSERT_LE(d.moved.value, moved_tolerance)
        << d.moved.where << ", tick to block " << economy.block();
    ASSERT_LE(d.fast.value, fast_tolerance)
        << d.fast.where << ", tick to block " << economy.block();
  }
}

Parameters stepping(int step) {
  Parameters p;
  p.time.step_blocks = step;
  p.time.fine_days = 0;
  return p;
}

Parameters attacked(int step, bool fresh) {
  Parameters p = stepping(step);
  p.attack.mode = AttackMode::meme_holders;
  p.attack.subnet = fresh ? AttackSubnet::fresh : AttackSubnet::existing;
  p.attack.day = 2;
  p.attack.budget_tao = 5000;
  p.attack.shock_day = 1;
  p.foundation.delay_days = 3;
  return p;
}

class EveryStep : public testing::TestWithParam<int> {};
INSTANTIATE_TEST_SUITE_P(Blocks, EveryStep, testing::Values(1, 25, 75, 300));

TEST_P(EveryStep, FollowsThePlainModelFromLaunch) {
  Simulation<3> economy(stepping(GetParam()), {11, 2, 3});
  follow(economy, 100);
}

// The state of day 40 is made in long steps; the steps under test go on from there.
TEST_P(EveryStep, FollowsThePlainModelInMidLife) {
  Simulation<3> early(stepping(300), {12, 0, 1});
  early.run_to_day(40);
  Simulation<3> economy(stepping(GetParam()), early.key);
  *economy.state = *early.state;
  follow(economy, 100);
}

// Worth moves by news, shocks and prices; the market has a mood; cash leaves; deep pools are quiet.
TEST_P(EveryStep, FollowsThePlainModelWhereMarketsRemember) {
  Parameters p = stepping(GetParam());
  p.value.worth_sd = 0.05;
  p.value.news = 0.1;
  p.value.follows = 0.2;
  p.mood.ln_sd = 0.4;
  p.capital.leave_rate = 0.01;
  p.noise.deep_tao = 5000;
  Simulation<3> early(p, {12, 0, 1});
  early.p.time.step_blocks = 300;
  early.clock = make_clock(early.p, 1);
  early.run_to_day(20.9);
  Simulation<3> economy(p, early.key);
  *economy.state = *early.state;
  follow(economy, 60);
  ASSERT_NE(economy.scalars().mood.factor, 1);
}

// Half of the subnets earn, more where more is emitted to them, and buy their alpha back.
TEST_P(EveryStep, FollowsThePlainModelWhereSubnetsBuyTheirAlphaBack) {
  for (const BoughtBack bought : {BoughtBack::burned, BoughtBack::recycled, BoughtBack::held}) {
    Parameters p = stepping(GetParam());
    p.revenue.total_tao = 5000;
    p.revenue.part = 0.5;
    p.revenue.elasticity = 0.3;
    p.revenue.buyback_share = 0.8;
    p.revenue.bought = bought;
    p.revenue.treasury_sell = 0.1;
    Simulation<3> early(p, {12, 0, 1});
    early.p.time.step_blocks = 300;
    early.clock = make_clock(early.p, 1);
    early.run_to_day(12.9);
    Simulation<3> economy(p, early.key);
    *economy.state = *early.state;
    follow(economy, 30);
    ASSERT_GT(economy.scalars().money.bought_back, early.scalars().money.bought_back);
    ASSERT_EQ(economy.scalars().money.treasuries > 0, bought == BoughtBack::held);
  }
}

TEST_P(EveryStep, FollowsThePlainModelThroughAttackAndAction) {
  for (const bool fresh : {false, true}) {
    SCOPED_TRACE(fresh ? "fresh subnet" : "old subnet");
    const Parameters p = attacked(GetParam(), fresh);
    Simulation<3> early(attacked(300, fresh), {13, 1, 0});
    for (const double day : {1.9, 2.95, 4.9}) {  // start, shock, action
      early.run_to_day(day);
      Simulation<3> economy(p, early.key);
      *economy.state = *early.state;
      follow(economy, 40);
      ASSERT_EQ(economy.scalars().foundation.acted, day > 4 ? 1 : 0);
      ASSERT_GT(economy.scalars().attack.spent, 0);
    }
  }
}

TEST_P(EveryStep, FollowsThePlainModelThroughAPumpAndItsExit) {
  for (const bool fresh : {false, true}) {
    Parameters p = attacked(GetParam(), fresh);
    p.attack.mode = AttackMode::pump_for_share;
    p.attack.exit_after = 2;
    Simulation<3> early(p, {13, 1, 0});
    early.p.time.step_blocks = 300;
    early.clock = make_clock(early.p, 1);
    for (const double day : {1.9, 3.9}) {  // start, exit
      early.run_to_day(day);
      Simulation<3> economy(p, early.key);
      *economy.state = *early.state;
      follow(economy, 40);
      ASSERT_GT(economy.scalars().attack.spent, 0);
    }
    early.run_to_day(4.3);
    ASSERT_GT(early.scalars().attack.received, 0);
  }
}

// Orders at a part of the pool a day bind on both ways, and the promotion begins in a middle.
TEST_P(EveryStep, FollowsThePlainModelWhereOrdersAreAPartOfThePool) {
  Parameters p = attacked(GetParam(), false);
  p.attack.budget_tao = Parameters{}.attack.budget_tao;
  p.attack.budget_pools = 5;
  p.attack.participation = 0.3;
  p.attack.promotion_day = 0.05;
  p.attack.exit_after = 2;
  p.attack.exit_participation = 0.1;
  Simulation<3> early(p, {13, 1, 0});
  early.p.time.step_blocks = 300;
  early.clock = make_clock(early.p, 1);
  for (const double day : {1.9, 3.9}) {  // start, exit
    early.run_to_day(day);
    Simulation<3> economy(p, early.key);
    *economy.state = *early.state;
    follow(economy, 40);
    ASSERT_GT(economy.scalars().attack.spent, 0);
  }
  early.run_to_day(4.3);
  ASSERT_GT(early.scalars().attack.received, 0);
  ASSERT_GT(early.scalars().money.attacker, 2 * early.scalars().attack.received);
}

// Bought in half a day, held for half, sold in a quarter, and bought again.
TEST_P(EveryStep, FollowsThePlainModelThroughACycle) {
  Parameters p = attacked(GetParam(), false);
  p.attack.mode = AttackMode::recycle;
  p.attack.buy_days = p.attack.cycle_days = 0.5;
  p.attack.exit_days = 0.25;
  p.attack.exit_participation = 0.5;
  Simulation<3> early(p, {13, 1, 0});
  early.p.time.step_blocks = 300;
  early.clock = make_clock(early.p, 1);
  for (const double day : {1.9, 2.4, 2.9, 3.15}) {
    early.run_to_day(day);
    Simulation<3> economy(p, early.key);
    *economy.state = *early.state;
    follow(economy, 40);
  }
  ASSERT_GT(early.scalars().attack.received, 0);
  early.run_to_day(3.5);
  ASSERT_GT(early.scalars().attack.spent, 5000);
}

// Rules and choices that the defaults leave out.
TEST_P(EveryStep, FollowsThePlainModelUnderOtherRules) {
  Parameters p = attacked(GetParam(), true);
  p.network.subnets = 20;
  p.network.issuance_tao = 10.4999e6;  // TAO halves soon
  p.protocol.ema_alpha = 3e-4;
  p.protocol.ema_warmup_blocks = 201600;
  p.schedule = fixed_on(3);
  p.protocol.tempo = 359;
  p.protocol.stake_fee_tao = 0.01;
  p.protocol.minimum_reserve = 1;  // orders are refused
  p.protocol.bonds_penalty = 1;
  p.root.rate = 0.05;
  p.yield.naivety = 0.5;
  p.validators.alpha_staked = 0.9;
  p.foundation.coalition_share = 0.45;  // does not control
  p.foundation.abstain_share = 0.05;
  p.foundation.alpha_share = 0.1;
  p.attack.exit_after = 1.5;
  Simulation<1> early(p, {14, 0, 0});
  early.p.time.step_blocks = 300;
  early.clock = make_clock(early.p, 1);
  for (const double day : {0.0, 1.95, 3.3, 4.9, 6.0}) {
    early.run_to_day(day);
    Simulation<1> economy(p, early.key);
    *economy.state = *early.state;
    follow(economy, 40);
  }
  finish(early.p, early.clock, early.segments, early.s(), early.result);
  EXPECT_GT(early.result.outcomes[outcome_refused_orders], 0);
}

// The contested epochs under each rule of consensus and of liquid alpha.
TEST_P(EveryStep, FollowsThePlainModelUnderEveryConsensus) {
  struct Case {
    ConsensusRule consensus;
    LiquidAlpha alpha;
    double coalition, penalty;
  };
  for (const Case& c : {Case{ConsensusRule::yuma_classic, LiquidAlpha::v1, 0.57, 0},
                        Case{ConsensusRule::yuma3, LiquidAlpha::off, 0.57, 1},
                        Case{ConsensusRule::yuma3, LiquidAlpha::v1, 0.45, 0.5},
                        Case{ConsensusRule::yuma3, LiquidAlpha::v2, 0.57, 0},
                        Case{ConsensusRule::null, LiquidAlpha::off, 0.57, 0},
                        Case{ConsensusRule::null, LiquidAlpha::off, 0.45, 0}}) {
    Parameters p = attacked(GetParam(), false);
    p.network.subnets = 30;
    p.protocol.consensus = c.consensus;
    p.protocol.liquid_alpha = c.alpha;
    p.protocol.liquid_alpha_low = 0.1;
    p.protocol.liquid_alpha_high = 0.3;
    p.protocol.bonds_penalty = c.penalty;
    if (c.consensus == ConsensusRule::null) p.protocol.kappa = 0.3;  // nobody asks for it
    p.foundation.coalition_share = c.coalition;
    Simulation<1> early(p, {14, 0, 0});
    early.p.time.step_blocks = 300;
    early.clock = make_clock(early.p, 1);
    for (const double day : {4.9, 5.5}) {  // action, and when its first tempos have passed
      early.run_to_day(day);
      Simulation<1> economy(p, early.key);
      *economy.state = *early.state;
      follow(economy, 40);
    }
    EXPECT_EQ(early.scalars().foundation.controls, c.coalition > 0.5);
  }
}

// The launch until day 2, and the rules of March from then on, whose average is fast from day 3: a
// fresh subnet that opened on the way waits to be started.
TEST_P(EveryStep, FollowsThePlainModelThroughASchedule) {
  Parameters p = attacked(GetParam(), true);
  p.network.subnets = 20;
  p.schedule = {2, {{0, launch_2025_02}, {2, launch_2025_03}}};
  p.protocol.average_fast_day = 3;
  p.protocol.start_delay_blocks = 14400;
  Simulation<1> early(p, {17, 0, 0});
  early.p.time.step_blocks = 300;
  early.clock = make_clock(early.p, 1);
  for (const double day : {1.9, 2.9, 4.0, 5.5, 7.0}) {
    early.run_to_day(day);
    Simulation<1> economy(p, early.key);
    *economy.state = *early.state;
    follow(economy, 40);
  }
}

TEST_P(EveryStep, FollowsThePlainModelWhereTheShareFollowsThePrice) {
  Parameters p = attacked(GetParam(), true);
  p.network.subnets = 20;
  p.protocol.share = Shares::rule<SpotPriceShare>();
  Simulation<1> economy(p, {18, 0, 0});
  follow(economy, 60);
}

// Holders sell more than is outstanding: pools take in what was never issued.
TEST_P(EveryStep, FollowsThePlainModelWhereOverIssuedAlphaIsSold) {
  Parameters p = attacked(GetParam(), false);
  p.value.rate = p.attention.buy_gain = p.yield.rate = 0;
  p.value.base_sell = p.attention.base_sell = p.owners.sell = 3;
  Simulation<3> early(attacked(300, false), {15, 0, 0});
  early.run_to_day(5.2);
  Simulation<3> economy(p, early.key);
  *economy.state = *early.state;
  for (int i = 0; i < 65; ++i) economy.s().issued[i] = economy.s().alpha[i] + 1;
  follow(economy, 20);
  for (int i = 0; i < 65; ++i) EXPECT_GT(economy.s().taken_in[i], 1) << i;
}

// Without any stake nobody is paid on the attacked subnet once scores differ.
TEST_P(EveryStep, FollowsThePlainModelWithoutStake) {
  for (const double fix_day : {0.0, 30.0}) {
    Parameters p = attacked(GetParam(), false);
    p.protocol.tao_weight = p.validators.alpha_staked = 0;
    p.schedule = fixed_on(fix_day);
    p.network.subnets = 30;
    Simulation<1> early(p, {16, 0, 0});
    early.p.time.step_blocks = 300;
    early.clock = make_clock(early.p, 1);
    early.run_to_day(5);
    Simulation<1> economy(p, early.key);
    *economy.state = *early.state;
    const double before = economy.s().unallocated[27];
    follow(economy, 20);
    EXPECT_GT(economy.s().unallocated[27], before);
  }
}

TEST(PlainModel, IsNoticedWhenOneNumberDiffers) {
  Simulation<3> economy(stepping(300), {11, 2, 3});
  plain::Economy a = plain::economy_of(economy.s()), b = a;
  EXPECT_EQ(plain::compare(a, a, b).exact.value, 0);
  b.subnets[64].pending_tao = 1e-30;
  EXPECT_EQ(plain::compare(a, a, b).exact.where, "pending_tao of subnet 64");
}

}  // namespace
}  // namespace taosweep
