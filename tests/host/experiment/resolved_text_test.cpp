// The resolved config and the hashes: an experiment that reads back to itself.
#include <gmock/gmock.h>

#include "host/text/parameter_text.hpp"
#include "host/text/sha256.hpp"
#include "tests/host/config_texts.hpp"

namespace taosweep {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr char full[] = R"(title = Can root stake veto #28?
question = a = b?
[protocol]
schedule = launch-2025-02@0, launch-2025-03@43
kappa = 0.1234567890123456789
[time]
days = 12.5
[vary]
zip(attack.subnet, attack.day) = (existing, 0), (fresh, 30)
foundation.panic_rate = logrange(0.1, 7, 3)
attack.budget_tao = lognormal(500, 0.3)
attack.shock_day = triangular(0, 4, 8)
value.rate = list(0.06, 0.1)
[arms]
foundation.acts = no, yes
protocol.dividends = era, reduced
[sweep]
points = 4
replicates = 3
seed = 18446744073709551615
common_shocks = points
[keep]
series_days = 0.5
economies = 3, 17
)";

void expect_same(const Experiment& a, const Experiment& b) {
  EXPECT_EQ(a.config, b.config);
  EXPECT_EQ(a.config_hash, b.config_hash);
  EXPECT_EQ(a.design_hash, b.design_hash);
  EXPECT_EQ(a.title, b.title);
  EXPECT_EQ(a.question, b.question);
  EXPECT_EQ(a.hypothesis, b.hypothesis);
  EXPECT_EQ(a.points, b.points);
  EXPECT_EQ(a.cells, b.cells);
  EXPECT_EQ(a.cell_count, b.cell_count);
  EXPECT_EQ(a.replicates, b.replicates);
  EXPECT_EQ(a.seed, b.seed);
  EXPECT_EQ(a.common_shocks, b.common_shocks);
  EXPECT_EQ(a.keep.series_days, b.keep.series_days);
  EXPECT_EQ(a.keep.economies, b.keep.economies);
  EXPECT_EQ(a.overrides, b.overrides);
  ASSERT_EQ(a.arms.size(), b.arms.size());
  for (std::size_t arm = 0; arm < a.arms.size(); ++arm) {
    EXPECT_EQ(a.arms[arm].label, b.arms[arm].label);
    EXPECT_EQ(a.arms[arm].settings, b.arms[arm].settings);
  }
  for (const auto& info : parameter_table) {
    EXPECT_EQ(info.of(a.base), info.of(b.base)) << info.key;
  }
}

TEST(ResolvedConfig, ReadsBackToTheVerySameExperiment) {
  const auto first = experiment_of(full, {"attack.event_factor=0.1", "hypothesis=none"});
  EXPECT_EQ(first.overrides, "protocol.kappa");
  expect_same(first, experiment_of(first.config));
}

TEST(ResolvedConfig, ReadsBackWithNamedArmsAndWithoutAxes) {
  const auto first = experiment_of("[keep]\npaths = 1\n[arm a]\n[arm b c]\nprotocol.tempo = 9\n");
  expect_same(first, experiment_of(first.config));
}

TEST(ResolvedConfig, RestoresFromStoredPoints) {
  const auto first = experiment_of(full);
  expect_same(first, restore_experiment(first.config, first.inputs, first.points));
  Points fewer = first.points;
  fewer.resize(first.points.size() - 1);
  EXPECT_THROW(restore_experiment(first.config, first.inputs, fewer), UsageError);
  Points narrower(first.points.columns() - 1);
  narrower.resize(first.points.size());
  EXPECT_THROW(restore_experiment(first.config, first.inputs, narrower), UsageError);
}

TEST(ResolvedConfig, StoredPointsWinOverDraws) {
  const auto first = experiment_of("[vary]\nattack.shock = uniform(1, 9)\n[sweep]\npoints = 1\n");
  Points stored(1);
  stored.add({5});
  const auto second = restore_experiment(first.config, first.inputs, stored);
  EXPECT_EQ(parameters_of(second, 0, 0).attack.shock, 5);
  EXPECT_NE(first.design_hash, second.design_hash);
}

