#include <gtest/gtest.h>

#include "kernels/chain/lifecycle/lock_cost.hpp"
#include "kernels/chain/pool/constant_product.hpp"
#include "kernels/chain/pool/stake_fee.hpp"

namespace taosweep {
namespace {

constexpr std::uint64_t tao = 1000000000;

TEST(StakeFee, StaysInThePool) {
  const double swapped = after_fee(0.005, 5e-5);
  EXPECT_DOUBLE_EQ(swapped + 5e-5, 0.005);
  EXPECT_LT(buy_out(1.0, 1.0, swapped), buy_out(1.0, 1.0, 0.005));
  EXPECT_EQ(after_fee(1e-5, 5e-5), 0.0);
}

TEST(FeeRate, IsTheFeeOverTheMeanOrder) {
  EXPECT_DOUBLE_EQ(fee_rate(5e-5, 10.0), 5e-6);
  EXPECT_EQ(fee_rate(5e-5, 1e-6), 1.0);
}

TEST(LockCost, DoublesAtARegistrationAndFallsBackToTheLeastLock) {
  EXPECT_EQ(lock_cost_rao(500 * tao, tao, 10, 10, 100800), 1000 * tao);
  EXPECT_NEAR(lock_cost(500, 1, 0, 100800), 1000, 1e-9);
  EXPECT_NEAR(lock_cost(500, 1, 50400, 100800), 750, 1e-4);
  EXPECT_NEAR(lock_cost(500, 1, 100800, 100800), 500, 1e-4);
  EXPECT_EQ(lock_cost(500, 1, 300000, 100800), 1.0);
}

TEST(LockCost, DividesInWholeRao) {
  EXPECT_EQ(lock_cost_rao(10, 0, 1, 3, 3), 14u);  // 20 - 2 * floor(10 / 3)
  EXPECT_EQ(lock_cost_rao(10, 0, 1, 3, 0), 20u);
}

TEST(LockCost, DoesNotDoubleBeforeAnyRegistration) {
  EXPECT_EQ(lock_cost_rao(100 * tao, tao, 0, 0, 100800), 100 * tao);
}

TEST(LockCost, CountsTimesBeforeTheLastRegistrationAsNone) {
  EXPECT_EQ(lock_cost_rao(100 * tao, tao, 500, 400, 100800), 200 * tao);
}

TEST(LockInterval, HalvesWithTheEmission) {
  EXPECT_EQ(effective_lock_interval(100800, tao), 100800u);
  EXPECT_EQ(effective_lock_interval(57600, tao / 2), 28800u);
}

TEST(PoolSeed, StartsAtAPriceOfOne) {
  const PoolSeed seed = pool_seed(1.0);
  EXPECT_EQ(seed.tao, 1.0);
  EXPECT_EQ(seed.alpha, seed.tao);
}

}  // namespace
}  // namespace taosweep
