// What a whole file says about its design: undefined outcomes, identical arms.
#include <gmock/gmock.h>

#include <limits>

#include "host/statistics/findings.hpp"

namespace taosweep {
namespace {

using testing::ElementsAre;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

TEST(OutcomeFindings, ArmsAreOneKindUntilABlockTellsThemApart) {
  OutcomeFindings findings(3);
  findings.see(outcome_sum_of_prices, std::vector<double>{1, 2, 1, 2, 1, 2});
  EXPECT_THAT(findings.kinds(), ElementsAre(0, 0, 0));
  findings.see(outcome_sum_of_prices, std::vector<double>{3, 4, 3, 5, 3, 5});
  EXPECT_THAT(findings.kinds(), ElementsAre(0, 1, 1));
  findings.see(outcome_crash_12h, std::vector<double>{0, nan, 0, nan, 0, 1});
  EXPECT_THAT(findings.kinds(), ElementsAre(0, 1, 2));
}

TEST(OutcomeFindings, ArmsOnceToldApartStayApart) {
  OutcomeFindings findings(3);
  findings.see(outcome_sum_of_prices, std::vector<double>{1, 2, 1});
  findings.see(outcome_sum_of_prices, std::vector<double>{1, 1, 1});
  EXPECT_THAT(findings.kinds(), ElementsAre(0, 1, 0));
}

TEST(OutcomeFindings, StatusTellsArmsApart) {
  OutcomeFindings findings(2);
  findings.see_status(std::vector<std::int32_t>{0, 0, 0, 1});
  EXPECT_THAT(findings.kinds(), ElementsAre(0, 1));
}

TEST(OutcomeFindings, OutcomesThatTheBaselineLacksTellNothing) {
  OutcomeFindings findings(2);
  findings.see(outcome_stopped, std::vector<double>{nan, nan, 1, 0});
  EXPECT_THAT(findings.kinds(), ElementsAre(0, 0));
}

TEST(OutcomeFindings, OneNumberDefinesAnOutcome) {
  OutcomeFindings findings(1);
  findings.see(outcome_crash_12h, std::vector<double>{nan, nan});
  EXPECT_FALSE(findings.defined()[outcome_crash_12h]);
  findings.see(outcome_crash_12h, std::vector<double>{nan, 0.5});
  findings.see(outcome_crash_12h, std::vector<double>{nan, nan});
  EXPECT_TRUE(findings.defined()[outcome_crash_12h]);
}

TEST(OutcomeFindings, UndefinedOutcomesBeyondTheFirstAreCounted) {
  std::vector<bool> defined(outcome_count, true);
  defined[outcome_crash_12h] = defined[outcome_action_day] = defined[outcome_crash_48h] = false;
  EXPECT_EQ(undefined_list(defined, 3), undefined_list(defined));
  EXPECT_EQ(undefined_list(defined, 2),
            "action_day (no action reached); crash_12h (no action reached, or it ends before); and "
            "1 more");
}

TEST(OutcomeFindings, UndefinedOutcomesAreGroupedByWhy) {
  std::vector<bool> defined(outcome_count, true);
  EXPECT_EQ(undefined_list(defined), "");
  defined[outcome_crash_12h] = defined[outcome_action_day] = defined[outcome_crash_48h] = false;
  EXPECT_EQ(undefined_list(defined),
            "action_day (no action reached); crash_12h, crash_48h (no action reached, or it ends "
            "before)");
}

TEST(OutcomeFindings, EachKindWithTwoArmsOrMoreIsListed) {
  EXPECT_THAT(twin_lists({"a", "b", "c", "d", "e"}, {0, 1, 0, 1, 4}),
              ElementsAre("'a' and 'c'", "'b' and 'd'"));
  EXPECT_THAT(twin_lists({"a", "b", "c"}, {0, 0, 0}), ElementsAre("'a', 'b' and 'c'"));
}

}  // namespace
}  // namespace taosweep
