// Eras that a config has for itself: what they mean, what is refused, what is written down.
#include "host/eras/own_eras.hpp"

#include <gmock/gmock.h>

#include "kernels/chain/share/share.hpp"
#include "kernels/state/segments.hpp"
#include "tests/host/config_texts.hpp"

namespace taosweep {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

Rules rules_on(const Experiment& experiment, int day) {
  return make_segments(experiment.base).rules_at(day * 7200);
}

const std::string slow = "[era slow]\nsince = launch-2025-03\ntempo = 100\nshare = spot_price\n";

TEST(OwnEras, AreTheOldOneWithTheRulesThatTheyChange) {
  const auto e = experiment_of(slow + "[protocol]\nschedule = launch-2025-02@0, slow@30\n");
  EXPECT_EQ(rules_on(e, 29), launch_2025_02);
  Rules expected = launch_2025_03;
  expected.tempo = 100;
  expected.share = Shares::rule<SpotPriceShare>();
  EXPECT_EQ(rules_on(e, 30), expected);
}

TEST(OwnEras, MayBeSinceOneThatStandsBelow) {
  const auto e = experiment_of(
      "[protocol]\nschedule = last\n[era last]\nsince = first\ntempo = 7\n"
      "[time]\nstep_blocks = 1\n[era first]\nsince = fixed-2025-02\ntempo = 9\nkappa = 0.6\n");
  Rules expected = fixed_2025_02;
  expected.tempo = 7;
  expected.kappa = 0.6;
  EXPECT_EQ(rules_on(e, 0), expected);
}

TEST(OwnEras, TakeLinesFromTheCommandLine) {
  const std::string text = slow + "[protocol]\nschedule = slow\n";
  EXPECT_EQ(rules_on(experiment_of(text, {"era slow.tempo=50"}), 0).tempo, 50);
  EXPECT_EQ(rules_on(experiment_of(text, {"era slow.tempo="}), 0).tempo, 360);
  const std::string dotted = "[era v3.4]\nsince = launch-2025-02\n[protocol]\nschedule = v3.4\n";
  EXPECT_EQ(rules_on(experiment_of(dotted, {"era v3.4.tempo=50"}), 0).tempo, 50);
  EXPECT_EQ(rules_on(experiment_of(slow, {"protocol.schedule=slow"}), 0).tempo, 100);
}

TEST(OwnEras, YieldToAValueForAllEras) {
  const auto e = experiment_of(slow + "[protocol]\nschedule = slow\ntempo = 200\n");
  EXPECT_EQ(rules_on(e, 0).tempo, 200);
  EXPECT_EQ(e.overrides, "protocol.tempo");
  EXPECT_EQ(experiment_of(slow + "[protocol]\nschedule = slow\n").overrides, "");
}

TEST(OwnEras, HaveNamesOfTheirOwn) {
  for (const char* good : {"a", "2026", "hill-rank.64", "v3.4.0-beta"})
    experiment_of(std::string("[era ") + good + "]\nsince = launch-2025-02\n");
  for (const char* bad : {"Slow", "a b", "a@3", "a_b", "-a", ".a", "\xc3\xbc", "a,b"})
    EXPECT_THAT(complaint_of(std::string("[era ") + bad + "]\nsince = launch-2025-02\n"),
                AllOf(HasSubstr("a.ini:1: "), HasSubstr("is no name of an era")));
  EXPECT_THAT(complaint_of("[era]\nsince = launch-2025-02\n"), HasSubstr("an era needs a name"));
  EXPECT_THAT(complaint_of("[era fixed-2025-02]\nsince = launch-2025-02\n"),
              AllOf(HasSubstr("a.ini:1: "), HasSubstr("choose another name")));
  EXPECT_THAT(complaint_of(slow + "[era slow]\nkappa = 0.5\n"),
              AllOf(HasSubstr("a.ini:5: [era slow] stands twice"), HasSubstr("a.ini:1")));
}

TEST(OwnEras, AreSinceAnEraThatThereIs) {
  EXPECT_THAT(complaint_of("[era a]\ntempo = 3\n"),
              AllOf(HasSubstr("a.ini:1: [era a] does not say"), HasSubstr("since = ERA")));
  EXPECT_THAT(complaint_of("[era a]\nsince = lanch-2025-02\n"),
              AllOf(HasSubstr("a.ini:2: unknown era 'lanch-2025-02'"),
                    HasSubstr("the nearest is launch-2025-02")));
  EXPECT_THAT(complaint_of(slow + "[era a]\nsince = slwo\n"), HasSubstr("the nearest is slow"));
  EXPECT_THAT(complaint_of(slow + "[protocol]\nschedule = slwo\n"),
              AllOf(HasSubstr("a.ini:6: unknown era 'slwo'"), HasSubstr("the nearest is slow")));
}

TEST(OwnEras, DoNotGoInACircle) {
  EXPECT_THAT(complaint_of("[era a]\nsince = a\n"), HasSubstr("a.ini:2: eras go in a circle, a "));
  const auto three = complaint_of(
      "[era a]\nsince = c\n[era b]\nsince = a\n[era c]\nsince = b\n[era d]\nsince = a\n");
  EXPECT_THAT(three, AllOf(HasSubstr("a.ini:2: "), HasSubstr("a since c since b since a")));
  EXPECT_EQ(three.find('\n'), std::string::npos) << "one circle, one complaint: " << three;
}

TEST(OwnEras, HoldRulesWithTheirRangesAndWords) {
  const auto complaint = [](const std::string& line) {
    return complaint_of("[era a]\nsince = launch-2025-02\n" + line + "\n");
  };
  EXPECT_THAT(complaint("tempo = 0"), AllOf(HasSubstr("a.ini:3: 0 is outside"),
                                            HasSubstr("[1, 50400] block"), Not(HasSubstr("era"))));
  EXPECT_THAT(complaint("tempo = 1.5"), HasSubstr("protocol.tempo is whole"));
  EXPECT_THAT(complaint("share = price"),
              AllOf(HasSubstr("'price' is no choice"), Not(HasSubstr("| era"))));
  EXPECT_THAT(complaint("kappa = -1"), HasSubstr("outside the range"));
  EXPECT_THAT(complaint("kappa = era"), HasSubstr("an era cannot leave kappa to the era"));
  EXPECT_THAT(complaint("share = era"), HasSubstr("an era cannot leave share to the era"));
  EXPECT_THAT(complaint("kapa = 0.5"), HasSubstr("unknown rule kapa; the nearest is kappa"));
  EXPECT_THAT(complaint("protocol.kappa = 0.5"), HasSubstr("write kappa instead"));
  EXPECT_THAT(complaint("kappa ="), HasSubstr("has no value"));
  EXPECT_THAT(complaint("kappa = 0.5\nkappa = 0.6"), HasSubstr("stands twice"));
}

TEST(OwnEras, AreRefusedAllAtOnceAndDoNotMakeTheScheduleWrong) {
  const auto complaint =
      complaint_of("[era A]\nsince = x\ntempo = 0\n[protocol]\nschedule = A\n[attack]\ndya = 3\n");
  EXPECT_THAT(complaint, AllOf(HasSubstr("a.ini:1: "), HasSubstr("a.ini:2: "),
                               HasSubstr("a.ini:3: "), HasSubstr("a.ini:7: ")));
  EXPECT_THAT(complaint, Not(HasSubstr("a.ini:5")));
}

TEST(OwnEras, AreNoMoreThanAHundred) {
  std::string text;
  for (int i = 0; i < 100; ++i)
    text += "[era e" + std::to_string(i) + "]\nsince = launch-2025-02\n";
  experiment_of(text);
  EXPECT_THAT(complaint_of(text + "[era one-more]\n"), HasSubstr("a.ini:201: more than 100"));
}

// The line of the era is what is wrong, not the schedule.
TEST(OwnEras, AreToBlameForARuleThatDoesNotFit) {
  EXPECT_THAT(complaint_of("[protocol]\nschedule = a\n[era a]\nsince = launch-2025-02\n"
                           "minimum_lock_tao = 0.005\n"),
              HasSubstr("a.ini:5: protocol.minimum_lock_tao = 0.005 is less than"));
}

TEST(OwnEras, StandInTheResolvedConfigWithWhatTheyRestOn) {
  const std::string text =
      "[era b]\nsince = a\nema_alpha = 1e-4\ntempo = 5e1\n"
      "[era a]\nsince = launch-2025-02\nshare = spot_price\nkappa = 0.4999923705\n"
      "[era unused]\nsince = b\n[protocol]\nschedule = b\n[time]\nstep_blocks = 25\n";
  const auto e = experiment_of(text);
  EXPECT_THAT(e.config, HasSubstr("[era a]\nsince = launch-2025-02\nshare = spot_price\n"
                                  "[era b]\nsince = a\nema_alpha = 1e-04\ntempo = 50\n[protocol]\n"
                                  "schedule = b@0\n"));
  EXPECT_THAT(e.config, Not(HasSubstr("unused")));
  EXPECT_EQ(experiment_of(e.config).config, e.config);
  EXPECT_EQ(experiment_of(e.config).config_hash, e.config_hash);
  const auto restored = restore_experiment(e.config, e.inputs, e.points);
  EXPECT_EQ(restored.config_hash, e.config_hash);
  EXPECT_EQ(rules_on(restored, 0), rules_on(e, 0));
}

TEST(OwnEras, OfAnotherRuleAreAnotherExperiment) {
  const std::string scheduled = slow + "[protocol]\nschedule = launch-2025-02, slow@3\n";
  const auto hash = [&](const std::string& set) {
    return experiment_of(scheduled, {set}).config_hash;
  };
  const std::string before = experiment_of(scheduled).config_hash;
  EXPECT_NE(hash("era slow.tempo=101"), before);
  EXPECT_NE(hash("era slow.since=fixed-2025-02"), before);
  EXPECT_EQ(hash("era slow.tempo=1e2"), before);
  EXPECT_EQ(hash("era slow.kappa=0.4999923705"), before) << "what it is anyhow";
  EXPECT_EQ(hash("era other.since=slow"), before) << "what nobody names";
}

TEST(OwnEras, LeaveConfigsWithoutThemAsTheyWere) {
  EXPECT_THAT(experiment_of("").config, Not(HasSubstr("[era")));
  EXPECT_EQ(experiment_of(slow).config, experiment_of("").config);
}

TEST(OwnEras, AreToldOnALine) {
  const auto e = experiment_of(slow + "[protocol]\nschedule = slow\n");
  EXPECT_EQ(era_line(e.eras.back(), e.eras),
            "slow: since launch-2025-03, share = spot_price, tempo = 100 block");
}

}  // namespace
}  // namespace taosweep
