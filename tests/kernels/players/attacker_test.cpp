// Orders of the attacker with a limit price.
#include "kernels/players/attacker.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/kernels/players/still_pool.hpp"

namespace taosweep {
namespace {

/// What an even buyer of 3 TAO a day brings in a tick of 75 blocks [TAO].
constexpr double of_a_tick = 3.0 * 75 / 7200;

// T A is kept, so that the price is 2.25 times the first one at T = 1.5. What the last order has
// paid on the mean is the limit: the price behind it is above it, by less than another tick's.
TEST(Limit, EndsBuyingWhereThePriceIsReached) {
  Parameters p = buyer();
  p.attack.buy_limit = 2.25 * at_first;
  StillPool economy(p);
  economy.run_to_day(2);
  EXPECT_GE(economy.tao(), 1.5 - 1e-9);
  EXPECT_LT(economy.tao(), 1.5 + of_a_tick);
  EXPECT_NEAR(economy.scalars().attack.spent, economy.tao() - 1, 1e-9);
  EXPECT_NEAR(economy.scalars().money.attacker, 3 - economy.scalars().attack.spent, 1e-9);
  EXPECT_LE(economy.scalars().attack.spent, economy.scalars().attack.held * p.attack.buy_limit);
}

TEST(Limit, IsTheMeanPriceOfALargeOrder) {
  Parameters p = buyer();
  p.attack.buy_limit = 1.01 * at_first;
  p.attack.buy_days = 0.01;
  StillPool economy(p);
  economy.run_tick();
  const auto& attack = economy.scalars().attack;
  EXPECT_NEAR(attack.spent / attack.held, p.attack.buy_limit, 1e-9 * at_first);
  EXPECT_NEAR(economy.tao(), 1.01, 1e-9);
}

TEST(Limit, KeepsTheHoldingWhileThePriceIsLower) {
  Parameters p = buyer();
  p.attack.exit_after = 2;
  p.attack.exit_limit = 4 * at_first;  // at T = 2, while it holds three quarters of the alpha
  StillPool economy(p);
  economy.run_to_day(4);
  EXPECT_LT(economy.tao(), 2 + 1e-9);
  EXPECT_GT(economy.tao(), 2 - 0.2);
  EXPECT_GT(economy.scalars().attack.held, 0.4 * all_alpha);
  p.attack.exit_limit = 100 * at_first;
  StillPool patient(p);
  patient.run_to_day(4);
  EXPECT_NEAR(patient.scalars().attack.held, 0.75 * all_alpha, 1);
}

TEST(Limit, OfNothingIsNone) {
  StillPool economy(buyer());
  economy.run_to_day(2);
  EXPECT_NEAR(economy.tao(), 4, 1e-9);
}

}  // namespace
}  // namespace taosweep
