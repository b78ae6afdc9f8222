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
  /// The same weights, of subnets that live; the rest of 32 places is empty.
  static double gini_of(std::initializer_list<double> weights) {
    using G = Group<L, 1>;
    double all[32] = {}, alive[32] = {}, sum = 0;
    int i = 0;
    for (const double weight : weights) {
      all[i] = weight;
      alive[i++] = 1;
      sum += weight;
    }
    typename G::real packs[G::packs], living[G::packs];
    for (int k = 0; k < G::packs; ++k) {
      packs[k] = G::load(all, k);
      living[k] = G::load(alive, k);
    }
    return gini<G>(packs, living, sum);
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

TYPED_TEST(ConcentrationOn, IsTheSumOfSquaredShares) {
  EXPECT_DOUBLE_EQ(this->spread_of({0.5, 0.3, 0.2}).hhi, 0.38);
  EXPECT_DOUBLE_EQ(this->spread_of({5, 5}).hhi, 0.5);
  EXPECT_EQ(this->spread_of({0.5, 0.3, 0, 0.2}).emitted, 3);
}

// |.5-.3| + |.5-.2| + |.3-.2| = .6, twice over 2 x 3 x 1.
TYPED_TEST(ConcentrationOn, HasAGiniOfTheMeanDifference) {
  EXPECT_NEAR(this->gini_of({0.5, 0.3, 0.2}), 0.2, 1e-15);
  EXPECT_NEAR(this->gini_of({5, 3, 2}), 0.2, 1e-15) << "weights need not sum to 1";
  EXPECT_EQ(this->gini_of({2, 2}), 0);
  EXPECT_NEAR(this->gini_of({1, 0, 0, 0}), 0.75, 1e-15) << "one of four gets all";
}

TYPED_TEST(ConcentrationOn, OfNothingIsUndefined) {
  EXPECT_TRUE(this->spread_of({0, 0}).top_10 != this->spread_of({0, 0}).top_10);
  EXPECT_TRUE(this->spread_of({}).effective_subnets != this->spread_of({}).effective_subnets);
  EXPECT_TRUE(this->spread_of({0, 0}).hhi != this->spread_of({0, 0}).hhi);
  EXPECT_EQ(this->spread_of({0, 0}).emitted, 0);
  EXPECT_TRUE(this->gini_of({0, 0}) != this->gini_of({0, 0}));
}

}  // namespace
}  // namespace taosweep
