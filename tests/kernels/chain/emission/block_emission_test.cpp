#include "kernels/chain/emission/block_emission.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/kernels/lanes/plain_lanes.hpp"

namespace taosweep {
namespace {

TEST(BlockEmission, IsOneUntilHalfOfTheSupply) {
  EXPECT_EQ(block_emission(0.0), 1.0);
  EXPECT_EQ(block_emission(10499999.999999), 1.0);
}

TEST(BlockEmission, HalvesAtEachThreshold) {
  EXPECT_EQ(block_emission(10.5e6), 0.5);
  EXPECT_EQ(block_emission(15749999.999), 0.5);
  EXPECT_EQ(block_emission(15.75e6), 0.25);
  EXPECT_EQ(block_emission(18.375e6), 0.125);
}

TEST(BlockEmission, EndsWhenLessThanOneRaoIsLeftToPay) {
  const double unit = total_supply / (1 << 30);  // 0.0196 TAO
  EXPECT_EQ(block_emission(total_supply - 1.5 * unit), std::ldexp(1.0, -29));
  EXPECT_EQ(block_emission(total_supply - unit), 0.0);
  EXPECT_EQ(block_emission(total_supply), 0.0);
  EXPECT_EQ(block_emission(3e7), 0.0);
}

template <class L>
class BlockEmissionOn : public testing::Test {};
TYPED_TEST_SUITE(BlockEmissionOn, PlainLanes<testing::Types>);

TYPED_TEST(BlockEmissionOn, KeepsLanesApart) {
  using L = TypeParam;
  double issuance[32], emission[32];
  for (int i = 0; i < 32; ++i) issuance[i] = total_supply * (1 - std::ldexp(1.0, -i));
  for (int i = 0; i < 32; i += L::width)
    L::store(emission + i, block_emission(L::load(issuance + i)));
  for (int i = 0; i < 30; ++i) EXPECT_EQ(emission[i], std::ldexp(1.0, -i)) << i;
  EXPECT_EQ(emission[30], 0.0);
  EXPECT_EQ(emission[31], 0.0);
}

}  // namespace
}  // namespace taosweep
