#include "kernels/chain/consensus/tempo.hpp"

#include <gtest/gtest.h>

#include "tests/kernels/lanes/plain_lanes.hpp"

namespace taosweep {
namespace {

TEST(Tempo, RunsEveryTempoPlusOneBlocks) {
  int runs = 0;
  for (std::uint64_t block = 1000; block < 1000 + 361 * 5; ++block)
    runs += blocks_until_epoch(block, 7, 360) == 0;
  EXPECT_EQ(runs, 5);
}

TEST(Tempo, IsStaggeredByNetuid) {
  const std::uint64_t first = blocks_until_epoch(5000, 10, 360);
  EXPECT_EQ(blocks_until_epoch(5000, 11, 360),
            first - 1);  // the next netuid is due a block earlier
}

TEST(Tempo, ZeroNeverRuns) {
  EXPECT_EQ(blocks_until_epoch(100, 1, 0), ~std::uint64_t{0});
}

TEST(Tempo, WrapsAroundAtTheEndOfTheNumbers) {
  EXPECT_EQ(blocks_until_epoch(~std::uint64_t{0}, 1, 10), 9u);
}

TEST(EpochOffset, IsTheChainsCountForEverySubnet) {
  for (std::uint64_t tempo : {1, 2, 7, 99, 360, 7200, 50400}) {
    for (std::uint64_t block : {0ull, 1ull, 359ull, 360ull, 361ull, 123456789ull, 1ull << 40}) {
      for (int subnet = 0; subnet < 128; ++subnet)
        ASSERT_EQ(epoch_offset(block, static_cast<double>(subnet), tempo),
                  static_cast<double>(blocks_until_epoch(block, subnet + 1, tempo)))
            << block << " " << subnet << " " << tempo;
    }
  }
}

TEST(EpochOffset, FindsEachDueBlockOnceInStepsOfAnyLength) {
  for (int k : {1, 25, 75, 300}) {
    int epochs = 0;
    for (std::uint64_t block = 0; block < 361 * 300; block += k)
      epochs += epoch_offset(block, 27.0, 360) < k;
    EXPECT_EQ(epochs, 300) << k;
  }
}

TEST(EpochOffset, IsBelowTheStepOfSomeSubnetWhereAnyIsDue) {
  for (int tempo : {1, 40, 360}) {
    for (int k : {1, 2, 25, 300}) {
      if (k > tempo + 1) continue;
      for (std::uint64_t block = 0; block < 800; ++block) {
        for (const auto& [first, count] :
             {std::pair{0, 1}, {0, 128}, {32, 32}, {40, 8}, {96, 16}}) {
          bool any = false;
          for (int i = first; i < first + count; ++i)
            any = any || epoch_offset(block, static_cast<double>(i), tempo) < k;
          const double offset = epoch_offset(block, static_cast<double>(first), tempo);
          ASSERT_EQ(any_epoch_due(offset, count, k), any)
              << block << " " << first << " " << count << " " << tempo << " " << k;
        }
      }
    }
  }
}

template <class L>
class EpochOffsetOn : public testing::Test {};
TYPED_TEST_SUITE(EpochOffsetOn, PlainLanes<testing::Types>);

TYPED_TEST(EpochOffsetOn, CountsOnPacks) {
  using L = TypeParam;
  double subnets[32], offsets[32];
  for (int i = 0; i < 32; ++i) subnets[i] = 32 + i;
  for (int i = 0; i < 32; i += L::width)
    L::store(offsets + i, epoch_offset(777, L::load(subnets + i), 40));
  for (int i = 0; i < 32; ++i)
    EXPECT_EQ(offsets[i], static_cast<double>(blocks_until_epoch(777, 33 + i, 40)));
}

}  // namespace
}  // namespace taosweep
