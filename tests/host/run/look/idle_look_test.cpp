// What no economy reads is named before a sweep, and what one reads is not.
#include <gmock/gmock.h>

#include "host/run/look/idle_look.hpp"
#include "host/run/look/questions.hpp"
#include "host/text/parameter_text.hpp"
#include "tests/host/config_texts.hpp"

namespace taosweep {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const std::string small = "[network]\nsubnets = 8\n[time]\ndays = 4\n";
const std::string old_subnet = "[attack]\nnetuid = 3\n";
const std::string attack = old_subnet + "mode = meme_holders\n";
const std::string acts = "[arms]\nfoundation.acts = no, yes\n";

LookReport look(const std::string& text, const std::vector<std::string>& sets = {}) {
  return look_for_idle(experiment_of(text, sets));
}

TEST(IdleLook, NamesTheAxesOfAnAttackThatIsSwitchedOffAndTheSwitch) {
  const LookReport report =
      look(small + old_subnet +
           "[vary]\nattack.day = grid(0, 2)\nattack.budget_tao = loguniform(100, 2e4)\n" +
           "[sweep]\npoints = 3\n");
  EXPECT_THAT(
      report.warnings,
      ElementsAre(AllOf(HasSubstr("the axes attack.day ("), HasSubstr("a.ini:8)"),
                        HasSubstr("attack.budget_tao ("), HasSubstr("change nothing in the"),
                        HasSubstr("they do with attack.mode = meme_holders"))));
  EXPECT_EQ(report.not_looked_at, "");
}

TEST(IdleLook, NamesWhatAWayToAttackDoesNotRead) {
  const LookReport report = look(small + old_subnet +
                                 "mode = pump_for_share\nholder_pay = 0.5\nevent_factor = 2\n"
                                 "buy_days = 1\n[foundation]\ndelay_days = 1\n");
  EXPECT_THAT(
      report.warnings,
      ElementsAre(AllOf(HasSubstr("attack.holder_pay ("), HasSubstr("attack.event_factor ("),
                        HasSubstr("change nothing in the"),
                        HasSubstr("they do with attack.mode = meme_holders"))));
}

TEST(IdleLook, NamesArmsThatComeOutIdentical) {
  const LookReport report = look(small + old_subnet + "[foundation]\ndelay_days = 1\n" + acts);
  EXPECT_THAT(report.warnings,
              Contains("arms 'foundation.acts=no' and 'foundation.acts=yes' give identical "
                       "economies in the 1 point tried"));
  EXPECT_THAT(report.warnings, Contains(AllOf(HasSubstr("the arms' setting foundation.acts"),
                                              HasSubstr("with attack.mode = meme_holders"))));
}

TEST(IdleLook, ArmsThatDifferAreNotNamed) {
  const LookReport report = look(small + "[arms]\nprotocol.ema_alpha = 3e-6, 3e-4, 3e-5\n");
  EXPECT_THAT(report.warnings, IsEmpty());
}

TEST(IdleLook, NamesAnOwnEraThatIsNeverInForce) {
  const std::string eras = "[era a]\nsince = b\n[era b]\nsince = launch-2025-02\n";
  EXPECT_THAT(look(small + eras + "[protocol]\nschedule = a\n").warnings, IsEmpty());
  EXPECT_THAT(
      look(small + eras + "[protocol]\nschedule = b\n").warnings,
      ElementsAre(AllOf(HasSubstr("a.ini:5: [era a] is never in force"), HasSubstr("as a@DAY"))));
}

TEST(IdleLook, NamesARuleOfAnOwnEraThatAllErasAreGiven) {
  const std::string own = small +
                          "[era a]\nsince = launch-2025-02\nema_alpha = 1e-4\n"
                          "[protocol]\nschedule = a\n";
  const auto named = ElementsAre(AllOf(HasSubstr("a.ini:7: what [era a] says of"),
                                       HasSubstr("protocol.ema_alpha changes nothing")));
  EXPECT_THAT(look(own).warnings, IsEmpty());
  EXPECT_THAT(look(own + "ema_alpha = 1e-5\n").warnings, named);
  EXPECT_THAT(look(own + "ema_alpha = era\n").warnings, IsEmpty());
  EXPECT_THAT(look(own + "[arms]\nprotocol.ema_alpha = 1e-5, 1e-3\n").warnings, named);
  EXPECT_THAT(look(own + "[arms]\nprotocol.ema_alpha = 1e-5, era\n").warnings, IsEmpty());
  EXPECT_THAT(look(own + "[vary]\nprotocol.ema_alpha = list(1e-5, 1e-3)\n").warnings, named);
}

TEST(IdleLook, NamesASettingThatNothingReadsAndTheNumberThatSwitchesItOn) {
  const LookReport report = look(small + "[yield]\nrate = 0\ngain = 1\n");
  EXPECT_THAT(report.warnings,
              ElementsAre(AllOf(HasSubstr("the setting yield.gain ("),
                                HasSubstr("changes nothing in the 1 economy tried"),
                                HasSubstr("with other values of yield.rate"))));
}

TEST(IdleLook, ASettingByOptionIsLookedAtToo) {
  const LookReport report = look(small, {"network.age_days=100"});
  EXPECT_THAT(report.warnings,
              ElementsAre(AllOf(HasSubstr("network.age_days (--set network.age_days=100)"),
                                HasSubstr("other values of protocol.ema_warmup_blocks"))));
}

TEST(IdleLook, DefaultsAreNobodysSettings) {
  EXPECT_THAT(look(small).warnings, IsEmpty());
}

TEST(IdleLook, ErasThatNoEconomyLivesToSeeAreNamed) {
  const std::string schedule =
      "[protocol]\nschedule = launch-2025-02, fixed-2025-02@2, launch-2025-03@4\n";
  EXPECT_THAT(
      look(small + schedule).warnings,
      ElementsAre(AllOf(HasSubstr("a.ini:6: launch-2025-03@4 of protocol.schedule is never"),
                        HasSubstr("ends on day 4"), HasSubstr("raise time.days"))));
  const std::string longer = "[network]\nsubnets = 8\n[vary]\ntime.days = grid(4, 5)\n";
  EXPECT_THAT(look(longer + schedule).warnings, IsEmpty());
}

// The money is only counted: residuals differ by rounding, which tells nothing.
TEST(IdleLook, VotesThatNobodyReadsAreNotWorthBuying) {
  const std::string buying = "[attack]\nmode = buy_votes\nday = 1\nnetuid = 3\n";
  EXPECT_THAT(look(small + buying + "[arms]\nattack.budget_tao = 0, 5000\n").warnings,
              Contains(HasSubstr("give identical economies")));
}

TEST(IdleLook, ErasOfAnArmAreLookedAtToo) {
  const std::string own = "[era a]\nsince = launch-2025-02\nema_alpha = 1e-4\n";
  const std::string arms = "[arms]\nprotocol.schedule = launch-2025-02, ";
  EXPECT_THAT(look(small + own + arms + "a\n").warnings, IsEmpty());
  EXPECT_THAT(look(small + arms + "(launch-2025-02@0, launch-2025-03@4)\n").warnings,
              Contains(HasSubstr("a.ini:6: launch-2025-03@4 of protocol.schedule is never")));
  EXPECT_THAT(
      look(small + own + "[arms]\nprotocol.schedule = launch-2025-03, price-2026-07\n").warnings,
      ElementsAre(HasSubstr("[era a] is never in force")));
}

TEST(IdleLook, AnActionBeyondTheHorizonIsNamedWithTheHorizonToUse) {
  const LookReport report =
      look(small + attack + acts + "[vary]\nfoundation.delay_days = grid(1, 5, 9)\n");
  EXPECT_THAT(report.warnings,
              Contains(AllOf(HasSubstr("cannot act before the end of the economy in 2 of 3 points"),
                             HasSubstr("in arm 'foundation.acts=yes'"), HasSubstr("day 9"),
                             HasSubstr("foundation.delay_days"), HasSubstr("time.days = 10"))));
}

TEST(IdleLook, AnActionAfterTheStopNamesTheKeyOfTheStop) {
  const LookReport report =
      look("[network]\nsubnets = 8\n[time]\ndays = 30\ndays_after_start = 4\n" + attack +
           "[foundation]\ndelay_days = 6\n");
  EXPECT_THAT(report.warnings, Contains(HasSubstr("use time.days_after_start = 7 or more")));
}

TEST(IdleLook, AnActionWithinTheHorizonIsNotNamed) {
  const LookReport report =
      look(small + attack + acts + "[vary]\nfoundation.delay_days = grid(1, 2)\n");
  EXPECT_THAT(report.warnings, IsEmpty());
}

TEST(IdleLook, TimesThatFallTogetherOnTheCoarseClockAreStillTold) {
  const LookReport report = look("[network]\nsubnets = 8\n[time]\ndays = 2\n" + attack +
                                 "[vary]\nfoundation.delay_days = grid(0.6, 0.65)\n");
  EXPECT_THAT(report.warnings, IsEmpty());
}

TEST(IdleLook, OutcomesThatNeedALongerHorizonAreListed) {
  const std::string list = look(small + attack + "[foundation]\ndelay_days = 1\n").undefined;
  EXPECT_THAT(list, AllOf(HasSubstr("harm_60d_after, restored, action_holds (no action reached"),
                          HasSubstr("takeover_spot_10"), Not(HasSubstr("root_controls"))));
}

TEST(IdleLook, AKeyThatOnlySomePointsReadIsNotNamed) {
  const std::string text =
      small + old_subnet + "day = 0\n[vary]\nattack.mode = list(none, meme_holders)\n";
  EXPECT_THAT(look(text).warnings, Not(Contains(HasSubstr("attack.day ("))));
}

TEST(IdleLook, WhereNoOtherValueFitsNothingIsClaimed) {
  const LookReport report = look("[network]\nsubnets = 8\n[time]\ndays = 1\n" + old_subnet +
                                 "day = 0\n[vary]\nattack.mode = list(none, meme_holders)\n");
  EXPECT_THAT(report.warnings, Not(Contains(HasSubstr("attack.day ("))));
  EXPECT_THAT(report.not_looked_at, HasSubstr("take no other value: attack.day"));
}

TEST(IdleLook, WithoutTimeNothingIsClaimed) {
  const ConfigFile file(small + acts);
  const LookReport report = look_for_idle(load_experiment(file.path(), {}), 0);
  EXPECT_THAT(report.warnings, IsEmpty());
  EXPECT_THAT(report.not_looked_at,
              AllOf(HasSubstr("foundation.acts"), HasSubstr("whether arms are identical")));
}

class ShippedConfig : public testing::TestWithParam<const char*> {};

TEST_P(ShippedConfig, HasNothingIdle) {
  const std::string path = std::string(TAOSWEEP_SOURCE_DIR) + "/" + GetParam();
  const LookReport report = look_for_idle(load_experiment(path, {}), 40);  // on a busy machine too
  EXPECT_THAT(report.warnings, IsEmpty());
  EXPECT_EQ(report.not_looked_at, "");
}

INSTANTIATE_TEST_SUITE_P(All, ShippedConfig,
                         testing::Values("configs/sn28.ini", "configs/sn28_rules.ini",
                                         "tests/configs/smoke.ini", "tests/bits/small.ini"),
                         [](const auto& info) {
                           std::string name = info.param;
                           for (char& c : name) c = std::isalnum(c) ? c : '_';
                           return name;
                         });

TEST(IdleQuestions, OtherValuesLieInTheRangeAndHoldItsEnds) {
  const ParameterInfo& info = parameter("network.subnets");
  const std::vector<double> values = other_values(info, 65);
  EXPECT_THAT(values, AllOf(Contains(1), Contains(127), Contains(64), Contains(66)));
  EXPECT_THAT(values, Not(Contains(65)));
  EXPECT_THAT(other_values(parameter("attack.subnet"), 0), ElementsAre(1));
}

TEST(IdleQuestions, TrialPointsHoldBothEndsOfEachAxis) {
  const Experiment experiment = experiment_of(
      "[vary]\nattack.budget_tao = uniform(1, 2)\nattack.shock = range(1, 100, 100)\n"
      "[sweep]\npoints = 50\n");
  const auto points = trial_points(experiment, 8);
  std::vector<double> shocks;
  for (const std::uint64_t point : points) shocks.push_back(experiment.points[point][1]);
  EXPECT_EQ(points.size(), 8u);
  EXPECT_THAT(shocks, AllOf(Contains(1), Contains(100)));
}

}  // namespace
}  // namespace taosweep
