// Every way in which a line of a config can be wrong is told with file, line and what to do.
#include <gmock/gmock.h>

#include "tests/host/config_texts.hpp"

namespace taosweep {
namespace {

using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

TEST(ConfigErrors, UnknownKeyNamesTheNearest) {
  EXPECT_THAT(complaint_of("title = t\n[attack]\ndya = 3\n"),
              AllOf(HasSubstr("a.ini:3: "), HasSubstr("unknown key attack.dya"),
                    HasSubstr("the nearest is attack.day")));
  EXPECT_THAT(complaint_of("titel = t\n"),
              AllOf(HasSubstr("a.ini:1: "), HasSubstr("the nearest is title")));
  EXPECT_THAT(complaint_of("[sweep]\nreplicate = 3\n"),
              HasSubstr("the nearest is sweep.replicates"));
  EXPECT_THAT(complaint_of("[keep]\npath = 3\n"), HasSubstr("the nearest is keep.paths"));
  EXPECT_THAT(complaint_of("[vary]\nattack.dya = grid(1, 2)\n"),
              HasSubstr("the nearest is attack.day"));
  EXPECT_THAT(complaint_of("[arms]\nfoundation.act = no, yes\n"),
              HasSubstr("the nearest is foundation.acts"));
}

TEST(ConfigErrors, UnknownSectionNamesTheNearest) {
  EXPECT_THAT(
      complaint_of("\n[tiem]\ndays = 3\n"),
      AllOf(HasSubstr("a.ini:2: "), HasSubstr("unknown section [tiem]"), HasSubstr("[time]")));
}

TEST(ConfigErrors, KeyTwiceNamesBothLines) {
  const auto complaint = complaint_of("[time]\ndays = 3\nfine_days = 1\n[time]\ndays = 4\n");
  EXPECT_THAT(complaint, AllOf(HasSubstr("a.ini:5: time.days stands twice"), HasSubstr("a.ini:2")));
}

TEST(ConfigErrors, TrailingTextIsRefused) {
  EXPECT_THAT(complaint_of("[time]\ndays = 60 d\n"),
              AllOf(HasSubstr("a.ini:2: "), HasSubstr("'60 d' is not a number")));
  EXPECT_THAT(complaint_of("[vary]\nattack.day = grid(1, 2) x\n"),
              AllOf(HasSubstr("a.ini:2: "), HasSubstr("' x' stands after the closing )")));
  EXPECT_THAT(complaint_of("[attack]\nmode = none, meme_holders\n"), HasSubstr("is no choice"));
}

TEST(ConfigErrors, OutOfRangeGivesTheRange) {
  EXPECT_THAT(
      complaint_of("[attack]\nday = 3651\n"),
      AllOf(HasSubstr("a.ini:2: "), HasSubstr("3651 is outside"), HasSubstr("[0, 3650] d")));
  EXPECT_THAT(complaint_of("[protocol]\nkappa = -0.1\n"), HasSubstr("[0.01, 0.99]"));
}

TEST(ConfigErrors, WrongKindsAreRefused) {
  EXPECT_THAT(complaint_of("[protocol]\ntempo = 360.5\n"), HasSubstr("protocol.tempo is whole"));
  EXPECT_THAT(complaint_of("[attack]\nsubnet = old\n"),
              AllOf(HasSubstr("'old' is no choice"), HasSubstr("existing | fresh")));
  EXPECT_THAT(complaint_of("[attack]\nsubnet = 1\n"), HasSubstr("is no choice"));
  for (const char* number : {"nan", "inf", "-inf", "1e999", "0x10", "ten", "1,5"}) {
    EXPECT_THAT(complaint_of(std::string("[attack]\nday = ") + number + "\n"),
                AllOf(HasSubstr("a.ini:2: "), HasSubstr("is not a number")));
  }
  EXPECT_THAT(complaint_of("[attack]\nday =\n"), HasSubstr("attack.day has no value"));
}

TEST(ConfigErrors, SweepCountsAreWholeNumbersInDigits) {
  for (const char* count : {"0", "-1", "1e3", "2.0", "x", "4294967296"}) {
    EXPECT_THAT(
        complaint_of(std::string("[sweep]\nreplicates = ") + count + "\n"),
        AllOf(HasSubstr("a.ini:2: "), HasSubstr("sweep.replicates is a whole number from 1")));
  }
  EXPECT_THAT(complaint_of("[sweep]\nseed = 18446744073709551616\n"), HasSubstr("sweep.seed"));
}

TEST(ConfigErrors, WordsThatAreNoChoiceAreRefused) {
  for (const char* design : {"lhs", "halton", "full", "Sobol"}) {
    EXPECT_THAT(complaint_of(std::string("[sweep]\ndesign = ") + design + "\n"),
                AllOf(HasSubstr("is no design"), HasSubstr("there is: random")));
  }
  EXPECT_THAT(complaint_of("[sweep]\ncommon_shocks = all\n"), HasSubstr("arms"));
}

TEST(ConfigErrors, AreToldAllAtOnce) {
  EXPECT_THAT(complaint_of("[time]\ndays = x\n[attack]\ndya = 3\n"),
              AllOf(HasSubstr("a.ini:2: "), HasSubstr("a.ini:4: ")));
}

TEST(ConfigErrors, ValuesThatDoNotFitTogetherNameTheirPoint) {
  EXPECT_THAT(complaint_of("[time]\nstep_blocks = 7\n"), HasSubstr("a.ini:2: "));
  EXPECT_THAT(complaint_of("[vary]\ntime.step_blocks = grid(25, 7)\n[time]\nsignal_blocks = 75\n"
                           "[arms]\nfoundation.acts = no, yes\n"),
              AllOf(HasSubstr("point 1 (time.step_blocks=7), arm foundation.acts=no: ")));
}

TEST(ConfigErrors, AboutTheWholeNameTheLineToChange) {
  EXPECT_THAT(complaint_of("[sweep]\npoints = 4\n"), HasSubstr("a.ini:2: sweep.points counts"));
  EXPECT_THAT(complaint_of("[time]\ndays = 9\n[vary]\nattack.day = uniform(1, 2)\n"),
              HasSubstr("a.ini:4: [vary] draws"));
  EXPECT_THAT(complaint_of("title = t\n[keep]\npaths = 3\n"), HasSubstr("a.ini:3: keep.paths = 3"));
  EXPECT_THAT(complaint_of("title = t\n[keep]\neconomies = 0, 3\n"),
              HasSubstr("a.ini:3: keep.economies names 3"));
  EXPECT_THAT(complaint_of("[keep]\nseries_days = 0.7\n"),
              HasSubstr("a.ini:2: keep.series_days = 0.7"));
}

TEST(ConfigErrors, BlameASetWhereTheFileAloneIsGood) {
  const std::string text =
      "[sweep]\nreplicates = 4\n[keep]\npaths = 3\n[time]\nsignal_blocks = 75\n";
  experiment_of(text);
  EXPECT_THAT(complaint_of(text, {"sweep.points=4"}), StartsWith("--set sweep.points=4: "));
  EXPECT_THAT(complaint_of(text, {"sweep.replicates=2"}),
              StartsWith("--set sweep.replicates=2: keep.paths = 3"));
  EXPECT_THAT(complaint_of(text, {"keep.paths=9"}), StartsWith("--set keep.paths=9: "));
  EXPECT_THAT(complaint_of(text, {"keep.series_days=0.7"}),
              StartsWith("--set keep.series_days=0.7: "));
  EXPECT_THAT(complaint_of(text, {"time.step_blocks=7"}), StartsWith("--set time.step_blocks=7: "));
}

TEST(ConfigErrors, BytesThatAreNoTextNameTheirLine) {
  EXPECT_THAT(complaint_of("# all\r[time]\rdays = 3\r"),
              AllOf(HasSubstr("a.ini:1: "), HasSubstr("carriage return")));
  EXPECT_THAT(complaint_of("title = t\nquestion = a\rb\n"), HasSubstr("a.ini:2: "));
  EXPECT_THAT(complaint_of("title = t\n# \x1b[1m\n"),
              AllOf(HasSubstr("a.ini:2: "), HasSubstr("0x1B")));
  for (const char* bytes :
       {"caf\xe9", "\xc0\xaf", "\xed\xa0\x80", "\xf5\x80\x80\x80", "\xe2\x82"}) {
    EXPECT_THAT(complaint_of(std::string("[time]\n\n# ") + bytes + "\n"),
                AllOf(HasSubstr("a.ini:3: "), HasSubstr("no UTF-8")));
  }
  EXPECT_THAT(complaint_of("", {"title=caf\xe9"}), HasSubstr("no UTF-8"));
  EXPECT_EQ(experiment_of("title = caf\xc3\xa9\t\xf0\x9f\x90\xaa\r\n").title,
            "caf\xc3\xa9\t\xf0\x9f\x90\xaa");
}

TEST(ConfigErrors, AKeyOutsideItsSectionNamesTheSection) {
  EXPECT_THAT(complaint_of("time.days = 3\n"),
              AllOf(HasSubstr("a.ini:1: "), HasSubstr("write `days = 3` under [time]")));
  EXPECT_THAT(complaint_of("vary.attack.day = grid(1, 2)\n"),
              HasSubstr("write `attack.day = grid(1, 2)` under [vary]"));
}

TEST(ConfigErrors, UnitsThatAreNoneAreNotWritten) {
  EXPECT_THAT(complaint_of("[protocol]\nkappa = 2\n"), EndsWith("[0.01, 0.99] or era"));
}

TEST(ConfigErrors, MissingFilesAndFoldersAreTold) {
  EXPECT_THROW(load_experiment("/nonexistent/a.ini", {}), UsageError);
  EXPECT_THROW(load_experiment(std::filesystem::temp_directory_path().string(), {}), UsageError);
}

TEST(ConfigErrors, AnEmptyConfigIsAnExperimentOfDefaults) {
  const auto experiment = experiment_of("");
  EXPECT_EQ(experiment.economies(), 1u);
  EXPECT_EQ(experiment.arms.at(0).label, "base");
  EXPECT_EQ(experiment.base.time.days, Parameters{}.time.days);
}

}  // namespace
}  // namespace taosweep
