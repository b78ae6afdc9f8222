// What the chain, root and owners pay or get a day, against the state that it comes from.
#include "kernels/outcomes/rates.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "kernels/chain/eras/eras.hpp"
#include "tests/kernels/economy_fixture.hpp"

namespace taosweep {
namespace {

constexpr int days = 6, subnets = 30;

/// Ticks are steps, so that a price after a tick is that at which its epochs paid; nobody moves
/// between root and cash, and nobody claims.
Parameters under(const Rules& rules) {
  Parameters p = small_economy();
  p.schedule = {1, {{0, rules}}};
  p.time.days = days;
  p.time.step_blocks = p.time.signal_blocks = 300;
  p.time.opening_blocks = p.time.fine_days = 0;
  p.root.rate = p.root.claim_rate = 0;
  return p;
}

/// Of the stored state.
double price(Simulation<1>& economy, int i) {
  const Scalars& q = economy.scalars();
  const StoredEconomy whole{q.money, q.emission, &economy.rules()};
  return StoredSubnet<1>{whole, economy.s(), i}.price();
}

/// Runs an economy, with the stake on root as the mean of its days.
struct WholeRun {
  explicit WholeRun(const Parameters& p) : economy(p) {
    double looks = 0, sum = 0;
    const auto look = [&] {
      if (economy.block() % 7200 != 0) return;
      looks += 1;
      sum += economy.scalars().money.root + economy.scalars().money.unbooked_root;
    };
    look();
    while (economy.scalars().stopped == 0) {
      double before[subnets];
      for (int i = 0; i < subnets; ++i) before[i] = economy.s().claimable[i];
      economy.run_tick();
      for (int i = 0; i < subnets; ++i)
        claims += (economy.s().claimable[i] - before[i]) * price(economy, i);
      look();
    }
    stake = sum / looks;
    EXPECT_EQ(economy.finish_run().status, Status::ok);
  }
  double outcome(Outcome which) const { return economy.result.outcomes[which]; }
  double sum_of(const double* values) const {
    double sum = 0;
    for (int i = 0; i < subnets; ++i) sum += values[i];
    return sum;
  }
  /// TAO that has joined root's stake.
  double root_grew() const {
    const Money& money = economy.state->scalars.money;
    return money.root + money.unbooked_root - economy.p.network.root_tao;
  }

  Simulation<1> economy;
  double claims = 0;  ///< alpha credited to root, at its price then [TAO]
  double stake = 0;
};

TEST(ChainBuys, AreNothingAtTheLaunchWhereAllJoinsPools) {
  const WholeRun run(under(launch_2025_02));
  EXPECT_EQ(run.outcome(outcome_chain_buy_tao), 0);
  EXPECT_EQ(run.outcome(outcome_chain_buy_share), 0);
  EXPECT_NEAR(run.outcome(outcome_pool_tao_added), 7200, 1e-6);
}

TEST(ChainBuys, AreNoPartWhereNothingIsMinted) {
  Parameters p = under(launch_2025_02);
  p.network.issuance_tao = 2.1e7;
  const double part = WholeRun(p).outcome(outcome_chain_buy_share);
  EXPECT_TRUE(part != part);
}

/// Little is staked on root, so that little may be injected and the rest buys alpha.
Parameters buying(const Rules& rules) {
  Parameters p = under(rules);
  p.network.root_tao = 1e4;
  return p;
}

// What is minted joins pools, buys alpha, or is parked beside a pool.
TEST(ChainBuys, AndInjectionAreAllThatIsMinted) {
  for (const Rules& rules : {price_root_2026_06, price_2026_07}) {
    const WholeRun run(buying(rules));
    const double parked = run.sum_of(run.economy.state->parked_tao) / days;
    EXPECT_GT(run.outcome(outcome_chain_buy_tao), 100);
    EXPECT_GT(run.outcome(outcome_pool_tao_added), 100);
    EXPECT_NEAR(run.outcome(outcome_chain_buy_share),
                run.outcome(outcome_chain_buy_tao) /
                    (run.outcome(outcome_chain_buy_tao) + run.outcome(outcome_pool_tao_added)),
                1e-12);
    EXPECT_NEAR(run.outcome(outcome_chain_buy_tao) + run.outcome(outcome_pool_tao_added) + parked,
                run.economy.state->scalars.money.minted / days, 1e-6);
  }
}

TEST(ChainBuys, AreFollowedFromRowToRow) {
  const WholeRun run(buying(price_2026_07));
  double bought = 0, added = 0;
  for (int day = 1; day <= days; ++day) {
    bought += run.economy.result.series[series_chain_buy_tao * (days + 1) + day];
    added += run.economy.result.series[series_pool_tao_added * (days + 1) + day];
  }
  EXPECT_NEAR(bought / days, run.outcome(outcome_chain_buy_tao), 1e-3);
  EXPECT_NEAR(added / days, run.outcome(outcome_pool_tao_added), 1e-3);
  const float first = run.economy.result.series[series_chain_buy_tao * (days + 1)];
  EXPECT_TRUE(first != first) << "there is no row before the first";
}

TEST(RootIncome, IsWhatJoinsItsStakeOverThatStake) {
  for (const Rules& rules : {launch_2025_02, pools_2025_07, legacy_root}) {
    const WholeRun run(under(rules));
    EXPECT_GT(run.root_grew(), 1);
    EXPECT_NEAR(run.outcome(outcome_root_income), run.root_grew() / days / run.stake,
                1e-9 * run.outcome(outcome_root_income));
  }
}

// Alpha that waits to be claimed, and a basket whose alpha earns dividends besides.
TEST(RootIncome, CountsWhatMayBeClaimedAtThePriceOfTheDay) {
  for (const Rules& rules : {flow_2025_12, hill_rank_2026_08}) {
    const WholeRun run(under(rules));
    EXPECT_GT(run.claims, 1);
    EXPECT_NEAR(run.outcome(outcome_root_income), (run.root_grew() + run.claims) / days / run.stake,
                1e-9 * run.outcome(outcome_root_income));
  }
}

TEST(RootIncome, IsUndefinedWhereNothingIsStaked) {
  Parameters p = under(launch_2025_02);
  p.network.root_tao = 0;
  const WholeRun run(p);
  const double income = run.outcome(outcome_root_income);
  EXPECT_TRUE(income != income);
}

// Without pools owners are paid in TAO: their cut of what validators leave.
TEST(OwnerIncome, IsTheCutOfWhatIsPaidOutBeforeThereArePools) {
  const WholeRun run(under(legacy_root));
  const Money& money = run.economy.state->scalars.money;
  const double paid = money.paid_out + run.root_grew();
  EXPECT_GT(paid, 1);
  EXPECT_NEAR(run.outcome(outcome_owner_income) * days, legacy_root.owner_cut * paid, 1e-9 * paid);
  EXPECT_EQ(run.outcome(outcome_pool_tao_added), 0);
}

TEST(PoolTao, IsAddedOnlyFromThereOnWherePoolsOpen) {
  Parameters p = under(legacy_root);
  p.schedule = {2, {{0, legacy_root}, {2, launch_2025_02}}};
  const WholeRun run(p);
  EXPECT_NEAR(run.outcome(outcome_pool_tao_added), 7200 * 4 / 6.0, 1e-6);
}

}  // namespace
}  // namespace taosweep
