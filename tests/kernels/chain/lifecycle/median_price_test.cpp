#include "kernels/chain/lifecycle/median_price.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace taosweep {
namespace {

double median(std::vector<double> prices) {
  std::vector<double> room(prices.size());
  return median_price(static_cast<int>(prices.size()), prices.data(), room.data());
}

TEST(MedianPrice, IsTheMiddleOneOrTheMeanOfTwo) {
  EXPECT_EQ(median({9, 1, 4}), 4.0);
  EXPECT_EQ(median({8, 2, 5, 3}), 4.0);
}

TEST(MedianPrice, LeavesOutSubnetsWithoutAPrice) {
  EXPECT_EQ(median({2, 0, 8, 0, 0}), 5.0);
}

TEST(MedianPrice, IsOneWhereThereIsNone) {
  EXPECT_EQ(median({}), 1.0);
  EXPECT_EQ(median({0, 0}), 1.0);
}

}  // namespace
}  // namespace taosweep
