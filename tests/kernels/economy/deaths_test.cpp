// Who makes room, who is paid for it, and what is left of a subnet that is gone.
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>

#include "tests/kernels/economy/one_economy.hpp"

namespace taosweep {
namespace {

/// As many subnets as may live.
Parameters full(int subnets) {
  Parameters p = small_economy();
  p.network.subnets = subnets;
  p.time.days = 400;
  p.protocol.subnet_limit = subnets;
  p.protocol.immunity_blocks = 0;
  p.lifecycle.mode = LifecycleMode::arrivals;
  p.lifecycle.rate_per_day = 5;
  p.lifecycle.most_lock_tao = 1e6;
  return p;
}

double paid(const Money& after, const Money& before) {
  double sum = after.root - before.root + after.unbooked_root - before.unbooked_root +
               after.attacker - before.attacker + after.recycled - before.recycled;
  for (int c = 0; c < cohort_count; ++c) sum += after.cash[c] - before.cash[c];
  return sum;
}

// 120 TAO over 30 + 10 alpha of cohorts, 15 + 5 of root and 20 of the chain's own: 1.5 TAO each.
TEST(Death, PaysThePoolToThoseWhoHoldItsAlpha) {
  Simulation<1> simulation(full(20));
  auto& s = simulation.s();
  s.tao[3] = 100;
  s.parked_tao[3] = 20;
  s.alpha[3] = 500;
  s.issued[3] = 700;
  s.held[cohort_value][3] = 30;
  s.held[cohort_miners][3] = 10;
  s.claimable[3] = 15;
  s.pending_root[3] = 5;
  s.protocol_alpha[3] = 20;
  s.pending_alpha[3] = 7;
  s.pending_tao[3] = 2;
  OneEconomy economy(simulation);
  const Money before = economy->money;
  dissolve(*economy, 3);
  const Money& after = economy->money;
  EXPECT_EQ(after.cash[cohort_value] - before.cash[cohort_value], 45);
  EXPECT_EQ(after.cash[cohort_miners] - before.cash[cohort_miners], 15);
  EXPECT_EQ(after.root - before.root, 30);
  EXPECT_EQ(after.unbooked_root - before.unbooked_root, 2) << "what waits for the epoch";
  EXPECT_EQ(after.recycled - before.recycled, 30);
  EXPECT_EQ(after.issuance - before.issuance, -30);
  EXPECT_NEAR(paid(after, before), 122, 1e-9);
  EXPECT_EQ(economy->lifecycle.prunings, 1);
}

// A basket of 100 alpha sold into 100 TAO : 400 alpha fetches 100 * 100/500 = 20 TAO. The other 80,
// and 20 parked, go to 30 + 10 alpha of cohorts, 5 that waits for the epoch and 5 of the chain's.
TEST(Death, SellsBasketsIntoThePoolBeforeItIsSharedOut) {
  Parameters p = full(20);
  p.protocol.root_pay = RootPay::basket;
  Simulation<1> simulation(p);
  auto& s = simulation.s();
  s.tao[3] = 100;
  s.parked_tao[3] = 20;
  s.alpha[3] = 400;
  s.issued[3] = 550;
  s.held[cohort_value][3] = 30;
  s.held[cohort_miners][3] = 10;
  s.claimable[3] = 100;
  s.pending_root[3] = 5;
  s.protocol_alpha[3] = 5;
  OneEconomy economy(simulation);
  const Money before = economy->money;
  dissolve(*economy, 3);
  const Money& after = economy->money;
  EXPECT_EQ(after.root - before.root, 20 + 2 * 5);
  EXPECT_EQ(after.cash[cohort_value] - before.cash[cohort_value], 60);
  EXPECT_EQ(after.cash[cohort_miners] - before.cash[cohort_miners], 20);
  EXPECT_EQ(after.recycled - before.recycled, 10);
  EXPECT_EQ(economy->lifecycle.refunded, 110);
  EXPECT_EQ(economy->lifecycle.refund_value, 0.25 * 145) << "baskets among it, at the pool's price";
}

// The alpha of the baskets is the pool's by then, and takes part where the pool's does: 80 TAO over
// 40 held and 400 + 100 of the pool.
TEST(Death, CountsSoldBasketsToThePool) {
  Parameters p = full(20);
  p.protocol.root_pay = RootPay::basket;
  p.protocol.pool_seed = SeedRule::whole_lock;
  Simulation<1> simulation(p);
  auto& s = simulation.s();
  s.tao[3] = 100;
  s.alpha[3] = 400;
  s.held[cohort_yield][3] = 40;
  s.claimable[3] = 100;
  s.opened[3] = 0;
  OneEconomy economy(simulation);
  const Money before = economy->money;
  dissolve(*economy, 3);
  EXPECT_NEAR(economy->money.cash[cohort_yield] - before.cash[cohort_yield], 80.0 * 40 / 540,
              1e-12);
  EXPECT_NEAR(economy->money.recycled - before.recycled, 80.0 * 500 / 540, 1e-12);
}

// At weights 1/3 : 2/3 the pool pays T (1 - (x/(x + E))^(w2/w1)) = 100 (1 - (400/500)^2) = 36 TAO.
TEST(Death, SellsBasketsAsAPoolWithWeightsPays) {
  Parameters p = full(20);
  p.protocol.root_pay = RootPay::basket;
  p.protocol.pool_kind = PoolKind::balancer;
  Simulation<1> simulation(p);
  auto& s = simulation.s();
  s.tao[3] = 100;
  s.alpha[3] = 400;
  s.tao_weight[3] = 1.0 / 3;
  s.claimable[3] = 100;
  OneEconomy economy(simulation);
  const Money before = economy->money;
  dissolve(*economy, 3);
  EXPECT_NEAR(economy->money.root - before.root, 36, 1e-5);
  EXPECT_NEAR(economy->money.recycled - before.recycled, 64, 1e-5);
}

TEST(Death, LeavesTheSlotAsIfNobodyHadEverHadIt) {
  Simulation<1> simulation(full(20)), other(full(20));
  simulation.run_to_day(5);
  *other.state = *simulation.state;
  empty_slot(other.s(), 3);
  OneEconomy economy(simulation);
  dissolve(*economy, 3);
  auto emptied = *simulation.state;
  emptied.scalars = other.scalars();
  EXPECT_EQ(std::memcmp(&emptied, other.state.get(), sizeof emptied), 0);
  EXPECT_EQ(simulation.s().alive[3], 0);
  EXPECT_EQ(simulation.s().tao[3], 1);
}

// Nobody holds anything: all of it is recycled.
TEST(Death, RecyclesWhatIsNobodys) {
  Simulation<1> simulation(full(20));
  simulation.s().tao[3] = 80;
  OneEconomy economy(simulation);
  const Money before = economy->money;
  dissolve(*economy, 3);
  EXPECT_EQ(economy->money.recycled - before.recycled, 80);
  EXPECT_NEAR(paid(economy->money, before), 80, 1e-12);
}

// 100 TAO over 40 alpha held, and the 60 of the pool: 1 TAO each, 60 recycled.
TEST(Death, CountsThePoolsAlphaWhereThePoolWasTheWholeLock) {
  Parameters p = full(20);
  p.protocol.pool_seed = SeedRule::whole_lock;
  Simulation<1> simulation(p);
  auto& s = simulation.s();
  s.tao[3] = 100;
  s.alpha[3] = 60;
  s.held[cohort_yield][3] = 40;
  s.opened[3] = 0;
  OneEconomy economy(simulation);
  const Money before = economy->money;
  dissolve(*economy, 3);
  EXPECT_EQ(economy->money.cash[cohort_yield] - before.cash[cohort_yield], 40);
  EXPECT_EQ(economy->money.recycled - before.recycled, 60);
}

TEST(Death, ComesToTheLowestPriceAverageOnceThereIsNoRoom) {
  Simulation<1> economy(full(20));
  economy.run_to_day(1);
  economy.s().price_ema[11] = 1e-9;
  economy.run_tick();
  EXPECT_EQ(economy.scalars().lifecycle.prunings, 1);
  EXPECT_EQ(economy.scalars().lifecycle.births, 1);
  EXPECT_EQ(economy.s().registered[11], 7200) << "the newcomer has its slot";
  EXPECT_EQ(economy.s().alive[11], 1);
}

TEST(Death, ComesToNobodyWhileAllAreImmune) {
  Parameters p = full(20);
  p.protocol.immunity_blocks = 1e8;
  p.time.days = 20;
  Simulation<1> economy(p);
  const EconomyResult& result = economy.finish_run();
  EXPECT_EQ(result.status, Status::ok);
  EXPECT_EQ(result.outcomes[outcome_subnets_end], 20);
  EXPECT_EQ(result.outcomes[outcome_births], 0);
  EXPECT_EQ(result.outcomes[outcome_prunings], 0);
  EXPECT_GT(result.outcomes[outcome_turned_away], 50) << "about five a day come";
}

// At the launch the chain knew no limit: beyond the 128 that there is room for nobody is pruned.
TEST(Death, ComesToNobodyWhereTheRulesKnowNoLimit) {
  Parameters p = full(127);
  p.protocol.subnet_limit = 0;
  p.time.days = 10;
  Simulation<4> economy(p);
  economy.finish_run();
  EXPECT_EQ(economy.result.outcomes[outcome_subnets_end], 128);
  EXPECT_EQ(economy.result.outcomes[outcome_prunings], 0);
  EXPECT_GT(economy.result.outcomes[outcome_turned_away], 10);
}

// 52 were pruned in 350 days, one in 6.7 d: lifecycle.rate_per_day = 0.15. The mean of eight years
// of 55 each, Poisson, has a standard deviation of 2.6; five of them are a false alarm once in two
// million.
TEST(Death, ComesEverySixToEightDaysAtTheRateOfTheRecord) {
  double prunings = 0;
  for (std::uint32_t replicate = 0; replicate < 8; ++replicate) {
    Parameters p = full(30);
    p.time.days = 365;
    p.protocol.immunity_blocks = 864000;
    p.protocol.lock_interval = 8;
    p.lifecycle.rate_per_day = 0.15;
    p.time.signal_blocks = 7200;  // prices do not matter here
    Simulation<1> economy(p, {9, 0, replicate});
    economy.finish_run();
    EXPECT_EQ(economy.result.outcomes[outcome_subnets_end], 30);
    prunings += economy.result.outcomes[outcome_prunings];
  }
  EXPECT_NEAR(prunings / 8, 0.15 * 365, 13);
}

}  // namespace
}  // namespace taosweep
