// Parameters that are computed from others.
#include "host/design/dependent.hpp"

#include <gmock/gmock.h>

#include "tests/host/config_texts.hpp"

namespace taosweep {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

TEST(Dependent, IsAColumnComputedFromDrawnAndListedValues) {
  const auto e = experiment_of(
      "[vary]\nattack.day = grid(1, 4)\nattack.shock = uniform(1, 9)\n"
      "[depend]\nattack.shock_day = 2 * attack.day\n"
      "attack.buy_days = if(attack.day < 3, attack.shock, 5)\n[sweep]\npoints = 3\n");
  ASSERT_EQ(e.points.size(), 6u);
  ASSERT_EQ(e.points.columns(), 4u);
  for (std::size_t point = 0; point < 6; ++point) {
    EXPECT_EQ(e.points[point][2], 2 * e.points[point][0]);
    EXPECT_EQ(e.points[point][3], point < 3 ? e.points[point][1] : 5);
    const auto p = parameters_of(e, point, 0);
    EXPECT_EQ(p.attack.shock_day, e.points[point][2]);
    EXPECT_EQ(p.attack.buy_days, e.points[point][3]);
  }
  EXPECT_EQ(e.varied[2].formula, "2 * attack.day");
  EXPECT_FALSE(e.varied[2].sampled || e.varied[2].listed());
}

TEST(Dependent, LeavesDrawsAsTheyAre) {
  const std::string text = "[vary]\nattack.shock = uniform(1, 9)\n[sweep]\npoints = 3\n";
  const auto alone = experiment_of(text);
  const auto more = experiment_of(text + "[depend]\nattack.day = attack.shock\n");
  for (std::size_t point = 0; point < 3; ++point)
    EXPECT_EQ(alone.points[point][0], more.points[point][0]);
}

TEST(Dependent, FollowsWhatArmsSetAndIsThenNoColumn) {
  const auto e = experiment_of(
      "[vary]\nattack.day = grid(1, 4)\n[depend]\nattack.buy_days = attack.shock + attack.day\n"
      "attack.shock_day = attack.buy_days - 2\n[arms]\nattack.shock = 3, 7\n");
  EXPECT_EQ(e.points.columns(), 1u);
  EXPECT_EQ(parameters_of(e, 0, 0).attack.buy_days, 4);
  EXPECT_EQ(parameters_of(e, 1, 1).attack.buy_days, 11);
  EXPECT_EQ(parameters_of(e, 1, 1).attack.shock_day, 9);
}

TEST(Dependent, StandsBehindWhatItReadsInWhateverOrderItCame) {
  const auto e = experiment_of(
      "[attack]\nshock = 3\n[depend]\nattack.shock_day = 2 * attack.day\nattack.day = "
      "attack.shock + 1\n");
  EXPECT_THAT(rows_of(e.points), ElementsAre(ElementsAre(4, 8)));
  EXPECT_THAT(e.config, HasSubstr("[depend]\nattack.day = attack.shock + 1\n"
                                  "attack.shock_day = 2 * attack.day\n"));
  const auto again = experiment_of(e.config);
  EXPECT_EQ(again.config, e.config);
  EXPECT_EQ(again.config_hash, e.config_hash);
  EXPECT_EQ(again.points, e.points);
  const auto restored = restore_experiment(e.config, e.inputs, e.points);
  EXPECT_EQ(restored.design_hash, e.design_hash);
  EXPECT_EQ(restored.varied[1].formula, e.varied[1].formula);
}

TEST(Dependent, RefusesAValueWithPointFormulaAndWhatItRead) {
  EXPECT_THAT(complaint_of("[vary]\nattack.day = grid(1, 3)\n[depend]\n"
                           "protocol.kappa = attack.day / 2\n"),
              AllOf(HasSubstr("a.ini:4: point 1: protocol.kappa = attack.day / 2 is 1.5 at "
                              "attack.day=3: "),
                    HasSubstr("[0.01, 0.99]")));
  EXPECT_THAT(complaint_of("[depend]\nattack.day = log(attack.shock - attack.shock)\n"),
              HasSubstr("is undefined at attack.shock="));
  EXPECT_THAT(complaint_of("[depend]\nprotocol.tempo = attack.day + 1.5\n"), HasSubstr("whole"));
  EXPECT_THAT(complaint_of("[arms]\nattack.shock = 3, 900\n[depend]\nprotocol.kappa = "
                           "attack.shock / 10\n"),
              HasSubstr("arm attack.shock=900"));
  EXPECT_THAT(complaint_of("[protocol]\nschedule = launch-2025-02@0, launch-2025-03@43\n[depend]\n"
                           "attack.day = protocol.ema_alpha\n"),
              HasSubstr("which is what the era says"));
}

TEST(Dependent, RefusesCyclesUnknownNamesAndASecondSetter) {
  EXPECT_THAT(complaint_of("[depend]\nattack.day = attack.shock\nattack.shock = attack.day\n"),
              AllOf(HasSubstr("a.ini:2: "), HasSubstr("wait for each other"),
                    HasSubstr("attack.day, attack.shock")));
  EXPECT_THAT(complaint_of("[depend]\nattack.day = 2 * attack.day\n"), HasSubstr("reads itself"));
  EXPECT_THAT(complaint_of("[depend]\nattack.day = 2 * attack.shok\n"),
              AllOf(HasSubstr("a.ini:2: "), HasSubstr("character 5"), HasSubstr("attack.shock")));
  EXPECT_THAT(complaint_of("[depend]\nattack.dya = 2\n"), HasSubstr("attack.day"));
  EXPECT_THAT(complaint_of("[attack]\nday = 3\n[depend]\nattack.day = attack.shock\n"),
              HasSubstr("a.ini:2: attack.day is computed in [depend]"));
  EXPECT_THAT(complaint_of("[vary]\nattack.day = grid(1, 2)\n[depend]\nattack.day = 3\n"),
              HasSubstr("computed here and varied"));
  EXPECT_THAT(complaint_of("[arms]\nattack.day = 1, 2\n[depend]\nattack.day = 3\n"),
              HasSubstr("computed here and set by an arm"));
  EXPECT_THAT(complaint_of("[arms]\nattack.day = 1, 2\n[depend]\ntime.days = attack.day + 90\n"),
              HasSubstr("arms share clocks"));
}

TEST(Dependent, OtherConfigsHaveNoSuchSection) {
  EXPECT_THAT(experiment_of("[vary]\nattack.day = grid(1, 2)\n").config, Not(HasSubstr("depend")));
}

}  // namespace
}  // namespace taosweep
