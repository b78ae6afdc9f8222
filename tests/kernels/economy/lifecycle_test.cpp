// Years of births and deaths: ledgers, bits, shocks of arms that prune otherwise, and an attack
// among newcomers.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>

#include "tests/at_hand.hpp"
#include "tests/kernels/economy_fixture.hpp"

namespace taosweep {
namespace {

/// The launch, then flows, root's claims, weighted pools and baskets, in a year.
Parameters year_of_births() {
  Parameters p = small_economy();
  p.network.subnets = 24;
  p.time.days = 365;
  p.time.signal_blocks = 300;
  p.schedule = {
      4,
      {{0, launch_2025_03}, {60, flow_2025_12}, {150, netflow_2026_05}, {210, hill_rank_2026_08}}};
  p.miners.burning = 0.3;
  p.lifecycle.mode = LifecycleMode::arrivals;
  p.lifecycle.rate_per_day = 0.4;
  p.protocol.subnet_limit = 30;
  p.protocol.immunity_blocks = 30 * 7200;
  p.protocol.lock_interval = 2.3;
  return p;
}

class LifecycleOn : public OnEachBackEnd {};
INSTANTIATE_TEST_SUITE_P(Isa, LifecycleOn, on_each_back_end(), name_of_isa);

TEST_P(LifecycleOn, ClosesEveryLedgerOverAYearWithTheBitsOfTheReference) {
  Simulation<1> reference(year_of_births(), {2, 7, 1}),
      other(year_of_births(), {2, 7, 1}, GetParam());
  const EconomyResult &a = reference.finish_run(), &b = other.finish_run();
  EXPECT_EQ(a.status, Status::ok);
  EXPECT_LT(a.outcomes[outcome_tao_residual], 1e-9);
  EXPECT_LT(a.outcomes[outcome_alpha_residual], 1e-9);
  EXPECT_GT(a.outcomes[outcome_births], 50);
  EXPECT_GT(a.outcomes[outcome_prunings], 30);
  EXPECT_EQ(a.outcomes[outcome_subnets_end],
            24 + a.outcomes[outcome_births] - a.outcomes[outcome_prunings]);
  EXPECT_EQ(std::memcmp(reference.state.get(), other.state.get(), sizeof *other.state), 0);
  EXPECT_EQ(std::memcmp(a.outcomes, b.outcomes, sizeof a.outcomes), 0);
}

TEST_P(LifecycleOn, GoesOnAsIfItHadNeverStopped) {
  Parameters p = year_of_births();
  p.time.days = 100;
  Simulation<1> through(p, {2, 7, 1}, GetParam()), stopped(p, {2, 7, 1}, GetParam());
  through.run_to_day(100);
  for (const double day : {0.5, 1.0, 20.0, 20.5, 61.0, 62.0, 63.0, 100.0}) {
    stopped.run_to_day(day);
    std::memset(static_cast<void*>(stopped.flows.get()), 0xff, sizeof *stopped.flows);
  }
  EXPECT_EQ(std::memcmp(through.state.get(), stopped.state.get(), sizeof *stopped.state), 0);
}

/// One newcomer who finds no room on day 2, where the subnet in slot `dies` has the lowest average.
struct Pruning {
  Simulation<1> economy;
  explicit Pruning(int dies) : economy(parameters(), {4, 0, 2}) {
    economy.run_to_day(2);
    economy.scalars().lifecycle.next = 2 * 7200;
    economy.s().price_ema[dies] = 1e-12;
    economy.run_to_day(12);
  }
  static Parameters parameters() {
    Parameters p = still(small_economy());  // worth is relative to that of all others
    p.protocol.subnet_limit = 30;
    p.protocol.immunity_blocks = 0;
    p.lifecycle.mode = LifecycleMode::arrivals;
    p.lifecycle.rate_per_day = 1e-6;
    return p;
  }
};

// What is drawn of a subnet alone, and no price has a part in: the error of the crowd on day 12.
TEST(Lifecycle, LeavesTheShocksOfAllOthersAloneWhoeverDies) {
  const Pruning a(5), b(17);
  ASSERT_EQ(a.economy.state->scalars.lifecycle.prunings, 1);
  ASSERT_EQ(b.economy.state->scalars.lifecycle.prunings, 1);
  const auto &s = *a.economy.state, &t = *b.economy.state;
  for (int i = 0; i < 30; ++i) {
    if (i == 5 || i == 17) continue;
    EXPECT_EQ(s.shocks[i], t.shocks[i]) << i;
    EXPECT_EQ(s.value_error[i], t.value_error[i]) << i;
  }
  EXPECT_EQ(s.shocks[5], t.shocks[17]) << "the newcomer, where it has landed";
  EXPECT_EQ(s.value_error[5], t.value_error[17]);
  EXPECT_EQ(s.log_worth[5], t.log_worth[17]);
  EXPECT_NE(s.value_error[5], t.value_error[5]) << "one of them is the newcomer";
  EXPECT_NE(s.value_error[17], t.value_error[17]);
}

// Noise traders draw by the newcomer as well: in a pool like another's they move it alike.
TEST(Lifecycle, GivesTheNewcomersNoiseToTheNewcomer) {
  const Pruning a(5), b(17);
  for (int i = 0; i < 4; ++i) {
    EXPECT_EQ(a.economy.flows->noise_normals[i][5], b.economy.flows->noise_normals[i][17]);
    EXPECT_EQ(a.economy.flows->noise_normals[i][9], b.economy.flows->noise_normals[i][9]);
    EXPECT_NE(a.economy.flows->noise_normals[i][5], b.economy.flows->noise_normals[i][5]);
  }
}

Parameters attacked_among_newcomers(AttackSubnet subnet) {
  Parameters p = small_economy();
  p.network.subnets = 20;
  p.time.days = 60;
  p.protocol.subnet_limit = 24;
  p.protocol.immunity_blocks = 7 * 7200;
  p.lifecycle.mode = LifecycleMode::arrivals;
  p.lifecycle.rate_per_day = 1;
  p.lifecycle.most_lock_tao = 1e5;
  p.attack.mode = AttackMode::meme_holders;
  p.attack.subnet = subnet;
  p.attack.netuid = 6;
  p.attack.day = 20;
  p.attack.budget_tao = 100;
  return p;
}

TEST(AttackAmongNewcomers, FindsItsSlotFree) {
  Simulation<1> economy(attacked_among_newcomers(AttackSubnet::fresh));
  economy.run_to_day(20);
  EXPECT_EQ(economy.s().alive[20], 0) << "kept, though the others are full";
  double living = 0;
  for (int i = 0; i < 32; ++i) living += economy.s().alive[i];
  EXPECT_EQ(living, 23);
  economy.run_tick();
  EXPECT_EQ(economy.s().alive[20], 1);
  EXPECT_EQ(economy.s().shocks[20], 20u) << "its shocks are those of its slot, as ever";
  economy.finish_run();
  EXPECT_EQ(economy.result.status, Status::ok);
  EXPECT_GT(economy.result.outcomes[outcome_prunings], 10);
}

TEST(AttackAmongNewcomers, EndsWhereItsSubnetIsPruned) {
  Simulation<1> economy(attacked_among_newcomers(AttackSubnet::existing));
  economy.run_to_day(30);
  const AttackState& attack = economy.scalars().attack;
  ASSERT_EQ(attack.gone, 0);
  const double held = attack.held, received = attack.received;
  ASSERT_GT(held, 0);
  economy.s().price_ema[5] = 1e-15;
  economy.s().registered[5] = -1e6f;
  economy.run_to_day(33);
  EXPECT_EQ(attack.gone, 1);
  EXPECT_EQ(attack.held, 0);
  EXPECT_GT(attack.received, received);
  EXPECT_EQ(economy.s().alive[5], 0) << "nobody else has its slot";
  const EconomyResult& result = economy.finish_run();
  EXPECT_EQ(economy.s().alive[5], 0);
  EXPECT_EQ(result.status, Status::ok);
  EXPECT_LT(result.outcomes[outcome_tao_residual], 1e-9);
  EXPECT_LT(result.outcomes[outcome_alpha_residual], 1e-9);
  EXPECT_EQ(result.outcomes[outcome_subnets_end], 23);
}

TEST(AttackAmongNewcomers, OfASubnetThatIsGoneNeverBegins) {
  Simulation<1> economy(attacked_among_newcomers(AttackSubnet::existing));
  economy.run_to_day(10);
  economy.s().price_ema[5] = 1e-15;
  const EconomyResult& result = economy.finish_run();
  EXPECT_EQ(economy.scalars().attack.gone, 1);
  EXPECT_EQ(economy.scalars().attack.spent, 0);
  EXPECT_EQ(result.status, Status::ok);
}

}  // namespace
}  // namespace taosweep
