// Rates from the times at which chunks were finished; which outcomes are shown on the way.
#include "host/run/sweep_status.hpp"

#include <gmock/gmock.h>

namespace taosweep {
namespace {

TEST(SweepRate, IsWhatCameAfterTheFirstChunkOverTheTimeSince) {
  EXPECT_DOUBLE_EQ(rate_of({{100, 8}, {102, 8}, {104, 12}}), 5);
  EXPECT_DOUBLE_EQ(rate_of({{104, 12}, {100, 8}, {102, 8}}), 5);
}

TEST(SweepRate, IsUnknownFromOneChunkOrNone) {
  EXPECT_EQ(rate_of({}), 0);
  EXPECT_EQ(rate_of({{100, 8}}), 0);
  EXPECT_EQ(rate_of({{100, 8}, {100, 8}}), 0);
}

TEST(SweepRate, DoesNotReachAcrossAPause) {
  EXPECT_DOUBLE_EQ(rate_of({{0, 1000}, {1, 1000}, {5000, 8}, {5002, 8}}), 4);
}

TEST(SweepRate, IsOfTheLastTenMinutes) {
  std::vector<std::pair<double, std::uint64_t>> chunks;
  for (int i = 0; i < 100; ++i) chunks.emplace_back(30 * i, i < 50 ? 9000 : 90);
  EXPECT_DOUBLE_EQ(rate_of(chunks), 3);
}

TEST(Headlines, AreFlagsAndSharesAndNeitherTimesNorCensoring) {
  std::vector<std::string> names;
  for (const int outcome : headline_outcomes()) names.emplace_back(outcome_table[outcome].name);
  EXPECT_THAT(names, testing::IsSupersetOf({"stopped", "root_controls", "crash_12h"}));
  EXPECT_THAT(names, testing::Not(testing::Contains(testing::HasSubstr("_observed"))));
  for (const int outcome : headline_outcomes()) EXPECT_STREQ(outcome_table[outcome].unit, "1");
}

TEST(SweepLeft, IsUnknownUnlessItRuns) {
  SweepStatus status;
  status.economies_in_all = 100;
  status.economies = 40;
  status.rate = 4;
  EXPECT_FALSE(status.left());
  status.stage = Stage::running;
  EXPECT_EQ(status.left(), 15);
}

}  // namespace
}  // namespace taosweep
