// Axes of [vary].
#include <gmock/gmock.h>

#include "host/design/vary.hpp"
#include "tests/host/config_texts.hpp"
#include "tests/host/refusal.hpp"

namespace taosweep {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

std::vector<double> values_of(const std::string& key, const std::string& text) {
  std::vector<double> values;
  for (const auto& value : parse_axis(key, text).values) values.push_back(value.at(0));
  return values;
}

std::string refusal_of(const std::string& key, const std::string& text) {
  return refusal_in([&] { parse_axis(key, text); });
}

TEST(Vary, GridListsItsValues) {
  EXPECT_THAT(values_of("attack.day", "grid(0, 30,60 , 1e2)"), ElementsAre(0, 30, 60, 100));
}

TEST(Vary, RangeIsEvenAndMeetsBothEnds) {
  EXPECT_THAT(values_of("attack.day", "range(0, 60, 5)"), ElementsAre(0, 15, 30, 45, 60));
  EXPECT_THAT(values_of("protocol.tempo", "range(100, 300, 3)"), ElementsAre(100, 200, 300));
}

TEST(Vary, LograngeIsGeometricAndMeetsBothEnds) {
  const auto values = values_of("attack.budget_tao", "logrange(100, 10000, 5)");
  ASSERT_EQ(values.size(), 5u);
  EXPECT_EQ(values[0], 100);
  EXPECT_NEAR(values[1], 316.22776601683796, 1e-12 * 316);
  EXPECT_NEAR(values[2], 1000, 1e-12 * 1000);
  EXPECT_EQ(values[4], 10000);
}

TEST(Vary, ListTakesChoicesByNameAndNumbers) {
  EXPECT_THAT(values_of("attack.subnet", "list(fresh, existing)"), ElementsAre(1, 0));
  EXPECT_THAT(values_of("attack.day", "list(3, 1.5)"), ElementsAre(3, 1.5));
}

TEST(Vary, ZipMovesSeveralParametersTogether) {
  const auto axis = parse_axis("zip(attack.subnet, attack.day)", "(fresh, 30), (existing, 0.5)");
  EXPECT_THAT(axis.keys, ElementsAre("attack.subnet", "attack.day"));
  EXPECT_THAT(axis.values, ElementsAre(ElementsAre(1, 30), ElementsAre(0, 0.5)));
  EXPECT_EQ(axis.key_text, "zip(attack.subnet, attack.day)");
  EXPECT_EQ(axis.value_text, "(fresh, 30), (existing, 0.5)");
}

TEST(Vary, ZipRefusesWrongTuples) {
  const std::string key = "zip(attack.subnet, attack.day)";
  EXPECT_THAT(refusal_of(key, "(fresh, 30), (existing)"), HasSubstr("each value of this zip is"));
  EXPECT_THAT(refusal_of(key, "(fresh, 30) (existing, 2)"), HasSubstr("after the closing )"));
  EXPECT_THAT(refusal_of(key, "(fresh, 30),"), HasSubstr("a value is missing"));
  EXPECT_THAT(refusal_of(key, "(30, fresh)"), HasSubstr("is no choice"));
  EXPECT_THAT(refusal_of(key, "grid(1, 2)"), HasSubstr("each value of this zip is"));
  EXPECT_THAT(refusal_of("zip(attack.day)", "(1)"), HasSubstr("two parameters or more"));
  EXPECT_THAT(refusal_of("zip(attack.day, attack.day)", "(1, 1)"), HasSubstr("stands twice"));
}

TEST(Vary, RefusesWhatIsNoAxis) {
  EXPECT_THAT(refusal_of("attack.day", "30"), AllOf(HasSubstr("grid(v,..)"), HasSubstr("zip")));
  EXPECT_THAT(refusal_of("attack.day", "gird(1, 2)"), HasSubstr("is no way to vary"));
  EXPECT_THAT(refusal_of("attack.day", "grid(1, 2"), HasSubstr("closing )"));
  EXPECT_THAT(refusal_of("attack.day", "grid()"), HasSubstr("a value is missing"));
  EXPECT_THAT(refusal_of("attack.day", "grid(1, 1)"), HasSubstr("stands twice on this axis"));
  EXPECT_THAT(refusal_of("attack.day", "range(0, 1)"), HasSubstr("takes (lo, hi, n)"));
  EXPECT_THAT(refusal_of("attack.day", "range(0, 1, 1)"), HasSubstr("2 to 1000000"));
  EXPECT_THAT(refusal_of("attack.day", "range(1, 1, 3)"), HasSubstr("ends of the range are equal"));
  EXPECT_THAT(refusal_of("attack.day", "logrange(0, 1, 3)"), HasSubstr("above 0"));
  EXPECT_THAT(refusal_of("protocol.schedule", "list(launch-2025-02)"),
              HasSubstr("compare schedules as arms"));
}

TEST(Vary, AnEraIsNoValueOfAnAxis) {
  for (const char* values : {"list(era, 3e-4)", "range(era, 1, 3)"})
    EXPECT_THAT(refusal_of("protocol.ema_alpha", values),
                HasSubstr("`era` is no value of an axis"));
}

TEST(Vary, WholeParametersRefuseFractionsAndDraws) {
  EXPECT_THAT(refusal_of("protocol.tempo", "grid(1.5)"), HasSubstr("is whole"));
  EXPECT_THAT(refusal_of("protocol.tempo", "range(1, 2, 3)"), HasSubstr("1.5 is not"));
  EXPECT_THAT(refusal_of("protocol.tempo", "uniform(1, 9)"), HasSubstr("cannot be drawn"));
  EXPECT_THAT(refusal_of("attack.subnet", "uniform(0, 1)"), HasSubstr("cannot be drawn"));
  EXPECT_THAT(refusal_of("attack.subnet", "grid(0, 1)"), HasSubstr("existing | fresh"));
}

TEST(Vary, DistributionsCheckTheirArguments) {
  EXPECT_THAT(refusal_of("attack.day", "uniform(3, 1)"), HasSubstr("below the second"));
  EXPECT_THAT(refusal_of("protocol.kappa", "uniform(0.2, 2)"), HasSubstr("2 is outside the range"));
  EXPECT_THAT(refusal_of("attack.day", "loguniform(0, 1)"), HasSubstr("above 0"));
  EXPECT_THAT(refusal_of("attack.day", "normal(3, 0)"), HasSubstr("must be above 0"));
  EXPECT_THAT(refusal_of("attack.day", "lognormal(3)"), HasSubstr("lognormal(median, sd_ln)"));
  EXPECT_THAT(refusal_of("attack.day", "triangular(1, 5, 3)"), HasSubstr("lo <= mode <= hi"));
  EXPECT_THAT(refusal_of("attack.day", "uniform(a, 3)"), HasSubstr("'a' is not a number"));
}

TEST(Vary, AKeyIsVariedOnceAndNotSetBeside) {
  EXPECT_THAT(complaint_of("[vary]\nattack.day = grid(1, 2)\n"
                           "zip(attack.day, attack.shock) = (1, 2), (3, 4)\n"),
              AllOf(HasSubstr("a.ini:3: attack.day is varied twice"), HasSubstr("a.ini:2")));
  EXPECT_THAT(complaint_of("[attack]\nday = 3\n[vary]\nattack.day = grid(1, 2)\n"),
              AllOf(HasSubstr("a.ini:2: attack.day is varied"), HasSubstr("from [vary]")));
}

}  // namespace
}  // namespace taosweep
