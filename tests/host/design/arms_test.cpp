// Arms of an experiment.
#include <gmock/gmock.h>

#include "kernels/chain/eras/rules.hpp"
#include "tests/host/config_texts.hpp"

namespace taosweep {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::string> labels_of(const std::string& text) {
  std::vector<std::string> labels;
  for (const auto& arm : experiment_of(text).arms) labels.push_back(arm.label);
  return labels;
}

TEST(Arms, AreOneBaseWithoutAnySection) {
  EXPECT_THAT(labels_of(""), ElementsAre("base"));
}

TEST(Arms, ProductHasItsFirstLineSlowest) {
  EXPECT_THAT(labels_of("[arms]\nfoundation.acts = no, yes\nprotocol.tempo = 360, 1e2\n"),
              ElementsAre("foundation.acts=no, protocol.tempo=360",
                          "foundation.acts=no, protocol.tempo=100",
                          "foundation.acts=yes, protocol.tempo=360",
                          "foundation.acts=yes, protocol.tempo=100"));
}

TEST(Arms, BundlesAreNamedBySectionAndMayBeEmpty) {
  const auto e = experiment_of(
      "[protocol]\ntempo = 200\n[arm launch rules]\n[arm v2.0.4]\n"
      "protocol.tempo = 100\nprotocol.dividends = reduced\n");
  ASSERT_EQ(e.arms.size(), 2u);
  EXPECT_EQ(e.arms[0].label, "launch rules");
  EXPECT_EQ(e.arms[1].label, "v2.0.4");
  EXPECT_EQ(parameters_of(e, 0, 0).protocol.tempo.number, 200);
  EXPECT_EQ(parameters_of(e, 0, 1).protocol.tempo.number, 100);
  EXPECT_EQ(parameters_of(e, 0, 1).protocol.dividends.in(DividendRule::balanced),
            DividendRule::reduced);
}

TEST(Arms, MayNotSetWhatTheyShare) {
  for (const char* line :
       {"time.days = 3, 4", "network.subnets = 3, 4", "sweep.seed = 1, 2", "keep.paths = 1, 2"}) {
    EXPECT_THAT(complaint_of(std::string("[arms]\n") + line + "\n"),
                AllOf(HasSubstr("a.ini:2: "), HasSubstr("an arm may not set")));
    const std::string one = std::string(line).substr(0, std::string(line).find(','));
    EXPECT_THAT(complaint_of("[arm a]\n" + one + "\n"), HasSubstr("an arm may not set"));
  }
}

std::vector<std::string> first_eras(const Experiment& e) {
  std::vector<std::string> names;
  for (std::size_t arm = 0; arm < e.arms.size(); ++arm) {
    const Schedule schedule = parameters_of(e, 0, arm).schedule;
    for (const NamedEra& era : e.eras)
      if (era.rules == schedule.of[0].rules) names.push_back(era.name);
  }
  return names;
}

TEST(Arms, MayHaveSchedulesOfTheirOwn) {
  const auto e = experiment_of(
      "[arms]\nprotocol.schedule = price-2026-07, (launch-2025-02@0, launch-2025-03@43), slow\n"
      "foundation.acts = no, yes\n[era slow]\nsince = launch-2025-02\ntempo = 100\n");
  EXPECT_EQ(e.arms[1].label, "protocol.schedule=price-2026-07, foundation.acts=yes");
  EXPECT_EQ(e.arms[2].label,
            "protocol.schedule=(launch-2025-02@0, launch-2025-03@43), foundation.acts=no");
  EXPECT_THAT(first_eras(e), ElementsAre("price-2026-07", "price-2026-07", "launch-2025-02",
                                         "launch-2025-02", "slow", "slow"));
  EXPECT_EQ(parameters_of(e, 0, 2).schedule.of[1].day, 43);
  EXPECT_EQ(parameters_of(e, 0, 0).schedule.count, 1);
}

TEST(Arms, WithoutAScheduleFollowTheCommonOne) {
  const auto e = experiment_of(
      "[protocol]\nschedule = launch-2025-03\n"
      "[arm then]\n[arm now]\nprotocol.schedule = launch-2025-02@0, etao-2026-10@5\n");
  EXPECT_THAT(first_eras(e), ElementsAre("launch-2025-03", "launch-2025-02"));
}

// A rule that one schedule keeps throughout may be another one's to change.
TEST(Arms, FollowTheirOwnErasInRulesThatTheCommonScheduleKeeps) {
  const auto e = experiment_of(
      "[protocol]\nschedule = launch-2025-02\n"
      "[arm then]\n[arm now]\nprotocol.schedule = etao-2026-10\n");
  const Parameters now = parameters_of(e, 0, 1);
  EXPECT_EQ(rules_in(now, now.schedule.of[0].rules), find_era(e.eras, "etao-2026-10")->rules);
  EXPECT_EQ(experiment_of("[arms]\nprotocol.schedule = launch-2025-03, etao-2026-10\n").overrides,
            "");
}

TEST(Arms, SayWhatIsWrongWithASchedule) {
  const auto complaint = [](const std::string& text) {
    return complaint_of("[arms]\nprotocol.schedule = " + text + "\n");
  };
  EXPECT_THAT(complaint("launch-2025-02, launch-2025-3"),
              AllOf(HasSubstr("a.ini:2: "), HasSubstr("the nearest is launch-2025-03")));
  EXPECT_THAT(complaint("launch-2025-02@0, launch-2025-03@43"),
              HasSubstr("one of several eras stands in parentheses"));
  EXPECT_THAT(complaint("launch-2025-02, launch-2025-02@0"), HasSubstr("one label"));
  EXPECT_THAT(complaint("launch-2025-02, ()"), HasSubstr("a value is missing"));
  for (const char* text : {"launch-2025-02, (launch-2025-02@0, hill-2026-07@5",
                           "((launch-2025-02@0))", "launch-2025-02), launch-2025-03"})
    EXPECT_THAT(complaint(text), HasSubstr("do not pair"));
  EXPECT_THAT(complaint_of("[protocol]\nschedule = launch-2025-02\n"
                           "[arms]\nprotocol.schedule = launch-2025-02, launch-2025-03\n"),
              AllOf(HasSubstr("a.ini:2: protocol.schedule is set by every arm")));
}

TEST(Arms, MayNotSetAVariedKey) {
  EXPECT_THAT(complaint_of("[vary]\nattack.day = grid(1, 2)\n[arms]\nattack.day = 3, 4\n"),
              AllOf(HasSubstr("a.ini:2: attack.day is varied here and set by an arm")));
  EXPECT_THAT(complaint_of("[vary]\nattack.day = grid(1, 2)\n[arm a]\n[arm b]\nattack.day = 3\n"),
              HasSubstr("set by an arm"));
}

TEST(Arms, WithOneLabelAreRefused) {
  EXPECT_THAT(complaint_of("[arms]\nfoundation.acts = no, no\n"),
              AllOf(HasSubstr("a.ini:2: "), HasSubstr("one label")));
  EXPECT_THAT(complaint_of("[arms]\nprotocol.tempo = 100, 1e2\n"), HasSubstr("one label"));
  EXPECT_THAT(complaint_of("[arm a]\nprotocol.tempo = 9\n[arm a]\nprotocol.kappa = 0.5\n"),
              AllOf(HasSubstr("a.ini:3: [arm a] stands twice"), HasSubstr("a.ini:1")));
}

TEST(Arms, RefuseMixedWritingAndMissingNames) {
  EXPECT_THAT(complaint_of("[arms]\nfoundation.acts = no, yes\n[arm a]\n"), HasSubstr("not both"));
  EXPECT_THAT(complaint_of("[arm]\nfoundation.acts = no\n"), HasSubstr("an arm needs a name"));
}

TEST(Arms, ValuesAreCheckedWithTheirLine) {
  EXPECT_THAT(complaint_of("[arms]\nfoundation.acts = no, maybe\n"),
              AllOf(HasSubstr("a.ini:2: 'maybe' is no choice"), HasSubstr("no | yes")));
  EXPECT_THAT(complaint_of("[arms]\nprotocol.kappa = 0.5, 2\n"), HasSubstr("outside the range"));
  EXPECT_THAT(complaint_of("[arms]\nprotocol.kappa = 0.5,\n"), HasSubstr("a value is missing"));
}

TEST(Arms, OneValueForAllBesideThemIsRefused) {
  EXPECT_THAT(
      complaint_of("[foundation]\nacts = yes\n[arms]\nfoundation.acts = no, yes\n"),
      AllOf(HasSubstr("a.ini:2: foundation.acts is set by every arm"), HasSubstr("[arms]")));
}

TEST(Arms, TooManyAreRefused) {
  std::string text = "[arms]\n";
  for (const char* key : {"value.rate", "yield.rate", "miners.exit", "owners.sell"}) {
    text += std::string(key) + " = 1, 2, 3, 4, 5, 6, 7, 8, 9\n";
  }
  EXPECT_THAT(complaint_of(text), HasSubstr("more than 4096 arms"));
}

}  // namespace
}  // namespace taosweep
