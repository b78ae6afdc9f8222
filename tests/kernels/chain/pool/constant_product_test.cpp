#include "kernels/chain/pool/constant_product.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace taosweep {
namespace {

TEST(PoolSwap, KeepsTheProduct) {
  const double tao = 120, alpha = 3000, paid = 40;
  const double bought = buy_out(tao, alpha, paid);
  EXPECT_DOUBLE_EQ((tao + paid) * (alpha - bought), tao * alpha);
  const double sold = 500, received = sell_out(tao, alpha, sold);
  EXPECT_DOUBLE_EQ((tao - received) * (alpha + sold), tao * alpha);
}

TEST(PoolSwap, OneIntoOneToOneGivesHalf) {
  EXPECT_EQ(buy_out(1.0, 1.0, 1.0), 0.5);
  EXPECT_EQ(sell_out(1.0, 1.0, 1.0), 0.5);
  EXPECT_EQ(sell_out(100.0, 10.0, 30.0), 75.0);
}

TEST(PoolSwap, SellingBackReturnsWhatWasPaid) {
  const double bought = buy_out(50.0, 700.0, 9.0);
  EXPECT_DOUBLE_EQ(sell_out(59.0, 700.0 - bought, bought), 9.0);
}

TEST(PriceFactorOfBuy, IsTheSquareOfThePoolsGrowth) {
  EXPECT_EQ(price_factor_of_buy(100.0, 100.0), 4.0);
  const double tao = 100, alpha = 50, paid = 30;
  const double after = (tao + paid) / (alpha - buy_out(tao, alpha, paid));
  EXPECT_DOUBLE_EQ(price_factor_of_buy(tao, paid), after / (tao / alpha));
}

TEST(ExitFloor, IsTheFallWhenAllHoldersSell) {
  EXPECT_EQ(exit_floor(1.0, 1.0), 0.75);  // price falls to a quarter
  const double tao = 80, alpha = 14000, held = 86000;
  const double after = (tao - sell_out(tao, alpha, held)) / (alpha + held);
  EXPECT_NEAR(exit_floor(alpha, held), 1 - after / (tao / alpha), 1e-14);
  EXPECT_NEAR(exit_floor(alpha, held), 0.98, 5e-4);  // SN28: about 86k outside a pool of 14k
  EXPECT_NEAR(exit_floor(1.0, 6.0711), 0.98, 1e-5);
}

TEST(LimitOrder, StopsAtItsPrice) {
  EXPECT_EQ(max_buy_at_limit(150.0, 100.0, 3.0), 150.0);
  EXPECT_EQ(max_buy_at_limit(150.0, 100.0, 1.5), 0.0);
  EXPECT_EQ(max_sell_at_limit(200.0, 100.0, 0.5), 300.0);
  EXPECT_EQ(max_sell_at_limit(200.0, 100.0, 2.5), 0.0);
}

TEST(LimitOrder, IsRefusedByAnEmptySide) {
  EXPECT_EQ(max_buy_at_limit(0.0, 1.0, 1e-7), 0.0);
  EXPECT_EQ(max_buy_at_limit(1.0, 0.0, 1e-7), 0.0);
  EXPECT_EQ(max_sell_at_limit(1.0, 0.0, 1e-7), 0.0);
  EXPECT_EQ(max_sell_at_limit(0.0, 1.0, 0.0), 0.0);
}

TEST(LimitOrder, WithoutALimitSellsAnything) {
  EXPECT_EQ(max_sell_at_limit(1.0, 1.0, 0.0), std::numeric_limits<double>::infinity());
}

}  // namespace
}  // namespace taosweep
