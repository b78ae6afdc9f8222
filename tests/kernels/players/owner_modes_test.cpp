// Attackers who own their subnet: the harvest of chain buys, the owner who leaves, revenue that is
// claimed. And miners who live on income from elsewhere.
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>

#include "tests/at_hand.hpp"
#include "tests/kernels/players/still_pool.hpp"

namespace taosweep {
namespace {

/// A fresh subnet of which only the chain and the attacker know; hardly any TAO is left to be
/// handed out.
Parameters lonely(AttackMode mode) {
  Parameters p = buyer();
  p.time.step_blocks = 75;
  p.attack.mode = mode;
  p.attack.subnet = AttackSubnet::fresh;
  p.attack.budget_tao = 0;
  return p;
}

constexpr int fresh = 30;

// Of n alpha of its first tempo the owner gets o n, miners' (1 - o) n/2 are burned, and validators
// get the rest, as nobody holds any. In the next tick the owner has sold its part.
TEST(ChainbuyHarvest, SellsTheOwnersCutAndBurnsThePayOfMiners) {
  Simulation<1> economy(lonely(AttackMode::chainbuy_harvest));
  const auto& attack = economy.scalars().attack;
  while (attack.held == 0 && economy.block() < 7200) economy.run_tick();
  const auto& s = economy.s();
  EXPECT_EQ(s.burned[fresh], 1);
  EXPECT_EQ(s.burned[fresh - 1], 0);
  const double cut = economy.rules().owner_cut;
  const double alpha = s.unallocated[fresh] / (0.5 * (1 - cut));
  ASSERT_GT(alpha, 0);
  ASSERT_LE(alpha, 361);
  EXPECT_NEAR(alpha, std::round(alpha), 1e-9);
  EXPECT_NEAR(attack.held, cut * alpha, 1e-9);
  EXPECT_EQ(s.held[cohort_miners][fresh], 0);
  EXPECT_EQ(s.held[cohort_owners][fresh], 0);
  const double held = attack.held, tao = s.tao[fresh], in_pool = s.alpha[fresh];
  economy.run_tick();
  EXPECT_NEAR(attack.held, 0, 1e-9);
  EXPECT_NEAR(attack.received, tao * held / (in_pool + held), 2e-3 * attack.received);
}

Parameters of_2025(AttackMode mode) {
  Parameters p = small_economy();
  p.time.days = 40;
  p.schedule = {1, {{0, flow_2025_12}}};
  p.attack.mode = mode;
  p.attack.day = 5;
  p.attack.budget_tao = 0;
  p.foundation.acts = false;
  return p;
}

// Against an owner who sells as much of its cut, and whose miners are paid and sell.
TEST(ChainbuyHarvest, GetsMoreThanAnOwnerWhoPaysItsMiners) {
  const auto run = [](AttackMode mode) {
    Parameters p = of_2025(mode);
    p.schedule = {1, {{0, subsidy_2025_07}}};
    p.attack.claimed_revenue = 0;
    Simulation<1> economy(p);
    economy.run_to_day(40);
    return economy;
  };
  const Simulation<1> harvest = run(AttackMode::chainbuy_harvest);
  const Simulation<1> pays = run(AttackMode::fake_revenue);
  EXPECT_GT(harvest.price(target), 1.05 * pays.price(target));
  EXPECT_GT(harvest.state->scalars.attack.received, 1.05 * pays.state->scalars.attack.received);
}

TEST(ChainbuyHarvest, GetsNoEmissionWhereBurningTakesTheShare) {
  Parameters p = of_2025(AttackMode::chainbuy_harvest);
  p.foundation.delay_days = 1;
  p.attack.exit_on_action = false;
  const auto emitted = [&](const Rules& rules) {
    p.schedule = {1, {{0, rules}}};
    Simulation<1> economy(p);
    return economy.finish_run().outcomes[outcome_tao_after];
  };
  EXPECT_GT(emitted(subsidy_2025_07), 0);
  EXPECT_EQ(emitted(price_2026_07), 0);
}

/// Owners hold three quarters of the alpha, the pool 4 TAO and the rest.
Simulation<1> owned(const Parameters& p) {
  StillPool economy(p);
  economy.s().tao[target] = 4;
  economy.s().alpha[target] = 0.25 * all_alpha;
  economy.s().held[cohort_owners][target] = 0.75 * all_alpha;
  return economy;
}

// All of it in 48 ticks, from day 1 on: the pool ends with all alpha and 1 TAO.
TEST(OwnerExit, SellsTheOwnersHoldingOnItsDay) {
  Parameters p = buyer();
  p.attack.mode = AttackMode::owner_exit;
  p.attack.exit_after = 1;
  p.attack.exit_days = 0.5;
  Simulation<1> economy = owned(p);
  const auto& attack = economy.scalars().attack;
  economy.run_to_day(1);
  EXPECT_EQ(attack.held, 0.75 * all_alpha);
  EXPECT_EQ(economy.s().held[cohort_owners][target], 0);
  EXPECT_EQ(attack.spent, 0);
  economy.run_tick();
  EXPECT_NEAR(attack.held, 0.75 * all_alpha * 47 / 48, 1e-2);
  EXPECT_NEAR(attack.received, 4 - 4 * 0.25 / (0.25 + 0.75 / 48), 1e-9);
  economy.run_to_day(1.5);
  EXPECT_NEAR(attack.held, 0, 1e-2);
  EXPECT_NEAR(attack.received, 3, 1e-9);
  EXPECT_NEAR(economy.price(target), 1 / all_alpha, 1e-12 / all_alpha);
}

TEST(OwnerExit, TakesThePriceDown) {
  const auto price = [](double exit_after) {
    Parameters p = of_2025(AttackMode::owner_exit);
    p.attack.exit_after = exit_after;
    Simulation<1> economy(p);
    economy.run_to_day(16);
    return economy.price(target);
  };
  EXPECT_LT(price(10), 0.9 * price(1000));
}

Parameters claimant() {
  Parameters p = still(buyer());
  p.protocol.share = ShareRule(Shares::rule<RevenueShare>());
  p.attack.mode = AttackMode::fake_revenue;
  p.attack.claimed_revenue = 5;
  p.attack.claim_cost = 2;
  return p;
}

// 10 TAO a day are 10 x 75/7200 a tick; 3 TAO last for 28.8 ticks, so that the 29th is paid by four
// fifths.
TEST(FakeRevenue, IsClaimedWhileItsCostIsPaid) {
  StillPool economy(claimant());
  economy.run_tick();
  EXPECT_NEAR(economy.attack().spent, 10.0 / 96, 1e-15);
  EXPECT_EQ(economy.s().claimed[target], 5);
  for (int i = 1; i < 29; ++i) economy.run_tick();
  EXPECT_NEAR(economy.s().claimed[target], 4, 1e-6);
  EXPECT_NEAR(economy.cash(), 0, 1e-12);
  EXPECT_NEAR(economy.scalars().money.left, 3, 1e-12);
  economy.run_tick();
  EXPECT_EQ(economy.s().claimed[target], 0);
  EXPECT_EQ(economy.s().claimed[target - 1], 0);
}

TEST(FakeRevenue, AddsToTheShareByRevenue) {
  Parameters p = claimant();
  p.attack.budget_tao = 1000;
  Simulation<1> economy(p);
  economy.run_to_day(3);
  double worth = 0;
  for (int i = 0; i < 30; ++i) worth += std::exp(double{economy.s().log_worth[i]});
  const double own = std::exp(double{economy.s().log_worth[target]});
  const int rows = time_count(TimeAxis::day, economy.plan);
  const float* share = economy.result.series.data() + series_target_ema_share * rows;
  EXPECT_NEAR(share[0], own / worth, 1e-6);
  EXPECT_NEAR(share[2], (own + 5) / (worth + 5), 1e-6);
}

// Miners with a cost of 1 TAO/d, of which three quarters are paid from elsewhere, sell for the
// fourth alone.
TEST(Opex, PaysItsPartOfTheCost) {
  Parameters p = buyer();
  p.attack.mode = AttackMode::opex;
  p.attack.budget_tao = p.miners.sell = 0;
  p.attack.outside_income = 0.75;
  StillPool economy(p);
  for (const int i : {target, target - 1}) {
    economy.s().capacity[i] = 1;
    economy.s().held[cohort_miners][i] = all_alpha;
  }
  economy.run_tick();
  const auto& sold = economy.s().sell_of[cohort_miners];
  const double in_a_block = 1.0 / 7200 * all_alpha;
  EXPECT_NEAR(sold[target], in_a_block / 4, 1e-5 * in_a_block);
  EXPECT_NEAR(sold[target - 1], in_a_block, 1e-5 * in_a_block);
}

TEST(Opex, HoldsThePriceUpAndBringsMiners) {
  const auto run = [](double part) {
    Parameters p = of_2025(AttackMode::opex);
    p.attack.outside_income = part;
    Simulation<1> economy(p);
    economy.run_to_day(25);
    return economy;
  };
  const Simulation<1> paid = run(1), alone = run(0);
  EXPECT_GT(paid.price(target), 1.05 * alone.price(target));
  EXPECT_GT(paid.state->capacity[target], 1.5f * alone.state->capacity[target]);
}

class ModesOnBackEnds : public OnEachBackEnd {};
INSTANTIATE_TEST_SUITE_P(Isa, ModesOnBackEnds, on_each_back_end(), name_of_isa);

TEST_P(ModesOnBackEnds, KeepTheLedgersToTheSameBits) {
  for (const AttackMode mode :
       {AttackMode::recycle, AttackMode::chainbuy_harvest, AttackMode::owner_exit,
        AttackMode::fake_revenue, AttackMode::opex}) {
    SCOPED_TRACE(static_cast<int>(mode));
    Parameters p = of_2025(mode);
    p.time.days = 12;
    p.attack.budget_tao = 500;
    p.attack.exit_after = 5;
    p.attack.cycle_days = 1;
    if (mode == AttackMode::fake_revenue)
      p.protocol.share = ShareRule(Shares::rule<RevenueShare>());
    if (mode == AttackMode::chainbuy_harvest) p.attack.subnet = AttackSubnet::fresh;
    Simulation<1> reference(p), economy(p, {1, 0, 0}, GetParam());
    const EconomyResult expected = reference.finish_run(), got = economy.finish_run();
    EXPECT_EQ(got.status, Status::ok);
    EXPECT_LE(got.outcomes[outcome_tao_residual], 1e-12);
    EXPECT_LE(got.outcomes[outcome_alpha_residual], 1e-12);
    EXPECT_EQ(std::memcmp(reference.state.get(), economy.state.get(), sizeof *economy.state), 0);
    EXPECT_EQ(std::memcmp(got.outcomes, expected.outcomes, sizeof got.outcomes), 0);
    EXPECT_GT(economy.scalars().attack.received, 0);
  }
}

}  // namespace
}  // namespace taosweep
