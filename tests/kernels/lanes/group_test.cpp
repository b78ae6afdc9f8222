// A group of lanes: subnets, sums in a fixed order, and what is the same for a whole economy.
#include "kernels/lanes/group.hpp"

#include <gtest/gtest.h>

#include "tests/kernels/lanes/plain_lanes.hpp"

namespace taosweep {
namespace {

template <class L>
class GroupOf : public testing::Test {};
using LaneTypes = PlainLanes<testing::Types>;
TYPED_TEST_SUITE(GroupOf, LaneTypes);

/// Packs of a group from an array of 32 * Slots numbers.
template <class G>
struct Packs {
  typename G::real x[G::packs];
  explicit Packs(const double* a) {
    for (int k = 0; k < G::packs; ++k) x[k] = G::load(a, k);
  }
};

TYPED_TEST(GroupOf, NumbersItsSubnetsFromZero) {
  using G = Group<TypeParam, 3>;
  double a[96];
  for (int k = 0; k < G::packs; ++k) G::store(a, k, to_real(G::index(k)));
  for (int i = 0; i < 96; ++i) EXPECT_EQ(a[i], i);
}

TYPED_TEST(GroupOf, SumsWholeNumbersExactly) {
  using G = Group<TypeParam, 4>;
  double a[128];
  for (int i = 0; i < 128; ++i) a[i] = i;
  EXPECT_EQ(G::sum(Packs<G>(a).x), 127 * 128 / 2);
}

/// 1 is lost beside 2^53 and kept beside another 1, so
/// the result tells who was added to whom first.
TYPED_TEST(GroupOf, AddsSlotsInPairsBeforeLanes) {
  using G = Group<TypeParam, 4>;
  double a[128] = {};
  a[0] = 0x1p53;
  a[64] = 1, a[96] = 1;  // (s0+s1) + (s2+s3)
  EXPECT_EQ(G::sum(Packs<G>(a).x), 0x1p53 + 2);
  a[96] = 0, a[32] = 1;  // each 1 alone meets 2^53
  EXPECT_EQ(G::sum(Packs<G>(a).x), 0x1p53);
}

TYPED_TEST(GroupOf, AddsLanesSixteenApartFirst) {
  using G = Group<TypeParam, 1>;
  double a[32] = {};
  a[0] = 0x1p53;
  a[1] = 1, a[17] = 1;  // meet before they meet lane 0
  EXPECT_EQ(G::sum(Packs<G>(a).x), 0x1p53 + 2);
  a[1] = 0, a[17] = 0, a[16] = 1, a[8] = 1;
  EXPECT_EQ(G::sum(Packs<G>(a).x), 0x1p53);
}

TYPED_TEST(GroupOf, SumsTheSameWithMoreEmptySlots) {
  double a[128] = {};
  for (int i = 0; i < 32; ++i) a[i] = 1.0 / (i + 3);
  const double one = Group<TypeParam, 1>::sum(Packs<Group<TypeParam, 1>>(a).x);
  EXPECT_EQ((Group<TypeParam, 2>::sum(Packs<Group<TypeParam, 2>>(a).x)), one);
  EXPECT_EQ((Group<TypeParam, 3>::sum(Packs<Group<TypeParam, 3>>(a).x)), one);
  EXPECT_EQ((Group<TypeParam, 4>::sum(Packs<Group<TypeParam, 4>>(a).x)), one);
}

TYPED_TEST(GroupOf, FindsTheLargestWhereverItStands) {
  using G = Group<TypeParam, 3>;
  for (int at = 0; at < 96; ++at) {
    double a[96];
    for (int i = 0; i < 96; ++i) a[i] = -1.0 - i;
    a[at] = -0.5;
    EXPECT_EQ(G::max(Packs<G>(a).x), -0.5) << at;
  }
}

/// Values 1 to 64 in some order, 40 of which count: 1 to 16, and the even ones above.
TYPED_TEST(GroupOf, FindsTheKthLargestOfThoseThatCount) {
  using G = Group<TypeParam, 2>;
  double x[64], one[64];
  for (int i = 0; i < 64; ++i) {
    x[i] = (i * 37) % 64 + 1;
    one[i] = 1;
    if (x[i] > 16 && static_cast<int>(x[i]) % 2 == 1) x[i] = 0;  // does not count
  }
  const Packs<G> values(x), measures(one);
  EXPECT_EQ(G::level(values.x, measures.x, 1), 64);
  EXPECT_EQ(G::level(values.x, measures.x, 3), 60);
  EXPECT_EQ(G::level(values.x, measures.x, 25), 16);
  EXPECT_EQ(G::level(values.x, measures.x, 1000), 1) << "the smallest where there are fewer";
}

// 0.4 + 0.3 reach 0.7, 0.4 alone does not.
TYPED_TEST(GroupOf, FindsTheValueAtWhichTheMassIsReached) {
  using G = Group<TypeParam, 1>;
  double x[32] = {0.1, 0.4, 0.3, 0.2};
  const Packs<G> values(x);
  EXPECT_EQ(G::level(values.x, values.x, 0.4), 0.4);
  EXPECT_EQ(G::level(values.x, values.x, 0.6), 0.3);
  EXPECT_EQ(G::level(values.x, values.x, 0.85), 0.2);
  EXPECT_EQ(G::level(values.x, values.x, 2), 0.1) << "more than all";
  double none[32] = {};
  EXPECT_EQ(G::level(Packs<G>(none).x, Packs<G>(none).x, 0.5), 0) << "nothing has any";
}

TYPED_TEST(GroupOf, PicksEverySubnet) {
  using G = Group<TypeParam, 4>;
  double a[128];
  for (int i = 0; i < 128; ++i) a[i] = 1.0 / (i + 1);
  const Packs<G> packs(a);
  for (int i = 0; i < 128; ++i) EXPECT_EQ(G::pick(packs.x, i), a[i]);
}

TYPED_TEST(GroupOf, AnyHoldsWhereOneSubnetDoes) {
  using G = Group<TypeParam, 2>;
  for (int at = -1; at < 64; ++at) {
    double a[64] = {};
    if (at >= 0) a[at] = 1;
    const Packs<G> packs(a);
    typename G::mask m[G::packs];
    for (int k = 0; k < G::packs; ++k) m[k] = packs.x[k] > typename G::real(0.5);
    EXPECT_EQ(G::any(m), at >= 0);
  }
}

TYPED_TEST(GroupOf, StoresFloatsRoundedAndLoadsThemWidened) {
  using G = Group<TypeParam, 1>;
  double a[32], back[32];
  float f[32];
  for (int i = 0; i < 32; ++i) a[i] = 0.1 * i;
  for (int k = 0; k < G::packs; ++k) G::store(f, k, G::load(a, k));
  for (int k = 0; k < G::packs; ++k) G::store(back, k, G::load(f, k));
  for (int i = 0; i < 32; ++i) {
    EXPECT_EQ(f[i], static_cast<float>(a[i]));
    EXPECT_EQ(back[i], static_cast<double>(f[i]));
  }
}

TYPED_TEST(GroupOf, HasOneLeaderOnAProcessor) {
  EXPECT_TRUE((Group<TypeParam, 1>::leader()));
}

}  // namespace
}  // namespace taosweep