TEST(ResolvedConfig, HoldsEveryParameterOnce) {
  const auto config = "\n" + experiment_of("").config;
  for (const auto& info : parameter_table) {
    const std::string key = info.key;
    EXPECT_THAT(config, HasSubstr("\n" + key.substr(key.find('.') + 1) + " = ")) << key;
  }
  EXPECT_THAT(experiment_of(full).config,
              AllOf(HasSubstr("kappa = 0.12345678901234568\n"), Not(HasSubstr("\nacts = ")),
                    HasSubstr("zip(attack.subnet, attack.day) = (existing, 0), (fresh, 30)\n")));
}

TEST(ResolvedConfig, HoldsWhatSetChanged) {
  EXPECT_THAT(experiment_of("", {"time.days=3"}).config, HasSubstr("\ndays = 3\n"));
}

TEST(ResolvedConfig, HashIgnoresCommentsButNoValue) {
  const auto plain = experiment_of("[time]\ndays = 3\n");
  EXPECT_EQ(plain.config_hash, experiment_of("# c\n[time]\n\ndays=3.0\n").config_hash);
  EXPECT_NE(plain.config_hash, experiment_of("[time]\ndays = 4\n").config_hash);
}

TEST(ResolvedConfig, HashIgnoresHowItIsWritten) {
  const std::string axes =
      "[vary]\nattack.day = grid(1, 2)\n[arm a]\nprotocol.kappa = 0.5\nprotocol.tempo = 100\n";
  const auto plain = experiment_of("[network]\nroot_tao = 20000\nsubnets = 60\n" + axes);
  const std::vector<std::string> others = {
      "[network]\nsubnets = 60\nroot_tao = 2e4 # TAO\n" + axes,
      "[vary]\nattack.day = grid(1.0, 2e0)\n[network]\r\nroot_tao=20000.0\t\r\nsubnets =60\r\n"
      "[arm a] # a\n protocol.tempo = 100  \n\n\tprotocol.kappa = 5e-1",
      "\xEF\xBB\xBF# c\n[network]\nsubnets = 6e1\n[keep]\npaths = 0\n[network]\nroot_tao = "
      "2E4\n" +
          axes};
  for (const std::string& same : others) {
    EXPECT_EQ(experiment_of(same).config, plain.config);
    EXPECT_EQ(experiment_of(same).config_hash, plain.config_hash);
    EXPECT_EQ(experiment_of(same).design_hash, plain.design_hash);
  }
}

TEST(ResolvedConfig, KeepsTheBytesOfItsFile) {
  const auto e = experiment_of("# c\n[time]\ndays = 3\n");
  ASSERT_EQ(e.inputs.size(), 1u);
  EXPECT_EQ(e.inputs[0].name, "a.ini");
  EXPECT_EQ(e.inputs[0].bytes, "# c\n[time]\ndays = 3\n");
}

TEST(DesignHash, ChangesWithPointsAndArmLabels) {
  const auto hash = [](const std::string& text) { return experiment_of(text).design_hash; };
  const std::string axis = "[vary]\nattack.day = grid(1, 2)\n";
  EXPECT_EQ(hash(axis), hash(axis + "[time]\ndays = 3\n"));
  EXPECT_NE(hash(axis), hash("[vary]\nattack.day = grid(1, 3)\n"));
  EXPECT_NE(hash(axis), hash("[vary]\nattack.shock = grid(1, 2)\n"));
  EXPECT_NE(hash(axis), hash(axis + "[arms]\nfoundation.acts = no, yes\n"));
}

