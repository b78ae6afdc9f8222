// Words about how far a run is, and about economies that failed.
#include "host/run/progress.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "host/text/status_text.hpp"

namespace taosweep {
namespace {

TEST(DurationText, NamesTheTwoLargestUnits) {
  EXPECT_EQ(duration_text(0.9), "0 s");
  EXPECT_EQ(duration_text(59.9), "59 s");
  EXPECT_EQ(duration_text(200), "3 min 20 s");
  EXPECT_EQ(duration_text(3 * 3600 + 7 * 60 + 59), "3 h 07 min");
  EXPECT_EQ(duration_text(2 * 86400 + 3 * 3600), "2 d 3 h");
}

TEST(PercentText, NeverSaysMoreThanIsDone) {
  EXPECT_EQ(percent_text(0, 40), "0.0 %");
  EXPECT_EQ(percent_text(1, 3000), "0.0 %");
  EXPECT_EQ(percent_text(39, 1000), "3.9 %");
  EXPECT_EQ(percent_text(999999, 1000000), "99 %");
  EXPECT_EQ(percent_text(40, 40), "100 %");
}

TEST(ProgressParts, LeaveOutWhatIsNotYetKnown) {
  EXPECT_EQ(fitting(progress_parts({0, 40, 0.5, -1, 0}), 0), "0/40 economies, 0.0 %, 0 s elapsed");
  EXPECT_EQ(fitting(progress_parts({3, 40, 65, 130, 2.5e7}), 0),
            "3/40 economies, 7.5 %, 2 min 10 s left, 1 min 05 s elapsed, 2.5e+07 subnet-steps/s");
}

TEST(ProgressParts, AreLeftOutFromTheEndWhereTheLineIsNarrow) {
  const std::vector<std::string> parts = {"3/40 economies", "7 %", "2 s left"};
  EXPECT_EQ(fitting(parts, 29), "3/40 economies, 7 %, 2 s left");
  EXPECT_EQ(fitting(parts, 28), "3/40 economies, 7 %");
  EXPECT_EQ(fitting(parts, 18), "3/40 economies");
  EXPECT_EQ(fitting(parts, 4), "3/40");
}

TEST(LogGap, GrowsToAMinute) {
  int lines = 0;
  for (double elapsed = 0; elapsed < 60; elapsed += log_gap(elapsed)) ++lines;
  EXPECT_EQ(lines, 6) << "at 0 (none is written), 2, 4, 8, 16, 32 s";
  EXPECT_EQ(log_gap(3600), 60);
}

TEST(FailuresText, CountsReasons) {
  EXPECT_EQ(failures_text(std::vector<std::int32_t>{0, 0}), "");
  EXPECT_EQ(failures_text(std::vector<std::int32_t>{0, 1, 4, 1}),
            "3 of 4 economies failed: 2 not finite, 1 reserve below the minimum");
}

}  // namespace
}  // namespace taosweep
