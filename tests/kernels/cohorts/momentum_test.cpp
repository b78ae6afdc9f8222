// Momentum traders: their rates by hand, that there are none by default, and that what they trade
// stays in the ledgers on every back end.
#include <gtest/gtest.h>

#include "kernels/cohorts/momentum.hpp"
#include "tests/at_hand.hpp"
#include "tests/kernels/economy_fixture.hpp"

namespace taosweep {
namespace {

Market<double> rising_by(double trend) {
  Market<double> market{};
  market.weight = 0.25;
  market.trend = trend;
  return market;
}

TEST(Momentum, BuysWhatRisesAndSellsWhatFalls) {
  Parameters p;
  p.momentum.rate = 0.1;
  p.momentum.base_sell = 0.01;
  p.momentum.gain = 2;
  const Hazards<double> up = MomentumTraders::hazards(p, rising_by(0.02));
  EXPECT_DOUBLE_EQ(up.buy, 0.1 * 0.25 * 1.2);  // U = 2 * 30 * 0.02
  EXPECT_DOUBLE_EQ(up.sell, 0.01);
  const Hazards<double> down = MomentumTraders::hazards(p, rising_by(-0.02));
  EXPECT_EQ(down.buy, 0);
  EXPECT_DOUBLE_EQ(down.sell, 0.01 + 0.1 * 1.2);
}

TEST(Momentum, PullIsAtMostThree) {
  EXPECT_EQ(momentum_pull(100, 1.0), 3);
  EXPECT_EQ(momentum_pull(100, -1.0), -3);
}

double alpha_of_momentum(Simulation<1>& economy) {
  double sum = 0;
  for (const double held : economy.s().held[Cohorts::index<MomentumTraders>()]) sum += held;
  return sum;
}

TEST(Momentum, IsNotThereUnlessAskedFor) {
  Simulation<1> economy(small_economy());
  economy.finish_run();
  EXPECT_EQ(alpha_of_momentum(economy), 0);
  EXPECT_EQ(economy.scalars().money.cash[Cohorts::index<MomentumTraders>()], 0);
}

class MomentumBackEnds : public OnEachBackEnd {};
INSTANTIATE_TEST_SUITE_P(Isa, MomentumBackEnds, on_each_back_end(), name_of_isa);

TEST_P(MomentumBackEnds, TradeWithinTheLedgersToTheSameBits) {
  Parameters p = small_economy();
  p.momentum.cash_share = 0.3;
  Simulation<1> reference(p), economy(p, {1, 0, 0}, GetParam());
  const EconomyResult expected = reference.finish_run(), got = economy.finish_run();
  EXPECT_GT(alpha_of_momentum(economy), 0);
  EXPECT_EQ(alpha_of_momentum(economy), alpha_of_momentum(reference));
  EXPECT_EQ(got.status, Status::ok);
  EXPECT_EQ(got.outcomes[outcome_sum_of_prices], expected.outcomes[outcome_sum_of_prices]);
}

}  // namespace
}  // namespace taosweep
