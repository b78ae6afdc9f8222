// Nothing is made and nothing is lost: ledgers, the identity
// between trades and injection, the exit floor.
#include <gtest/gtest.h>

#include <cmath>

#include "kernels/chain/emission/block_emission.hpp"
#include "tests/kernels/economy_fixture.hpp"

namespace taosweep {
namespace {

enum class Attack { none, old_subnet, fresh_subnet };

Parameters with_attack(Parameters p, Attack attack) {
  p.attack.mode = attack != Attack::none ? AttackMode::meme_holders : AttackMode::none;
  p.attack.subnet = attack == Attack::fresh_subnet ? AttackSubnet::fresh : AttackSubnet::existing;
  p.attack.day = 5;
  p.attack.budget_tao = 5000;
  return p;
}

TEST(Ledgers, CloseToOnePartInABillionOverAYear) {
  for (const Attack attack : {Attack::none, Attack::old_subnet, Attack::fresh_subnet}) {
    for (const std::uint64_t seed : {1, 2, 3}) {
      Parameters p = with_attack({}, attack);
      p.time.days = 365;
      p.time.step_blocks = 300;
      p.root.rate = 0.05;
      const Job job{p, {seed, 0, 0}};
      const EconomyResult r = advance_cpu({&job, 1}, {365, 30, false}, best_isa())[0];
      ASSERT_EQ(r.status, Status::ok);
      EXPECT_LE(r.outcomes[outcome_tao_residual], 1e-9);
      EXPECT_LE(r.outcomes[outcome_alpha_residual], 1e-9);
      EXPECT_EQ(std::isnan(r.outcomes[outcome_action_day]), attack == Attack::none);
    }
  }
}

// Pools as small as the least reserve, steps of one block and of many.
TEST(Ledgers, CloseWhereRootsSaleAndOrdersAreRefused) {
  for (const int step : {1, 300}) {
    Parameters p = small_economy();
    p.time.step_blocks = step;
    p.time.days = 4;
    p.protocol.minimum_reserve = 1;
    Simulation<1> economy(p);
    economy.finish_run();
    EXPECT_LE(economy.result.outcomes[outcome_tao_residual], 1e-9);
    EXPECT_LE(economy.result.outcomes[outcome_alpha_residual], 1e-9);
    EXPECT_GT(economy.result.outcomes[outcome_refused_orders], 0);
  }
}

// Yield chasers' millions buy pools of a thousandth empty, and root's part of a block is a billion
// times what is left of their alpha.
TEST(Ledgers, CloseWhereRootSellsABillionTimesThePool) {
  Parameters p = with_attack({}, Attack::none);
  p.time.days = 1;
  p.time.step_blocks = 300;
  p.protocol.minimum_lock_tao = 0.001;
  p.protocol.minimum_reserve = p.protocol.stake_fee_tao = p.capital.attention_share = 0;
  p.protocol.switched_off = p.protocol.tao_weight = 1;
  p.root.rate = p.yield.rate = 10;
  Simulation<3> economy(p);
  economy.run_tick();
  EXPECT_LT(economy.s().alpha[0], 1e-9 * economy.s().tao[0]);
  EXPECT_LE(ledger_residuals(economy.s(), economy.rules()).tao, 1e-12);
}

TEST(Ledgers, FindWhatIsMissing) {
  Simulation<1> economy(small_economy());
  economy.run_to_day(10);
  const Residuals whole = ledger_residuals(economy.s(), economy.rules());
  ASSERT_LE(whole.tao, 1e-12);
  ASSERT_LE(whole.alpha, 1e-12);
  economy.s().tao[7] += 1;  // of 6 million
  economy.s().held[cohort_miners][3] *= 1.001;
  const Residuals broken = ledger_residuals(economy.s(), economy.rules());
  EXPECT_GT(broken.tao, 1e-9);
  EXPECT_GT(broken.alpha, 1e-9);
}

// A TAO too many of a billion that came and went again.
TEST(Ledgers, MeasureWhatIsMissingByAllThatMoved) {
  Simulation<1> economy(small_economy());
  economy.run_to_day(10);
  economy.s().tao[7] += 1;
  economy.scalars().money.entered += 1e9;
  economy.scalars().money.left += 1e9;
  EXPECT_NEAR(ledger_residuals(economy.s(), economy.rules()).tao, 1 / 2e9, 0.01 / 2e9);
}

TEST(Ledgers, LetNoSubnetPayForAnother) {
  Simulation<1> economy(small_economy());
  economy.run_to_day(10);
  auto& miners = economy.s().held[cohort_miners];
  const double moved = 0.001 * miners[3];
  miners[3] -= moved;
  miners[4] += moved;
  EXPECT_GT(ledger_residuals(economy.s(), economy.rules()).alpha, 1e-9);
}

TEST(Ledgers, FailAnEconomyThatDoesNotAddUp) {
  Simulation<1> economy(small_economy());
  economy.run_to_day(10);
  economy.scalars().money.cash[cohort_value] += 0.1;
  EXPECT_EQ(economy.finish_run().status, Status::tao_ledger);
}

/// TAO outside the pools.
template <int Slots>
double tao_outside(const Simulation<Slots>& economy) {
  const Money& m = economy.state->scalars.money;
  double sum = m.attacker + m.root + m.unbooked_root;
  for (const double x : m.cash) sum += x;
  for (const double x : economy.state->pending_tao) sum += x;
  return sum;
}

// Sale proceeds less purchases, over all traders = TAO injected less the change of all pools.
TEST(Economy, PaysTradersTogetherWhatIsInjectedLessWhatPoolsKeep) {
  Parameters p = with_attack(still(small_economy()), Attack::old_subnet);
  p.attack.marketing_share = 0;  // TAO spent outside would leave
  Simulation<1> economy(p, {5, 0, 0});
  economy.run_to_day(6);
  double pools = 0;
  for (int i = 0; i < 30; ++i) pools -= economy.s().tao[i];
  const double before = tao_outside(economy), brought = economy.scalars().money.entered;
  const int first = economy.block();
  economy.run_to_day(20);
  for (int i = 0; i < 30; ++i) pools += economy.s().tao[i];
  const double injected = economy.block() - first;  // one TAO a block
  const double gained = tao_outside(economy) - before - (economy.scalars().money.entered - brought);
  EXPECT_NEAR(gained, injected - pools, 1e-9 * economy.p.network.root_tao);
  EXPECT_GT(std::abs(pools), 1000);
}

/// Nobody buys, nothing is emitted on the attacked subnet, holders leave.
Parameters only_sales(double panic) {
  Parameters p;
  p.network.subnets = 30;
  p.time.days = 3;
  p.time.step_blocks = 25;
  p.capital.burst_tao = p.capital.drip_tao_per_day = 0;
  p.value.rate = p.attention.buy_gain = p.yield.rate = 0;
  p.noise.base_sd = p.noise.attention_sd = p.noise.reversion = 0;
  p.attack.mode = AttackMode::meme_holders;
  p.attack.budget_tao = 0;
  p.foundation.delay_days = 1;
  p.foundation.panic_rate = panic;
  return p;
}

TEST(Economy, FallsNoDeeperThanTheExitFloorWhenNobodyBuys) {
  for (const double held : {1e3, 1e4, 6.07e4, 1e5}) {
    for (const double panic : {1.0, 12.0, 1000.0}) {
      Simulation<1> economy(only_sales(panic));
      economy.run_to_day(1);
      auto& s = economy.s();
      const int target = economy.clock.target;
      s.tao[target] = 3000;
      s.alpha[target] = 1e4;
      s.issued[target] = total_supply;  // no alpha is emitted any more
      s.price_ema[target] = 0;
      s.pending_alpha[target] = s.pending_swapped[target] = s.pending_tao[target] = 0;
      for (auto& cohort : s.held) cohort[target] = 0;
      for (const int c : {cohort_value, cohort_attention, cohort_yield, cohort_noise}) {
        s.held[c][target] = held / 4;
      }
      economy.finish_run();
      const double* out = economy.result.outcomes;
      ASSERT_EQ(out[outcome_root_controls], 1);
      EXPECT_NEAR(out[outcome_floor_ratio], held / 1e4, 1e-9 * held);
      EXPECT_LE(out[outcome_floor_slack], 1e-9);
      if (panic == 1000) {
        EXPECT_GT(out[outcome_floor_slack], -1e-3)
            << "everybody leaves within minutes: the floor is reached";
        EXPECT_NEAR(out[outcome_crash_12h], 1 - std::pow(1e4 / (1e4 + held), 2), 1e-3);
      }
    }
  }
}

}  // namespace
}  // namespace taosweep
