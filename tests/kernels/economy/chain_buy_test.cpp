// The chain's own buys at pools that are too small for them.
#include <gtest/gtest.h>

#include "tests/kernels/economy_fixture.hpp"

namespace taosweep {
namespace {

/// One block in which the first of 30 subnets gets all of the emission, E = 1.
Parameters one_block() {
  Parameters p = small_economy();
  p.schedule = {1, {{0, price_2026_07}}};
  p.protocol.injection = InjectionRule::chain_buy;
  p.protocol.injection_cap = InjectionCap::alpha;
  p.protocol.switched_off = 0;
  p.time.days = 1;
  p.time.step_blocks = p.time.signal_blocks = 1;
  return p;
}

/// A first block at a pool of `tao` and `alpha`.
Simulation<1> after_a_block(double tao, double alpha) {
  Simulation<1> economy(one_block());
  for (int i = 0; i < 30; ++i) economy.s().price_ema[i] = i == 0 ? 1 : 0;
  economy.scalars().money.opening += tao - economy.s().tao[0];
  economy.s().issued[0] += alpha - economy.s().alpha[0];
  economy.s().tao[0] = tao;
  economy.s().alpha[0] = alpha;
  economy.run_to(1);
  return economy;
}

// p = 0.01/0.02 = 0.5 and A_i = 1, so 0.5 TAO joins and 0.5 TAO would buy 0.02 * 0.5/0.51 alpha:
// less than the reserve of 0.01 would stay.
TEST(ChainBuy, IsRefusedWhereItWouldLeaveLessThanTheReserve) {
  const Simulation<1> economy = after_a_block(0.01, 0.02);
  const Money& money = economy.state->scalars.money;
  EXPECT_EQ(economy.state->bought_tao[0], 0);
  EXPECT_NEAR(money.unminted, 0.5, 1e-9) << "it is not minted";
  EXPECT_NEAR(money.minted, 0.5, 1e-9);
}

// A hundred times that pool sells 2 * 0.5/1.5 alpha.
TEST(ChainBuy, IsTakenWhereThereIsEnough) {
  const Simulation<1> economy = after_a_block(1, 2);
  const Money& money = economy.state->scalars.money;
  EXPECT_NEAR(economy.state->bought_tao[0], 0.5, 1e-9);
  EXPECT_EQ(money.unminted, 0);
  EXPECT_NEAR(money.minted, 1, 1e-9);
}

}  // namespace
}  // namespace taosweep
