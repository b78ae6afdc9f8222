#include "kernels/chain/lifecycle/openings.hpp"

#include <gtest/gtest.h>

namespace taosweep {
namespace {

/// Subnets on a day, with the 64 of the launch.
int subnets_on(double day) {
  int subnets = 64;
  for (int i = 0; i < recorded_openings; ++i) subnets += opening_day(i) <= day;
  return subnets;
}

// 1 Mar, 1 Apr, 1 Jun, 1 Aug, 1 Oct and 28 Oct 2025, days after 13 Feb.
TEST(Openings, GiveTheRecordedCounts) {
  EXPECT_EQ(subnets_on(16), 70);
  EXPECT_EQ(subnets_on(47), 82);
  EXPECT_NEAR(subnets_on(108), 98, 1);
  EXPECT_EQ(subnets_on(169), 117);
  EXPECT_EQ(subnets_on(230), 122);
  EXPECT_EQ(subnets_on(257), 127);
}

TEST(Openings, AreInTheOrderOfTime) {
  for (int i = 1; i < recorded_openings; ++i) EXPECT_GE(opening_day(i), opening_day(i - 1)) << i;
}

}  // namespace
}  // namespace taosweep
