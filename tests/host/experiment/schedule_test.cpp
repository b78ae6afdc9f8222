#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host/eras/schedule_text.hpp"
#include "host/experiment/experiment.hpp"
#include "host/experiment/removed_keys.hpp"
#include "kernels/state/segments.hpp"
#include "tests/host/config_texts.hpp"

namespace taosweep {
namespace {

using testing::AllOf;
using testing::HasSubstr;

std::string schedule_of(const Experiment& experiment) {
  return schedule_text(experiment.base.schedule, experiment.era_names);
}

TEST(ScheduleText, IsWhatTheChainDidWithoutALine) {
  EXPECT_EQ(schedule_of(experiment_of("")), "launch-2025-02@0, fixed-2025-02@11.04");
  EXPECT_THAT(experiment_of("").config,
              HasSubstr("[protocol]\nschedule = launch-2025-02@0, fixed-2025-02@11.04\n"
                        "share = price_ema\ndividends = era\nema_alpha = 3e-06\n"));
}

std::string read_back(const std::string& text) {
  const NamedSchedule schedule = parse_schedule(text, built_in_eras());
  return schedule_text(schedule.dated, schedule.names);
}

TEST(ScheduleText, ReadsBack) {
  for (const char* text : {"launch-2025-03@0", "launch-2025-02@0, launch-2025-03@43",
                           "launch-2025-02@0, fixed-2025-02@11.04, launch-2025-03@43"})
    EXPECT_EQ(read_back(text), text);
  EXPECT_EQ(read_back("launch-2025-03"), "launch-2025-03@0");
}

TEST(ScheduleText, HasTheRulesOfItsNames) {
  const NamedSchedule none,
      written = parse_schedule(schedule_text(none.dated, none.names), built_in_eras());
  ASSERT_EQ(none.dated.count, written.dated.count);
  for (int i = 0; i < none.dated.count; ++i)
    EXPECT_EQ(none.dated.of[i].rules, written.dated.of[i].rules) << none.names[i];
}

TEST(ScheduleText, RefusesWhatIsNoSchedule) {
  const auto complaint = [](const std::string& text) {
    return complaint_of("[protocol]\nschedule = " + text + "\n");
  };
  EXPECT_THAT(complaint("launch-2025-2"),
              AllOf(HasSubstr(":2"), HasSubstr("the nearest is launch-2025-02")));
  EXPECT_THAT(complaint("launch-2025-02@1"), HasSubstr("from day 0 on"));
  EXPECT_THAT(complaint("launch-2025-02, fixed-2025-02"), HasSubstr("write fixed-2025-02@DAY"));
  EXPECT_THAT(complaint("launch-2025-02, fixed-2025-02@0"), HasSubstr("not after the era before"));
  EXPECT_THAT(complaint("launch-2025-02, fixed-2025-02@x"), HasSubstr("a day since launch"));
  EXPECT_THAT(complaint("launch-2025-02, fixed-2025-02@1e9"), HasSubstr("0 to 36500"));
  EXPECT_THAT(complaint("launch-2025-02,, fixed-2025-02@1"), HasSubstr("value is missing"));
  std::string long_one = "launch-2025-02";
  for (int i = 1; i <= 16; ++i) long_one += ", fixed-2025-02@" + std::to_string(i);
  EXPECT_THAT(complaint(long_one), HasSubstr("17 eras, at most 16"));
}

TEST(RemovedKeys, AreRefusedWithWhatTakesTheirPlace) {
  EXPECT_THAT(complaint_of("[protocol]\nera = launch-2025-02\n"),
              AllOf(HasSubstr(":2"), HasSubstr("write protocol.schedule")));
  EXPECT_THAT(complaint_of("[protocol]\ndividend_fix_day = 11.04\n"),
              HasSubstr("fixed-2025-02@DAY"));
  EXPECT_THAT(complaint_of("[arms]\nprotocol.dividend_bug = on, off\n"),
              HasSubstr("protocol.dividends = era for on"));
  EXPECT_THAT(complaint_of("[vary]\nzip(protocol.dividend_bug, attack.day) = (on, 0), (off, 1)\n"),
              HasSubstr("a key of an earlier version"));
}

// A stored config of an earlier version means the same economies.
TEST(RemovedKeys, OfAStoredConfigBecomeASchedule) {
  const Points one_point = experiment_of("").points;
  const auto restored = [&](const std::string& protocol) {
    return schedule_of(restore_experiment("[protocol]\n" + protocol, {{"a.ini", ""}}, one_point));
  };
  const std::string era = "era = launch-2025-02\n";
  EXPECT_EQ(restored(era + "dividend_bug = on\ndividend_fix_day = 12.5\n"),
            "launch-2025-02@0, fixed-2025-02@12.5");
  EXPECT_EQ(restored(era + "dividend_bug = off\ndividend_fix_day = 11.04\n"), "fixed-2025-02@0");
  EXPECT_EQ(restored(era + "dividend_bug = on\ndividend_fix_day = 0\n"), "fixed-2025-02@0");
  EXPECT_THROW(restored("[arms]\nprotocol.dividend_bug = on, off\n"), UsageError);
}

TEST(RemovedKeys, TellAConfigOfAnEarlierVersion) {
  EXPECT_FALSE(is_in_todays_words(parse_config("[protocol]\nera = launch-2025-02\n", "a")));
  EXPECT_FALSE(is_in_todays_words(parse_config("[arms]\nprotocol.dividend_bug = on\n", "a")));
  EXPECT_TRUE(is_in_todays_words(parse_config(experiment_of("").config, "a")));
}

// What changes with time cannot stand there as one number, nor what an arm's own day may change.
TEST(Rules, ThatAllErasShareStandInAResolvedConfigAsNumbers) {
  const std::string march = experiment_of("[protocol]\nschedule = launch-2025-03\n").config;
  EXPECT_THAT(march, AllOf(HasSubstr("dividends = balanced\nema_alpha = era\n"),
                           HasSubstr("average_fast_day = 20\n")));
  const auto at_once = experiment_of(
      "[protocol]\nschedule = launch-2025-03\n[arms]\nprotocol.average_fast_day = 0, 20\n");
  EXPECT_EQ(make_segments(parameters_of(at_once, 0, 0)).rules_at(0).ema_alpha, 3e-4);
  EXPECT_EQ(make_segments(parameters_of(at_once, 0, 1)).rules_at(0).ema_alpha, 3e-6);
}

TEST(Rules, AreNotLeftToTheEraByANumber) {
  EXPECT_THAT(complaint_of("[protocol]\nkappa = -1\n"), HasSubstr("outside the range"));
  EXPECT_THAT(complaint_of("[protocol]\ntempo = -1\n"), HasSubstr("outside the range"));
  EXPECT_THAT(complaint_of("[vary]\nprotocol.kappa = list(-1, 0.4)\n"),
              HasSubstr("outside the range"));
}

TEST(Rules, ThatAnArmLeavesToTheEraFollowTheSchedule) {
  const auto e = experiment_of("[arms]\nprotocol.dividends = era, reduced\n");
  EXPECT_EQ(e.arms[0].label, "protocol.dividends=era");
  const Segments launch = make_segments(parameters_of(e, 0, 0));
  const Segments reduced = make_segments(parameters_of(e, 0, 1));
  EXPECT_EQ(launch.rules_at(0).dividends, DividendRule::over_issued);
  EXPECT_EQ(launch.rules_at(90000).dividends, DividendRule::reduced);
  EXPECT_EQ(reduced.rules_at(0).dividends, DividendRule::reduced);
}

}  // namespace
}  // namespace taosweep
