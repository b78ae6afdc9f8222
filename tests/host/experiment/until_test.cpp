// Rules that stop a sweep: what they say, and which sweeps they fit.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host/experiment/first_points.hpp"
#include "host/experiment/until.hpp"
#include "kernels/register/registry.hpp"
#include "tests/host/config_texts.hpp"
#include "tests/host/refusal.hpp"

namespace taosweep {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const std::vector<std::string> arms = {"no", "yes", "yes - late"}, no_map = {"all points"};

std::string refusal_of(const std::string& text) {
  return refusal_in([&] { parse_until(text, arms, no_map); });
}

TEST(UntilText, GoesRound) {
  for (const char* text :
       {"stopped[yes] halfwidth < 0.03", "root_controls[yes - no] halfwidth < 0.1",
        "stopped[yes - late] halfwidth < 0.03", "top_10_share[yes - late - no] halfwidth < 1e-05"})
    EXPECT_EQ(until_text(parse_until(text, arms, no_map), arms, no_map), text);
  EXPECT_EQ(until_text(parse_until("stopped[yes].halfwidth<0.03", arms, no_map), arms, no_map),
            "stopped[yes] halfwidth < 0.03");
}

TEST(UntilText, OfAQuantileGoesRound) {
  const Until until =
      parse_until("quantile(top_10_share[yes - late], .90) halfwidth<0.03", arms, no_map);
  EXPECT_EQ(until.quantile, 0.9);
  EXPECT_EQ(until.arm, 2u);
  EXPECT_EQ(until_text(until, arms, no_map),
            "quantile(top_10_share[yes - late], 0.9) halfwidth < 0.03");
  EXPECT_EQ(parse_until("quantile( top_10_share , 0.5 ) halfwidth < 1", {"a, b"}, no_map).arm, 0u);
  EXPECT_EQ(until_text(parse_until(until_text(until, arms, no_map), arms, no_map), arms, no_map),
            until_text(until, arms, no_map));
}

TEST(UntilText, OfNoQuantileIsRefused) {
  const auto refusal = [](const std::string& subject) {
    return refusal_of(subject + " halfwidth < 0.03");
  };
  EXPECT_THAT(refusal("quantile(top_10_share[yes])"), HasSubstr("expected OUTCOME halfwidth"));
  EXPECT_THAT(refusal("quantile(, 0.9)"), HasSubstr("expected OUTCOME halfwidth"));
  EXPECT_THAT(refusal("quantile(top_10_share[yes], 1)"), HasSubstr("'1' is no quantile"));
  EXPECT_THAT(refusal("quantile(top_10_share[yes], p90)"), HasSubstr("between 0 and 1"));
  EXPECT_THAT(refusal("quantile(stopped[yes], 0.9)"), HasSubstr("take its share"));
  EXPECT_THAT(refusal("quantile(top_10_share[yes - no], 0.9)"), HasSubstr("of one arm"));
  EXPECT_THAT(refusal("quantile(crash_hours_50[yes], 0.9)"),
              HasSubstr("its quantiles are not known: take crash_hours_50_observed"));
}

TEST(UntilText, ThatCanBeReadInTwoWaysIsRefused) {
  const auto refusal = [](const std::vector<std::string>& labels, const std::string& of) {
    return refusal_in(
        [&] { parse_until("top_10_share[" + of + "] halfwidth < 0.03", labels, no_map); });
  };
  EXPECT_THAT(refusal({"a", "b - c", "a - b", "c"}, "a - b - c"),
              HasSubstr("can be read as 'a' - 'b - c' and as 'a - b' - 'c'"));
  EXPECT_THAT(refusal({"a", "b", "a - b"}, "a - b"),
              HasSubstr("can be read as the arm 'a - b' and as 'a' - 'b'"));
  EXPECT_EQ(refusal({"a", "b - c", "a - b"}, "a - b - c"), "taken");
}

TEST(UntilText, NeedsNoArmWhereOneIsMeant) {
  EXPECT_EQ(parse_until("stopped.halfwidth < 0.03", {"no", "yes"}, no_map).arm, 1u);
  EXPECT_EQ(parse_until("root_controls halfwidth < 0.03", {"all"}, no_map).arm, 0u);
  EXPECT_THAT(
      refusal_of("root_controls halfwidth < 0.03"),
      HasSubstr("which arm? root_controls[ARM], or root_controls[ARM - ARM]; there is: no"));
  EXPECT_THAT(refusal_of("stopped halfwidth < 0.03"), testing::Not(HasSubstr("there is: no")))
      << "which has none itself";
  EXPECT_THAT(refusal_of("quantile(top_10_share, 0.9) halfwidth < 0.03"),
              HasSubstr("which arm? quantile(top_10_share[ARM], 0.9); there is"));
}

TEST(UntilText, OfNoOtherArmIsRefused) {
  EXPECT_EQ(refusal_in([] { parse_until("stopped halfwidth < 0.03", {"base"}, no_map); }),
            "stopped compares with 'base', and there is no other arm");
}

TEST(UntilText, IsRefusedInWords) {
  EXPECT_THAT(refusal_of("stoped[yes] halfwidth < 0.03"), HasSubstr("the nearest is stopped"));
  EXPECT_THAT(refusal_of("stopped[yess] halfwidth < 0.03"), HasSubstr("the nearest is 'yes'"));
  EXPECT_THAT(refusal_of("stopped[yes] < 0.03"), HasSubstr("expected OUTCOME halfwidth"));
  EXPECT_THAT(refusal_of("stopped[yes] halfwidth < few"), HasSubstr("expected OUTCOME halfwidth"));
  EXPECT_THAT(refusal_of("stopped[no] halfwidth < 0.03"), HasSubstr("has none itself"));
  EXPECT_THAT(refusal_of("root_controls[yes - yes] halfwidth < 1"), HasSubstr("both sides"));
  EXPECT_THAT(refusal_of("root_controls[yes] halfwidth < 0"), HasSubstr("above 0"));
  EXPECT_THAT(refusal_of("root_controls[yes] halfwidth < 0.5"), HasSubstr("never above 0.5"));
  EXPECT_THAT(refusal_of("crash_hours_50[yes] halfwidth < 5"),
              HasSubstr("take crash_hours_50_observed"));
}

TEST(Looks, DoubleUpToThePointsThatThereAre) {
  EXPECT_THAT(looks_of(512), ElementsAre(64, 128, 256, 512));
  EXPECT_THAT(looks_of(500), ElementsAre(64, 128, 256, 500));
  EXPECT_DOUBLE_EQ(level_of(4), 0.9875);
}

const std::string config =
    "[vary]\nnoise.target = uniform(0, 1)\n[arms]\nfoundation.acts = no, yes\n"
    "[sweep]\npoints = 500\n";
const std::string rule = "sweep.until=root_controls[foundation.acts=yes] halfwidth < 0.05";

TEST(UntilKey, EntersTheConfigOnlyWhereItIsGiven) {
  const Experiment without = experiment_of(config), with = experiment_of(config, {rule});
  EXPECT_EQ(without.config.find("until"), std::string::npos);
  EXPECT_THAT(with.config,
              HasSubstr("until = root_controls[foundation.acts=yes] halfwidth < 0.05\n"));
  EXPECT_NE(without.config_hash, with.config_hash);
  EXPECT_EQ(without.design_hash, with.design_hash);
  EXPECT_EQ(without.points, with.points);
}

TEST(UntilKey, StandsOnceBeforeWhatIsWrongWithIt) {
  EXPECT_THAT(complaint_of(config, {"sweep.until=few"}),
              testing::StartsWith("--set sweep.until=few: expected OUTCOME halfwidth < X"));
}

TEST(UntilKey, IsRefusedWhereTheFirstPointsAreNoSweep) {
  const auto complaint = [](const std::string& set) { return complaint_of(config, {rule, set}); };
  EXPECT_THAT(complaint("sweep.points=64"), HasSubstr("the first look is at 64"));
  EXPECT_THAT(complaint("sweep.common_shocks=points"), HasSubstr("common_shocks = arms"));
  EXPECT_THAT(complaint_of(config, {rule, "sweep.design=latin", "sweep.points=512"}),
              HasSubstr("take design = random"));
  EXPECT_THAT(complaint_of("[sweep]\nuntil = root_controls halfwidth < 0.1\n"),
              HasSubstr("draw an axis"));
}

TEST(UntilKey, IsRefusedWhereItIsNeverMet) {
  // Four looks, 98.75 %: (1 - 0.00625^(1/500)) / 2 = 0.005049; 531 points: 0.004756.
  const std::string narrow = "sweep.until=root_controls[foundation.acts=no] halfwidth < ";
  EXPECT_THAT(complaint_of(config, {narrow + "0.005"}), HasSubstr("at the very best about 5"));
  experiment_of(config, {narrow + "0.0051"});
}

TEST(UntilKey, IsRefusedWhereNoIntervalBoundsTheQuantile) {
  // Four looks, 98.75 %: 0.99^504 > 0.00625 >= 0.99^505, so that 500 points never do.
  EXPECT_EQ(fewest_for_quantile(0.99, 0.9875), 505);
  EXPECT_EQ(fewest_for_quantile(0.01, 0.9875), 505);
  const auto of = [](const std::string& p) {
    return "sweep.until=quantile(top_10_share[foundation.acts=no], " + p + ") halfwidth < 0.1";
  };
  EXPECT_THAT(complaint_of(config, {of("0.99")}), HasSubstr("about 531 are needed"));
  experiment_of(config, {of("0.98")});
}

TEST(FirstPoints, AreASweepOfTheirOwn) {
  const Experiment whole = experiment_of(config, {rule, "keep.paths=4"});
  const Experiment first = first_points(whole, 128);
  EXPECT_EQ(first.points.size(), 128u);
  EXPECT_EQ(first.config_hash, whole.config_hash);
  EXPECT_EQ(first.left_out, 372u);
  EXPECT_THAT(whole.keep.economies, ElementsAre(0, 1, 500, 501));
  EXPECT_THAT(first.keep.economies, ElementsAre(0, 1));
  const Experiment again = restore_experiment(first.config, first.inputs, first.points);
  EXPECT_EQ(again.design_hash, first.design_hash);
  EXPECT_EQ(again.config_hash, first.config_hash);
  EXPECT_EQ(again.keep.economies, first.keep.economies);
  EXPECT_EQ(again.cells, first.cells);
  EXPECT_EQ(again.left_out, first.left_out);
}

TEST(FirstPoints, EndAtALookAlone) {
  const Experiment whole = experiment_of(config, {rule});
  const Experiment first = first_points(whole, 127);
  EXPECT_THROW(restore_experiment(first.config, first.inputs, first.points), UsageError);
}

}  // namespace
}  // namespace taosweep
