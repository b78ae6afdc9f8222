// --set key=value, and who wins.
#include <gmock/gmock.h>

#include "tests/host/config_texts.hpp"

namespace taosweep {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

TEST(Set, DefaultsYieldToTheFileAndTheFileToSet) {
  const std::string text = "[protocol]\nschedule = launch-2025-02\ntempo = 200\n";
  EXPECT_EQ(experiment_of("").base.protocol.tempo.number, 360);
  EXPECT_EQ(experiment_of(text).base.protocol.tempo.number, 200);
  EXPECT_EQ(experiment_of(text, {"protocol.tempo=100"}).base.protocol.tempo.number, 100);
}

TEST(Set, ProtocolKeysThatDifferFromTheEraAreListed) {
  const std::string text = "[protocol]\nschedule = launch-2025-02\ntempo = 200\nkappa = 0.5\n";
  EXPECT_EQ(experiment_of(text, {"protocol.schedule=fixed-2025-02"}).overrides,
            "protocol.kappa, protocol.tempo");
  EXPECT_EQ(experiment_of("[protocol]\nschedule = launch-2025-02\n").overrides, "");
}

TEST(Set, OnAZippedKeyNamesTheAxisAsItCanBeTyped) {
  const std::string text = "[vary]\nzip(attack.day, attack.subnet) = (1, existing), (2, fresh)\n";
  EXPECT_THAT(complaint_of(text, {"attack.day=30"}),
              AllOf(HasSubstr("--set 'vary.zip(attack.day, attack.subnet)=...'"),
                    HasSubstr("--set 'vary.zip(attack.day, attack.subnet)=' (empty)")));
  const Experiment followed =
      experiment_of(text, {"attack.day=30", "vary.zip(attack.day, attack.subnet)="});
  EXPECT_EQ(followed.base.attack.day, 30);
  EXPECT_TRUE(followed.varied.empty());
}

TEST(Set, OnAVariedKeyNamesTheAxis) {
  const std::string text = "[vary]\nattack.day = grid(1, 2)\n";
  EXPECT_THAT(complaint_of(text, {"attack.day=30"}),
              AllOf(HasSubstr("--set attack.day=30: "), HasSubstr("--set vary.attack.day=")));
  EXPECT_THAT(complaint_of("[arms]\nfoundation.acts = no, yes\n", {"foundation.acts=no"}),
              HasSubstr("--set arms.foundation.acts="));
}

TEST(Set, ReplacesAnAxisInItsPlace) {
  const std::string text = "[vary]\nattack.day = grid(1, 2)\nattack.shock = grid(5, 6)\n";
  const auto e = experiment_of(text, {"vary.attack.day=grid(3)"});
  EXPECT_THAT(rows_of(e.points), ElementsAre(ElementsAre(3, 5), ElementsAre(3, 6)));
}

TEST(Set, AddsAnAxisAtTheEnd) {
  const auto e = experiment_of("[vary]\nattack.day = grid(1, 2)\n",
                               {"vary.zip(attack.shock,attack.netuid)=(5, 1), (6, 2)"});
  ASSERT_EQ(e.varied.size(), 3u);
  EXPECT_THAT(rows_of(e.points)[1], ElementsAre(1, 6, 2));
}

TEST(Set, AnEmptyValueRemovesAnAxis) {
  const std::string text =
      "[vary]\nattack.day = uniform(1, 2)\nzip(attack.shock, attack.netuid) = (5, 1), (6, 2)\n"
      "[sweep]\npoints = 3\n";
  const auto e = experiment_of(text, {"vary.attack.day=", "sweep.points="});
  EXPECT_EQ(e.points.size(), 2u);
  EXPECT_EQ(experiment_of(text, {"vary.zip(attack.shock, attack.netuid)="}).points.size(), 3u);
  EXPECT_EQ(
      experiment_of(text, {"vary.attack.day=", "attack.day=9", "sweep.points="}).base.attack.day,
      9);
}

TEST(Set, AnEmptyValueWithoutALineIsRefused) {
  EXPECT_THAT(
      complaint_of("[vary]\nattack.day = grid(1, 2)\n", {"vary.attack.dya="}),
      AllOf(HasSubstr("--set vary.attack.dya=: "), HasSubstr("nearest is vary.attack.day")));
  EXPECT_THAT(complaint_of("", {"time.days="}), HasSubstr("no line for time.days"));
}

TEST(Set, ChangesArms) {
  const std::string text = "[arms]\nfoundation.acts = no, yes\n";
  EXPECT_EQ(experiment_of(text, {"arms.foundation.acts=yes,no"}).arms[0].label,
            "foundation.acts=yes");
  EXPECT_EQ(experiment_of(text, {"arms.foundation.acts="}).arms[0].label, "base");
  EXPECT_EQ(experiment_of(text, {"arms.protocol.tempo=1,2"}).arms.size(), 4u);
}

TEST(Set, ChangesNamedArms) {
  const std::string text = "[arm a]\n[arm v2.0.1]\nprotocol.tempo = 9\n";
  const auto e = experiment_of(text, {"arm v2.0.1.protocol.tempo=8", "arm c.protocol.kappa=0.5"});
  ASSERT_EQ(e.arms.size(), 3u);
  EXPECT_EQ(parameters_of(e, 0, 1).protocol.tempo.number, 8);
  EXPECT_EQ(parameters_of(e, 0, 2).protocol.kappa.number, 0.5);
}

TEST(Set, ReachesTextsAndSweep) {
  const auto e =
      experiment_of("title = a\n", {"title=b c", "sweep.seed=5", "sweep.common_shocks=points"});
  EXPECT_EQ(e.title, "b c");
  EXPECT_EQ(e.seed, 5u);
  EXPECT_TRUE(e.common_shocks);
  EXPECT_EQ(experiment_of("title = a\n", {"title="}).title, "");
}

TEST(Set, ErrorsNameTheOption) {
  EXPECT_THAT(complaint_of("", {"time.dys=3"}),
              AllOf(HasSubstr("--set time.dys=3: "), HasSubstr("the nearest is time.days")));
  EXPECT_THAT(complaint_of("", {"tiem.days=3"}), HasSubstr("unknown section [tiem]"));
  EXPECT_THAT(complaint_of("", {"time.days"}), HasSubstr("expected key=value"));
  EXPECT_THAT(complaint_of("", {"=3"}), HasSubstr("expected key=value"));
  EXPECT_THAT(complaint_of("", {"time.days=3", "time.days=4"}), HasSubstr("set twice"));
  EXPECT_THAT(complaint_of("", {"time.days=3 # d"}), HasSubstr("# starts a comment"));
  EXPECT_THAT(complaint_of("", {"arm C#.protocol.tempo=9"}), HasSubstr("# starts a comment"));
  EXPECT_THAT(complaint_of("", {"title=a\nb"}), HasSubstr("a line end cannot stand"));
  EXPECT_THAT(complaint_of("", {"time.days=3 d"}), HasSubstr("is not a number"));
}

}  // namespace
}  // namespace taosweep
