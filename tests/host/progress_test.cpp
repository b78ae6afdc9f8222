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

TEST(ProgressText, LeavesOutWhatIsNotYetKnown) {
  EXPECT_EQ(progress_text(0, 40, 0, -1), "0/40 economies");
  EXPECT_EQ(progress_text(3, 40, 2.5e7, 130),
            "3/40 economies, 2.5e+07 subnet-steps/s, 2 min 10 s left");
}

TEST(FailuresText, CountsReasons) {
  EXPECT_EQ(failures_text(std::vector<std::int32_t>{0, 0}), "");
  EXPECT_EQ(failures_text(std::vector<std::int32_t>{0, 1, 4, 1}),
            "3 of 4 economies failed: 2 not finite, 1 reserve below the minimum");
}

}  // namespace
}  // namespace taosweep
