// Fees, refusals and virtual reserves of swaps.
#include <gtest/gtest.h>

#include "kernels/chain/pool/constant_product.hpp"
#include "kernels/chain/pool/swap_fee.hpp"
#include "kernels/chain/pool/virtual_reserves.hpp"

namespace taosweep {
namespace {

TEST(SwapFee, AtALimitIsThatOfTheWholeOrder) {
  EXPECT_EQ(fee_of_swap(1000.0, 0.25), 250.0);
  EXPECT_DOUBLE_EQ(swap_fee_at_limit(750.0, 0.25), 250.0);
}

TEST(Swap, IsRefusedByAPoorPoolAndBeyondAThousandReserves) {
  EXPECT_TRUE(swap_is_taken(1.0, 0.001, 1000.0, 1e-4));
  EXPECT_FALSE(swap_is_taken(1.0, 0.000999, 1.0, 1e-4));
  EXPECT_FALSE(swap_is_taken(1.0, 1.0, 1000.1, 0.9));
  EXPECT_FALSE(swap_is_taken(1.0, 1.0, 1e-9, 0.0));
}

TEST(VirtualReserves, HaveThePriceAndTheLiquidityOfTheirPool) {
  const VirtualReserves<double> seen = virtual_reserves(20.0, 0.5);
  EXPECT_EQ(seen.tao, 10.0);
  EXPECT_EQ(seen.alpha, 40.0);
  EXPECT_EQ(seen.tao / seen.alpha, 0.25);
  EXPECT_EQ(buy_out(seen.tao, seen.alpha, 10.0), 20.0);  // and not what the pool holds decides
}

}  // namespace
}  // namespace taosweep
