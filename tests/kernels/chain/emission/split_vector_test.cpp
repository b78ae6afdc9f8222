#include "kernels/chain/emission/split_vector.hpp"

#include <gtest/gtest.h>

namespace taosweep {
namespace {

double sum(const SplitVector<double>& v) {
  return v.owner + v.validators + v.miners;
}

TEST(SplitVector, DividesAllOfASubnetsAlpha) {
  for (const double root : {0.0, 0.2, 0.34, 0.41})
    EXPECT_NEAR(sum(most_for_owner(root)), 1, 1e-15) << root;
  EXPECT_NEAR(sum(most_for_validators<double>()), 1, 1e-15);
}

TEST(SplitVector, LetsAnOwnerTakeAThirdWhereRootHasLittle) {
  const auto v = most_for_owner(0.2);
  EXPECT_DOUBLE_EQ(v.owner, 0.33);
  EXPECT_DOUBLE_EQ(v.validators, 0.34);
  EXPECT_DOUBLE_EQ(v.miners, 0.33);
}

// Validators must get more than root does: one unit of 1/65535 more.
TEST(SplitVector, LeavesAnOwnerLessWhereRootHasMore) {
  const auto v = most_for_owner(0.4);
  EXPECT_DOUBLE_EQ(v.validators, 0.4 + 1.0 / 65535);
  EXPECT_DOUBLE_EQ(v.owner, 0.27 - 1.0 / 65535);
  EXPECT_DOUBLE_EQ(v.miners, 0.33);
}

TEST(SplitVector, MayBeSetWithinItsBoundsAlone) {
  for (const double root : {0.0, 0.2, 0.34, 0.41}) {
    EXPECT_TRUE(may_be_set(most_for_owner(root), root)) << root;
    EXPECT_TRUE(may_be_set(most_for_validators<double>(), root)) << root;
  }
  EXPECT_FALSE(may_be_set({0.34, 0.33, 0.33}, 0.2)) << "owner";
  EXPECT_FALSE(may_be_set({0.30, 0.38, 0.32}, 0.2)) << "miners";
  EXPECT_FALSE(may_be_set({0.10, 0.51, 0.39}, 0.2)) << "validators";
  EXPECT_FALSE(may_be_set({0.33, 0.34, 0.33}, 0.34)) << "no more than root";
}

}  // namespace
}  // namespace taosweep
