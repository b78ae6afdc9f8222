// The calendar of registrations, against its own ends and gaps.
#include <gtest/gtest.h>

#include <algorithm>

#include "kernels/chain/lifecycle/registrations.hpp"

namespace taosweep {
namespace {

TEST(Registrations, StandInOrder) {
  EXPECT_TRUE(std::is_sorted(std::begin(registration_days), std::end(registration_days)));
  EXPECT_EQ(std::size(registration_days), 109u);
}

TEST(Registrations, CountFromTheLastOneBeforeTheDay) {
  EXPECT_NEAR(days_since_registration(2, 1), 2, 1e-6) << "from launch before the first";
  EXPECT_NEAR(days_since_registration(12, 1), 3.8, 1e-5) << "8.2";
  EXPECT_NEAR(days_since_registration(180, 1), 50, 1e-5) << "130: the chain was full";
  EXPECT_NEAR(days_since_registration(360, 1), 7.6, 1e-4) << "352.4";
}

TEST(Registrations, KeepTheLeastGapOfTheChain) {
  EXPECT_EQ(days_since_registration(90, 1), 1) << "89.7 is closer than a day";
  EXPECT_NEAR(days_since_registration(90, 0), 0.3, 1e-5);
}

TEST(Registrations, GoOnAtTheirMeanIntervalBeyondTheRecord) {
  EXPECT_NEAR(days_since_registration(535, 1), 1.4, 1e-4);
  EXPECT_EQ(days_since_registration(3650, 1), 6.7);
}

}  // namespace
}  // namespace taosweep
