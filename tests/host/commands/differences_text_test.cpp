// What `verify --against` says first, and what it only counts.
#include "host/commands/differences_text.hpp"

#include <gtest/gtest.h>

namespace taosweep {
namespace {

const std::string outcome = "/outcomes/rank_at_12 differs: first at arm 0, point 0, replicate 0";

TEST(DifferencesText, BeginsWithTheAnswerAndCountsWhatFollowsFromOutcomes) {
  EXPECT_EQ(differences_text("a.h5", "b.h5",
                             {"/differences_all/x differs: first at arm 0",
                              "/intervals/x differs: first at arm 0",
                              "/intervals/y differs: first at arm 0", outcome}),
            "a.h5 and b.h5 differ in 4 datasets\n" + outcome +
                "\nand what follows from that: 1 of /differences_all, 2 of /intervals\n");
}

TEST(DifferencesText, CountsOutcomesWhereOtherPointsRan) {
  EXPECT_EQ(differences_text("a.h5", "b.h5",
                             {"/design/attack.day differs: shapes (3) and (4)", outcome,
                              "/series/x is only in a.h5"}),
            "a.h5 and b.h5 differ in 3 datasets\n"
            "/design/attack.day differs: shapes (3) and (4)\n"
            "and what follows from that: 1 of /outcomes, 1 of /series\n");
}

TEST(DifferencesText, NamesWhatShouldHaveFollowed) {
  EXPECT_EQ(differences_text("a.h5", "b.h5", {"/series_all/x differs: first at cell 1"}),
            "a.h5 and b.h5 differ in 1 dataset\n/series_all/x differs: first at cell 1\n");
}

}  // namespace
}  // namespace taosweep
