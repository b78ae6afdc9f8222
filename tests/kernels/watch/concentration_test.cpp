// How widely emission is spread, by hand.
#include "kernels/watch/concentration.hpp"

#include <gtest/gtest.h>

#include "kernels/lanes/group.hpp"
#include "tests/kernels/lanes/plain_lanes.hpp"

namespace taosweep {
namespace {

template <class L>
class ConcentrationOn : public testing::Test {
 protected:
  /// Of these weights, in the first places of 32.
  static Concentration spread_of(std::initializer_list<double> weights) {
    using G = Group<L, 1>;
    double all[32] = {}, sum = 0;
    int i = 0;
    for (const double weight : weights) {
      all[i++] = weight;
      sum += weight;
    }
    typename G::real packs[G::packs];
    for (int k = 0; k < G::packs; ++k) packs[k] = G::load(all, k);
    return concentration<G>(packs, sum);
  }
};
using LaneTypes = PlainLanes<testing::Types>;
TYPED_TEST_SUITE(ConcentrationOn, LaneTypes);

TYPED_TEST(ConcentrationOn, OfEqualSubnetsIsTheirNumber) {
  const auto sixteen = this->spread_of({2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2});
  EXPECT_DOUBLE_EQ(sixteen.effective_subnets, 16);
  EXPECT_DOUBLE_EQ(sixteen.top_10, 10.0 / 16);
}

TYPED_TEST(ConcentrationOn, CountsTheTenLargest) {
  EXPECT_DOUBLE_EQ(this->spread_of({1, 12, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}).top_10, 75.0 / 78);
}

TYPED_TEST(ConcentrationOn, OfFewerThanTenIsAll) {
  EXPECT_EQ(this->spread_of({1, 3}).top_10, 1);
  EXPECT_EQ(this->spread_of({3, 3, 3}).top_10, 1);
  EXPECT_DOUBLE_EQ(this->spread_of({1, 3}).effective_subnets, 16.0 / 10);
}

TYPED_TEST(ConcentrationOn, TakesOfEqualsAsManyAsThereIsRoomFor) {
  EXPECT_DOUBLE_EQ(this->spread_of({5, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}).top_10, 14.0 / 16);
}

TYPED_TEST(ConcentrationOn, OfNothingIsUndefined) {
  EXPECT_TRUE(this->spread_of({0, 0}).top_10 != this->spread_of({0, 0}).top_10);
  EXPECT_TRUE(this->spread_of({}).effective_subnets != this->spread_of({}).effective_subnets);
}

}  // namespace
}  // namespace taosweep
