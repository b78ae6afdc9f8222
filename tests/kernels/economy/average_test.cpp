// What the price average takes in, in an economy.
#include <gtest/gtest.h>

#include "tests/kernels/economy_fixture.hpp"

namespace taosweep {
namespace {

/// A deep pool at a price of 100 in an economy whose average follows at once.
double average_under(double cap) {
  Parameters p = small_economy();
  p.protocol.ema_alpha = 1;
  p.protocol.ema_cap = cap;
  p.time.step_blocks = 1;
  Simulation<1> economy(p);
  economy.s().tao[3] = 1e8;
  economy.s().alpha[3] = economy.s().issued[3] = 1e6;
  economy.run_tick();
  return economy.s().price_ema[3];
}

TEST(PriceAverage, TakesInAPriceUpToItsCap) {
  EXPECT_EQ(average_under(1), 1);
  EXPECT_EQ(average_under(2.5), 2.5);
  EXPECT_NEAR(average_under(1e6), 100, 0.1);
}

}  // namespace
}  // namespace taosweep
