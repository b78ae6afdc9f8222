// Pools whose reserves have weights, in an economy.
#include "kernels/economy/weighted_pools.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "kernels/chain/eras/eras.hpp"
#include "tests/kernels/economy_fixture.hpp"

namespace taosweep {
namespace {

Parameters under(const Rules& rules) {
  Parameters p = small_economy();
  p.schedule = {1, {{0, rules}}};
  return p;
}

/// The launch's injection, which adds TAO beyond the cap of alpha, at weighted pools.
constexpr Rules weighted_launch =
    since(launch_2025_02, [](Rules& r) { r.pool_kind = PoolKind::balancer; });

double price_of(Simulation<1>& economy, int i) {
  const auto& s = economy.s();
  return (1 - s.tao_weight[i]) * s.tao[i] / (s.tao_weight[i] * s.alpha[i]);
}

/// A pool as a test sets it, in the ledger as well.
void set_tao(Simulation<1>& economy, int i, double tao) {
  economy.scalars().money.opening += tao - economy.s().tao[i];
  economy.s().tao[i] = tao;
}

/// Nobody trades and root is not there: only injection touches the pools.
Parameters quiet(const Rules& rules) {
  Parameters p = under(rules);
  p.protocol.tao_weight = 0;
  p.capital.burst_tao = p.capital.drip_tao_per_day = p.root.rate = 0;
  p.miners.sell = p.owners.sell = p.validators.sell = 0;
  p.time.days = 2;
  return p;
}

constexpr int before_epochs = 300;  // blocks; after an epoch miners sell

TEST(WeightedPools, KeepThePriceWhateverTheChainAdds) {
  Simulation<1> economy(quiet(weighted_launch));
  set_tao(economy, 3, 0.2);  // at a fifth of a TAO the cap of one alpha leaves TAO over
  economy.s().price_ema[3] = 5;
  economy.run_to(before_epochs);
  EXPECT_NEAR(price_of(economy, 3), 0.2, 1e-9);
  EXPECT_GT(economy.s().tao[3], 0.6 * economy.s().alpha[3]);
  EXPECT_GT(economy.s().tao_weight[3], 0.75);
  EXPECT_LT(economy.finish_run().outcomes[outcome_tao_residual], 1e-12);
}

// With price p the weight w2 of TAO is T/(p A + T). A block brings nearly one TAO and, at the cap,
// one alpha: at p = 0.004 it would be above 0.99 from the first block on.
TEST(WeightedPools, ParkWhatTheirWeightsHaveNoRoomFor) {
  Simulation<1> economy(quiet(weighted_launch));
  for (int i = 0; i < 30; ++i) economy.s().price_ema[i] = i == 3 ? 1 : 0;
  set_tao(economy, 3, 0.004);
  economy.run_to(before_epochs);
  const auto& s = economy.s();
  EXPECT_EQ(s.tao[3], 0.004);
  EXPECT_EQ(s.tao_weight[3], 0.5);
  EXPECT_NEAR(s.parked_alpha[3], before_epochs, 1e-9);
  EXPECT_GT(s.parked_tao[3], 290);  // the rest went to subnets whose average rose from 0
  EXPECT_NEAR(s.issued[3], 1 + 2 * before_epochs, 1e-9);
  const EconomyResult& result = economy.finish_run();
  EXPECT_LT(result.outcomes[outcome_tao_residual], 1e-12);
  EXPECT_LT(result.outcomes[outcome_alpha_residual], 1e-12);
}

TEST(WeightedPools, LetInWhatWasParkedOnceThereIsRoom) {
  Simulation<1> economy(quiet(weighted_launch));
  economy.s().parked_tao[3] = 50;
  economy.s().parked_alpha[3] = 50;
  const double price = price_of(economy, 3);
  economy.run_tick();
  EXPECT_EQ(economy.s().parked_tao[3], 0);
  EXPECT_GT(economy.s().tao[3], 50);
  EXPECT_NEAR(price_of(economy, 3), price, 1e-9);
}

// An injection at the price leaves weights alone, so that the pool is the constant product that it
// began as.
TEST(WeightedPools, AreConstantProductsWhereAllIsInjectedAtThePrice) {
  constexpr Rules weighted =
      since(price_2026_07, [](Rules& r) { r.pool_kind = PoolKind::balancer; });
  constexpr Rules plain =
      since(price_2026_07, [](Rules& r) { r.pool_kind = PoolKind::constant_product; });
  for (const int step : {1, 300}) {
    Parameters p = under(weighted), q = under(plain);
    p.time.step_blocks = q.time.step_blocks = step;
    p.time.days = q.time.days = step == 1 ? 1 : 20;
    Simulation<1> one(p), other(q);
    one.finish_run();
    other.finish_run();
    for (int i = 0; i < 30; ++i) {
      EXPECT_NEAR(one.s().tao_weight[i], 0.5, 1e-11);
      EXPECT_NEAR(one.s().tao[i] / other.s().tao[i], 1, 1e-8);
      EXPECT_NEAR(one.s().alpha[i] / other.s().alpha[i], 1, 1e-8);
    }
    EXPECT_EQ(one.result.status, Status::ok);
  }
}

/// What a pack of one subnet says of its pool.
struct OnePool {
  using real = double;
  static constexpr unsigned needs = need_claims;
  struct {
    const Rules* rules;
  } economy;
  double t, a, w;
  double tao() const { return t; }
  double alpha() const { return a; }
  double tao_weight() const { return w; }
};

// The cleared step is the tangent; a part z of the reserve costs (1/12)(1 - 2 w1)/w1^2 z^2.
TEST(WeightedPools, ClearOneOrderAsTheChainDoesUpToTheSquareOfItsSize) {
  for (const double weight : {0.2, 0.5, 0.7}) {
    Rules rules;
    rules.pool_kind = PoolKind::balancer;
    const OnePool pool{{&rules}, 1000, 5000, weight};
    for (const double z : {1e-3, 1e-2}) {
      const auto met = met_reserves(pool);
      const double beside_tao = met.tao - pool.t, beside_alpha = met.alpha - pool.a;
      LivePool<double> cleared = live_pool(met.tao, met.alpha);
      StepOrders<double> order{z * pool.t, 0, 0, 0, 0};
      const auto fills = clear_step(cleared, order, 0.0, 0, 0.0, [](double, double) {});
      const double tao = cleared.tao - beside_tao, alpha = cleared.alpha - beside_alpha;
      const double exact = balancer_buy(weighted_pool(pool), order.buy);
      const double alpha_weight = 1 - weight;
      const double off = (1 - 2 * alpha_weight) / (12 * alpha_weight * alpha_weight) * z * z;
      EXPECT_NEAR(fills.alpha_per_tao * order.buy / exact - 1, off, 10 * z * z * z);
      EXPECT_NEAR(tao, pool.t + order.buy, 1e-9);
      EXPECT_NEAR(alpha, pool.a - fills.alpha_per_tao * order.buy, 1e-9);
    }
  }
}

TEST(WeightedPools, AreNotLeftForConstantProducts) {
  Parameters p = under(weighted_launch);
  p.schedule.of[p.schedule.count++] = {1, launch_2025_02};
  EXPECT_THAT(check_parameters(p), testing::ElementsAre(testing::HasSubstr("would jump")));
}

}  // namespace
}  // namespace taosweep
