// pump_for_share: an attacker that buys for its subnet's share of emission, and nothing else.
#include <gtest/gtest.h>

#include <cstring>
#include <functional>

#include "tests/at_hand.hpp"
#include "tests/kernels/economy_fixture.hpp"

namespace taosweep {
namespace {

constexpr int target = 27;

Parameters pumped() {
  Parameters p = small_economy();
  p.attack.mode = AttackMode::pump_for_share;
  p.attack.budget_tao = 1000;
  return p;
}

constexpr double all_alpha = 2.1e7;

/// Nothing moves but the attacker: all TAO and all alpha is issued, nobody else has cash, orders
/// cost no fee.
Parameters still() {
  Parameters p = pumped();
  p.network.issuance_tao = 2.1e7;
  p.protocol.tao_weight = p.protocol.stake_fee_tao = 0;
  p.protocol.ema_alpha = 0.01;
  p.capital.burst_tao = p.capital.drip_tao_per_day = p.root.rate = 0;
  p.attack.budget_tao = 3;
  p.attack.buy_days = 1;
  p.foundation.acts = false;
  return p;
}

/// Every pool holds 1 TAO and all the alpha.
Simulation<1> still_pools(const Parameters& p) {
  Simulation<1> economy(p);
  for (int i = 0; i < 30; ++i) economy.s().alpha[i] = economy.s().issued[i] = all_alpha;
  return economy;
}

// T goes from 1 to 4 and A to a quarter, so that the price goes up sixteenfold.
TEST(PumpForShare, LiftsThePriceByTheSquareOfWhatItBringsToThePool) {
  Simulation<1> economy = still_pools(still());
  economy.run_to_day(2);
  EXPECT_NEAR(economy.s().tao[target], 4, 1e-9);
  EXPECT_NEAR(economy.s().alpha[target], all_alpha / 4, 1e-3);
  EXPECT_EQ(economy.s().alpha[target - 1], all_alpha);
  EXPECT_NEAR(economy.scalars().attack.held, 0.75 * all_alpha, 1e-3);
  EXPECT_NEAR(economy.scalars().attack.spent, 3, 1e-9);
  EXPECT_NEAR(economy.scalars().money.attacker, 0, 1e-9);
}

// In the end 16 of 16 + 29.
TEST(PumpForShare, LiftsItsShareOfEmissionWhileItHolds) {
  Simulation<1> economy = still_pools(still());
  const auto share = [&] {
    double sum = 0;
    for (const double average : economy.s().price_ema) sum += average;
    return economy.s().price_ema[target] / sum;
  };
  double before = share();
  for (const double day : {0.5, 1.0, 8.0}) {
    economy.run_to_day(day);
    EXPECT_GT(share(), before) << day;
    before = share();
  }
  EXPECT_NEAR(before, 16.0 / 45, 1e-9);
}

// 16/45 is more than a third: it leaves at the end of the first day, with what it has brought.
TEST(PumpForShare, SellsOnceItsShareIsReached) {
  Parameters p = still();
  p.attack.exit_share = 1.0 / 3;
  Simulation<1> economy = still_pools(p);
  economy.run_to_day(1.5);
  EXPECT_EQ(economy.scalars().attack.exit_block, 7200);
  EXPECT_NEAR(economy.scalars().attack.held, 0, 1e-3);
  EXPECT_NEAR(economy.scalars().attack.received, 3, 1e-9);
  EXPECT_NEAR(economy.s().alpha[target], all_alpha, 1e-3);
}

TEST(PumpForShare, StaysWhereItsShareIsNotReached) {
  Parameters p = still();
  p.attack.exit_share = 0.4;
  Simulation<1> economy = still_pools(p);
  economy.run_to_day(3);
  EXPECT_EQ(economy.scalars().attack.exit_block, -1);
}

TEST(PumpForShare, LeavesByEveryRuleThatThereIs) {
  const std::vector<std::function<void(Parameters&)>> rules = {
      [](Parameters& p) { p.attack.exit_after = 3; },
      [](Parameters& p) { p.attack.exit_profit = 0.1; },
      [](Parameters& p) { p.attack.exit_on_action = true; },
  };
  for (std::size_t i = 0; i < rules.size(); ++i) {
    Parameters p = pumped();
    p.foundation.delay_days = 3;
    p.attack.exit_on_action = false;
    rules[i](p);
    Simulation<1> economy(p);
    economy.run_to_day(5);
    EXPECT_GE(economy.scalars().attack.exit_block, 0) << i;
    EXPECT_GT(economy.scalars().attack.received, 0) << i;
  }
}

bool same(const Simulation<1>& a, const Simulation<1>& b) {
  return std::memcmp(a.state.get(), b.state.get(), sizeof *a.state) == 0;
}

TEST(PumpForShare, ReadsNothingOfPayMarketingAttentionAndMemes) {
  Simulation<1> economy(pumped());
  economy.run_to_day(8);
  ASSERT_EQ(economy.scalars().attack.marketing, 0);
  for (double Parameters::attack_parameters::*key :
       {&Parameters::attack_parameters::holder_pay, &Parameters::attack_parameters::marketing_share,
        &Parameters::attack_parameters::marketing_gain, &Parameters::attack_parameters::shock,
        &Parameters::attack_parameters::shock_day, &Parameters::attack_parameters::event_factor}) {
    Parameters p = pumped();
    p.attack.*key = 0.5;
    Simulation<1> other(p);
    other.run_to_day(8);
    EXPECT_TRUE(same(economy, other));
  }
  Parameters p = pumped();
  p.value.meme_factor = 7;
  Simulation<1> other(p);
  other.run_to_day(8);
  EXPECT_TRUE(same(economy, other));
}

// Nothing but its orders tells such an economy from one that nobody attacks.
TEST(PumpForShare, WithoutMoneyIsNoAttackAtAll) {
  Parameters p = pumped(), nobody = p;
  p.attack.budget_tao = p.time.fine_days = nobody.time.fine_days = 0;
  p.foundation.acts = false;
  nobody.attack.mode = AttackMode::none;
  Simulation<1> pump(p), idle(nobody);
  pump.run_to_day(15);
  idle.run_to_day(15);
  pump.scalars() = idle.scalars();  // runs of days, the foundation's clock
  EXPECT_TRUE(same(pump, idle));
}

class PumpBackEnds : public OnEachBackEnd {};
INSTANTIATE_TEST_SUITE_P(Isa, PumpBackEnds, on_each_back_end(), name_of_isa);

TEST_P(PumpBackEnds, KeepTheLedgersToTheSameBits) {
  for (const AttackSubnet subnet : {AttackSubnet::existing, AttackSubnet::fresh}) {
    Parameters p = pumped();
    p.attack.subnet = subnet;
    p.attack.day = 1;
    p.attack.exit_after = 6;
    Simulation<1> reference(p), economy(p, {1, 0, 0}, GetParam());
    const EconomyResult expected = reference.finish_run(), got = economy.finish_run();
    EXPECT_EQ(got.status, Status::ok);
    EXPECT_LE(got.outcomes[outcome_tao_residual], 1e-12);
    EXPECT_LE(got.outcomes[outcome_alpha_residual], 1e-12);
    EXPECT_TRUE(same(reference, economy));
    EXPECT_EQ(std::memcmp(got.outcomes, expected.outcomes, sizeof got.outcomes), 0);
    EXPECT_GT(economy.scalars().attack.received, 0);
  }
}

}  // namespace
}  // namespace taosweep