// FIPS 180-2, appendix B.1 and B.2.
TEST(Sha256, AgreesWithThePublishedVectors) {
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  Sha256 hash;
  hash.update("abcdbcdecdefdefgefghfghighijhi");
  hash.update("jkijkljklmklmnlmnomnopnopq");
  EXPECT_EQ(hash.hex(), "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(KeptPaths, AreSpreadEvenlyOrListed) {
  const std::string ten = "[sweep]\nreplicates = 10\n[keep]\n";
  EXPECT_THAT(experiment_of(ten + "paths = 4\n").keep.economies, ElementsAre(0, 2, 5, 7));
  EXPECT_THAT(experiment_of(ten + "economies = 9, 3\n").keep.economies, ElementsAre(3, 9));
  EXPECT_TRUE(experiment_of(ten).keep.economies.empty());
}

TEST(KeptPaths, AreThoseOfEveryArmRoundedUpToWholeSets) {
  const std::string text =
      "[vary]\nattack.day = grid(0, 1, 2)\n[time]\ndays = 9\n[sweep]\nreplicates = 2\n"
      "[arms]\nfoundation.acts = no, yes\n[keep]\n";
  EXPECT_THAT(experiment_of(text + "paths = 4\n").keep.economies, ElementsAre(0, 1, 6, 7));
  EXPECT_THAT(experiment_of(text + "paths = 5\n").keep.economies, ElementsAre(0, 1, 4, 5, 8, 9));
  EXPECT_EQ(experiment_of(text + "paths = 12\n").keep.economies.size(), 12u);
}

TEST(KeptPaths, BeyondTheEconomiesAreRefused) {
  const std::string ten = "[sweep]\nreplicates = 10\n[keep]\n";
  EXPECT_THAT(complaint_of(ten + "paths = 11\n"), HasSubstr("there are 10 economies"));
  EXPECT_THAT(complaint_of(ten + "economies = 10\n"), HasSubstr("there are 10 economies"));
  EXPECT_THAT(complaint_of(ten + "economies = 1, 1\n"), HasSubstr("economy 1 stands twice"));
  EXPECT_THAT(complaint_of(ten + "economies = 1\npaths = 2\n"), HasSubstr("not both"));
}

TEST(KeptSeries, LieOnTicks) {
  EXPECT_THAT(complaint_of("[keep]\nseries_days = 0.001\n"), HasSubstr("no multiple"));
  EXPECT_THAT(complaint_of("[keep]\nseries_days = 0\n"), HasSubstr("above 0"));
  EXPECT_EQ(experiment_of("[keep]\nseries_days = 0.03125\n").keep.series_days, 0.03125);
}

TEST(KeptSeries, HaveTheEndOfEveryEconomyAmongTheirTimes) {
  EXPECT_THAT(complaint_of("[keep]\nseries_days = 1\n[time]\ndays = 2.5\n"),
              AllOf(HasSubstr("a.ini:4: time.days = 2.5 is no multiple of keep.series_days = 1"),
                    HasSubstr("choose time.days = 2 or 3, or keep.series_days = 0.5")));
  EXPECT_THAT(complaint_of("[keep]\nseries_days = 7\n"),
              AllOf(HasSubstr("a.ini:2: time.days = 60 "), HasSubstr("time.days = 56 or 63, or"),
                    HasSubstr("keep.series_days = 1")));
  EXPECT_THAT(complaint_of("[time]\ndays = 0.5\n"), HasSubstr("choose time.days = 1, or"));
  experiment_of(
      "[keep]\nseries_days = 0.1\n[time]\ndays = 0.3\nstep_blocks = 240\n"
      "fine_step_blocks = 240\nsignal_blocks = 240\n");

  const std::string early = "[keep]\nseries_days = 2\n[time]\ndays_after_start = 4.25\n";
  EXPECT_THAT(
      complaint_of(early + "[attack]\nmode = meme_holders\nday = 3\n"),
      AllOf(HasSubstr("a.ini:4: time.days_after_start = 4.25 from attack.day = 3 on ends on "
                      "day 7.25, which is no multiple of keep.series_days = 2"),
            HasSubstr("time.days_after_start = 3 or 5, or keep.series_days = 0.25")));
  experiment_of(early);  // nothing starts, and it runs to the horizon
  EXPECT_THAT(complaint_of(early + "[arms]\nattack.mode = none, meme_holders\n"),
              HasSubstr("arm attack.mode=meme_holders: time.days_after_start"));
}

}  // namespace
}  // namespace taosweep
