// Points of a design: their order, and what a draw depends on.
#include <gmock/gmock.h>

#include "host/design/design_draw.hpp"
#include "host/text/parameter_text.hpp"
#include "tests/host/config_texts.hpp"

#include <set>

namespace taosweep {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

TEST(Design, FirstLineOfTheProductIsSlowest) {
  const auto e = experiment_of("[vary]\nattack.day = grid(0, 30)\nattack.shock = grid(1, 2, 3)\n");
  EXPECT_THAT(rows_of(e.points),
              ElementsAre(ElementsAre(0, 1), ElementsAre(0, 2), ElementsAre(0, 3),
                          ElementsAre(30, 1), ElementsAre(30, 2), ElementsAre(30, 3)));
  EXPECT_THAT(e.cells, ElementsAre(0, 1, 2, 3, 4, 5));
  EXPECT_EQ(e.cell_count, 6u);
}

TEST(Design, ZipCountsAsOneAxis) {
  const auto e = experiment_of(
      "[vary]\nattack.day = grid(0, 30)\n"
      "zip(attack.subnet, attack.shock) = (fresh, 5), (existing, 6)\n");
  EXPECT_THAT(rows_of(e.points), ElementsAre(ElementsAre(0, 1, 5), ElementsAre(0, 0, 6),
                                             ElementsAre(30, 1, 5), ElementsAre(30, 0, 6)));
}

TEST(Design, EveryCellHasTheSameDraws) {
  const auto e = experiment_of(
      "[vary]\nattack.day = grid(0, 30)\nattack.shock = uniform(1, 9)\n"
      "attack.subnet = list(existing, fresh)\n[sweep]\npoints = 5\n");
  ASSERT_EQ(e.points.size(), 20u);
  EXPECT_EQ(e.cell_count, 4u);
  for (std::size_t point = 0; point < 20; ++point) {
    EXPECT_EQ(e.cells[point], point / 5);
    EXPECT_EQ(e.points[point][0], point < 10 ? 0 : 30);
    EXPECT_EQ(e.points[point][1], e.points[point % 5][1]);
    EXPECT_EQ(e.points[point][2], point / 5 % 2);
  }
  EXPECT_THAT(e.varied, ElementsAre(testing::Field(&VariedKey::sampled, false),
                                    testing::Field(&VariedKey::sampled, true),
                                    testing::Field(&VariedKey::sampled, false)));
}

TEST(Design, DrawsOfAnAxisDoNotDependOnOtherAxesOrOnTheirNumber) {
  const auto alone = experiment_of("[vary]\nattack.shock = uniform(1, 9)\n[sweep]\npoints = 4\n");
  const auto more = experiment_of(
      "[vary]\nattack.budget_tao = loguniform(1, 9)\n"
      "attack.shock = uniform(1, 9)\n[sweep]\npoints = 7\n");
  for (int point = 0; point < 4; ++point) {
    EXPECT_EQ(alone.points[point][0], more.points[point][1]);
  }
}

TEST(Design, DrawsDependOnTheSeed) {
  const std::string text = "[vary]\nattack.shock = uniform(1, 9)\n[sweep]\npoints = 4\nseed = ";
  EXPECT_NE(experiment_of(text + "1\n").points, experiment_of(text + "2\n").points);
  EXPECT_EQ(experiment_of(text + "1\n").points, experiment_of(text + "1\n").points);
}

// Expected numbers come from a program of their own (FNV-1a and Philox4x32-10 in exact integers).
// They pin all designs to come: a change here is a new model_version.
TEST(Design, DrawsAreThoseOfTheirKeys) {
  EXPECT_EQ(key_number("a"), 0xe40c292cu);  // published test value of FNV-1a
  EXPECT_EQ(key_number("attack.day"), 0x576ecc81u);
  const auto e =
      experiment_of("[vary]\nattack.shock = uniform(0, 1)\n[sweep]\npoints = 2\nseed = 1\n");
  EXPECT_THAT(rows_of(e.points),
              ElementsAre(ElementsAre(0.22038253882536007), ElementsAre(0.013073474769075166)));
}

TEST(Design, NoTwoParametersShareAKeyNumber) {
  std::set<std::uint32_t> numbers;
  for (const auto& key : parameter_keys())
    EXPECT_TRUE(numbers.insert(key_number(key)).second) << key;
}

TEST(Design, PointsCountDrawsAlone) {
  EXPECT_THAT(complaint_of("[vary]\nattack.day = grid(0, 30)\n[sweep]\npoints = 5\n"),
              HasSubstr("no line of [vary] draws"));
  EXPECT_THAT(complaint_of("[sweep]\npoints = 5\n"), HasSubstr("no line of [vary] draws"));
  EXPECT_THAT(complaint_of("[vary]\nattack.day = uniform(0, 30)\n"),
              HasSubstr("points in [sweep]"));
  EXPECT_THAT(complaint_of("[vary]\nattack.day = uniform(0, 30)\n[sweep]\npoints = 0\n"),
              HasSubstr("from 1"));
}

TEST(Design, DrawsOutsideTheRangeAreRefusedWithTheirPoint) {
  EXPECT_THAT(complaint_of("[vary]\n\nprotocol.kappa = normal(0.5, 3)\n[sweep]\npoints = 64\n"),
              AllOf(HasSubstr("a.ini:3: point "), HasSubstr("draws "),
                    HasSubstr("protocol.kappa = normal(0.5, 3)"), HasSubstr("[0.01, 0.99]")));
}

TEST(Design, SizesBeyondAllMeansAreRefusedBeforeAnythingIsDrawn) {
  std::string axes = "[vary]\n";
  for (const char* key : {"attack.day", "attack.shock", "attack.shock_day", "attack.exit_after"}) {
    axes += std::string(key) + " = range(0, 300, 1000)\n";
  }
  EXPECT_THAT(complaint_of(axes),
              AllOf(HasSubstr("a.ini:2: "), HasSubstr("more than 2^32 points")));
  EXPECT_THAT(complaint_of("[vary]\nattack.day = uniform(0, 9)\nattack.shock = grid(1, 2)\n"
                           "[sweep]\npoints = 4294967296\n"),
              HasSubstr("2^32 points in all"));
  EXPECT_THAT(complaint_of("[vary]\nattack.day = uniform(0, 9)\n[arms]\nfoundation.acts = no, yes\n"
                           "[sweep]\npoints = 4294967296\nreplicates = 4294967295\n"),
              HasSubstr("more than 2^53 economies"));
}

TEST(Design, ParametersOfAnEconomyAreThePointsAndTheArms) {
  const auto e = experiment_of(
      "[time]\ndays = 7\n[vary]\nattack.day = grid(0, 3)\n"
      "[arms]\nfoundation.acts = yes, no\n");
  const auto p = parameters_of(e, 1, 1);
  EXPECT_EQ(p.time.days, 7);
  EXPECT_EQ(p.attack.day, 3);
  EXPECT_EQ(p.foundation.acts, 0);
  EXPECT_EQ(parameters_of(e, 1, 0).foundation.acts, 1);
}

}  // namespace
}  // namespace taosweep
