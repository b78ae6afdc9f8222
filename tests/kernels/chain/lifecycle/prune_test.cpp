#include "kernels/chain/lifecycle/prune.hpp"

#include <gtest/gtest.h>

#include "kernels/chain/lifecycle/refund.hpp"

namespace taosweep {
namespace {

TEST(Prune, TakesTheLowestPriceAverage) {
  Pruned pruned;
  pruned.see(3, 5, 0, 1000, 100);
  pruned.see(4, 2, 500, 1000, 100);
  pruned.see(5, 9, 0, 1000, 100);
  EXPECT_EQ(pruned.subnet, 4);
}

TEST(Prune, TakesTheOlderOfEqualsAndTheFirstOfTwins) {
  Pruned pruned;
  pruned.see(0, 2, 300, 1000, 100);
  pruned.see(1, 2, 200, 1000, 100);
  pruned.see(2, 2, 200, 1000, 100);
  EXPECT_EQ(pruned.subnet, 1);
}

// Registered at 900, immune for 100: until block 999.
TEST(Prune, LeavesAloneWhoIsImmune) {
  Pruned young, old;
  young.see(0, 0, 900, 999, 100);
  EXPECT_EQ(young.subnet, -1);
  old.see(0, 0, 900, 1000, 100);
  EXPECT_EQ(old.subnet, 0);
}

// 60 TAO over 40 alpha.
TEST(Refund, IsThePoolOverTheAlphaThatTakesPart) {
  EXPECT_EQ(refund_per_alpha(60, 40), 1.5);
}

TEST(Refund, IsNothingWhereNobodyHoldsAnything) {
  EXPECT_EQ(refund_per_alpha(60, 0), 0);
}

}  // namespace
}  // namespace taosweep
