// What `taosweep status` says, line by line.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host/commands/status_text.hpp"

namespace taosweep {
namespace {

TEST(StatusText, NumbersStandBelowEachOtherBesideNamesOfAnyLength) {
  SweepStatus status;
  status.means = {{"stopped", "yes", {}}, {"effective_number_of_subnets_after", "yes", {}}};
  const std::vector<std::string> lines = follow_lines(status, 0, 0);
  ASSERT_GE(lines.size(), 3u);
  const std::string &first = lines[lines.size() - 2], &second = lines.back();
  EXPECT_THAT(second, testing::StartsWith("  effective_number_of_subnets_after yes "));
  EXPECT_EQ(first.find(" yes "), second.find(" yes "));
}

}  // namespace
}  // namespace taosweep
