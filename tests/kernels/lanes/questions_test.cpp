// What questions of a pack answer, on values that can be checked by hand.
#include "kernels/lanes/questions.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "tests/kernels/lanes/plain_lanes.hpp"

namespace taosweep {
namespace {

const double not_a_number = std::numeric_limits<double>::quiet_NaN();

template <class L>
class QuestionsOn : public testing::Test {
 protected:
  using R = typename L::real;
  static constexpr int width = L::width;

  /// A pack of `others`, but for one lane.
  static R but_for(int lane, double x, double others) {
    double pack[L::width];
    for (double& one : pack) one = others;
    pack[lane] = x;
    return L::load(pack);
  }
};
TYPED_TEST_SUITE(QuestionsOn, PlainLanes<testing::Types>);

TYPED_TEST(QuestionsOn, HearOneLaneAmongAll) {
  using Test = QuestionsOn<TypeParam>;
  const typename Test::R one(1.0);
  for (int lane = 0; lane < Test::width; ++lane) {
    EXPECT_TRUE(any_below(Test::but_for(lane, 0.5, 1), one, 1));
    EXPECT_TRUE(any_below(one, Test::but_for(lane, 0.5, 1), 1));
    EXPECT_TRUE(any_above(Test::but_for(lane, 1.5, 1), 1));
    EXPECT_TRUE(any_beyond(Test::but_for(lane, 1.5, 0), 1));
    EXPECT_TRUE(any_beyond(Test::but_for(lane, -1.5, 0), 1));
    EXPECT_FALSE(all_reach(Test::but_for(lane, 0.5, 1), one, 1));
    EXPECT_FALSE(all_reach(one, Test::but_for(lane, 0.5, 1), 1));
  }
}

TYPED_TEST(QuestionsOn, AreNotAnsweredByWhatIsOnTheBound) {
  const typename QuestionsOn<TypeParam>::R one(1.0), half(0.5);
  EXPECT_FALSE(any_below(one, one, 1));
  EXPECT_FALSE(any_above(one, 1));
  EXPECT_FALSE(any_beyond(half, 1));
  EXPECT_TRUE(all_reach(one, one, 1));
}

// An empty side of a pool makes one, and its subnet is to be looked at.
TYPED_TEST(QuestionsOn, HearWhatIsNoNumberWhereTheySaySo) {
  using Test = QuestionsOn<TypeParam>;
  for (int lane = 0; lane < Test::width; ++lane) {
    EXPECT_TRUE(any_beyond(Test::but_for(lane, not_a_number, 0), 1));
    EXPECT_FALSE(all_reach(typename Test::R(2.0), Test::but_for(lane, not_a_number, 2), 1));
  }
}

TYPED_TEST(QuestionsOn, LeaveOutWhatIsOff) {
  using Test = QuestionsOn<TypeParam>;
  for (int lane = 0; lane < Test::width; ++lane) {
    const auto kept = where_on(Test::but_for(lane, 0, 1), typename Test::R(3.0));
    for (int i = 0; i < Test::width; ++i) EXPECT_EQ(TypeParam::lane(kept, i), i == lane ? 0 : 3);
  }
}

}  // namespace
}  // namespace taosweep
