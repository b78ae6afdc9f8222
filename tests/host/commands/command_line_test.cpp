// The command line: what each subcommand takes, and what is refused.
#include "host/commands/command_line.hpp"

#include <gmock/gmock.h>

#include "host/commands/help_text.hpp"
#include "host/commands/option_text.hpp"
#include "host/experiment/experiment.hpp"
#include "tests/host/refusal.hpp"

namespace taosweep {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

Command parse(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), "taosweep");
  return parse_command_line(static_cast<int>(arguments.size()), arguments.data());
}

template <typename Options>
Options options_of(const std::vector<const char*>& arguments) {
  return std::get<Options>(parse(arguments));
}

std::string refusal_of(const std::vector<const char*>& arguments) {
  return refusal_in([&] { parse(arguments); });
}

TEST(CommandLine, RunTakesItsOptions) {
  const auto run = options_of<RunOptions>({"run", "configs/a.ini", "--set", "time.days=3", "--set",
                                           "vary.attack.day=", "--set=title=-x", "-o", "b.h5",
                                           "--device", "cuda:1", "--threads", "010", "--shard",
                                           "2/3", "--force", "--quiet", "--dry-run"});
  EXPECT_EQ(run.config, "configs/a.ini");
  EXPECT_EQ(run.out, "b.h5");
  EXPECT_THAT(run.sets, ElementsAre("time.days=3", "vary.attack.day=", "title=-x"));
  EXPECT_EQ(run.device.kind, DeviceKind::cuda);
  EXPECT_EQ(run.device.cuda_index, 1);
  EXPECT_EQ(run.device.threads, 10u);
  EXPECT_EQ(run.shard_index, 2u);
  EXPECT_EQ(run.shard_count, 3u);
  EXPECT_TRUE(run.force && run.quiet && run.dry_run && !run.resume);
  EXPECT_THAT(run.command_line, StartsWith("taosweep run configs/a.ini --set time.days=3"));
}

TEST(CommandLine, RunHasDefaults) {
  const auto run = options_of<RunOptions>({"run", "configs/sn28.ini"});
  EXPECT_EQ(run.out, "./sn28.h5");
  EXPECT_EQ(run.device.kind, DeviceKind::automatic);
  EXPECT_FALSE(run.device.isa);
  EXPECT_EQ(run.device.threads, 0u);
  EXPECT_EQ(run.shard_count, 1u);
}

TEST(CommandLine, IsaIsTakenByName) {
  for (const IsaInfo& info : isa_table) {
    const std::vector<const char*> line = {"run", "a.ini", "--isa", info.name};
    if (isa_available(info.isa))
      EXPECT_EQ(options_of<RunOptions>(line).device.isa, info.isa);
    else
      EXPECT_THAT(refusal_of(line), HasSubstr("this processor cannot"));
    EXPECT_THAT(options_of<ShowText>({"run", "--help"}).text, HasSubstr(info.name));
  }
  EXPECT_THAT(refusal_of({"run", "a.ini", "--isa", "sse"}), HasSubstr(isa_names()));
  EXPECT_THAT(refusal_of({"run", "a.ini", "--isa", "AUTO"}), HasSubstr("is unknown"));
  EXPECT_THAT(refusal_of({"run", "a.ini", "--isa", isa_name(reference_isa), "--device", "cuda"}),
              HasSubstr("asks for a GPU"));
}

TEST(CommandLine, StateTakesWhatItsFileDoesNotSay) {
  const auto state = options_of<StateOptions>(
      {"state", "a.json", "--block", "8791247", "--bar", "0.008", "--era", "hill-2026-07"});
  EXPECT_EQ(state.file, "a.json");
  EXPECT_EQ(state.block, 8791247u);
  EXPECT_EQ(state.bar, 0.008);
  EXPECT_EQ(state.era, "hill-2026-07");
  EXPECT_FALSE(state.json || state.shares_only);
  EXPECT_EQ(options_of<StateOptions>({"state", "a.json"}).block, std::nullopt);
  EXPECT_THAT(refusal_of({"state", "a.json", "--block", "1e6"}), HasSubstr("in digits"));
  EXPECT_THAT(refusal_of({"state", "a.json", "--bar", "1"}), HasSubstr("between 0 and 1"));
  EXPECT_THAT(options_of<ShowText>({"state", "--help"}).text,
              AllOf(HasSubstr("moving_price_tao"), HasSubstr("taostats")));
}

TEST(CommandLine, OtherCommandsTakeTheirOptions) {
  const auto replay = options_of<ReplayOptions>({"replay", "a.h5", "--economy", "17", "--check"});
  EXPECT_EQ(replay.economy, 17u);
  EXPECT_TRUE(replay.check);
  EXPECT_FALSE(replay.against_isa);
  const auto held = options_of<ReplayOptions>(
      {"replay", "a.h5", "--economy", "1", "--against-isa", isa_name(reference_isa)});
  EXPECT_EQ(held.against_isa, reference_isa);
  EXPECT_EQ(options_of<RerunOptions>({"rerun", "a.h5", "-o", "b.h5"}).out, "b.h5");
  EXPECT_THAT(options_of<MergeOptions>({"merge", "o.h5", "a.h5", "b.h5"}).shards,
              ElementsAre("a.h5", "b.h5"));
  EXPECT_EQ(options_of<VerifyOptions>({"verify", "a.h5", "--against", "b.h5"}).against, "b.h5");
  EXPECT_THAT(options_of<ValidateOptions>({"validate", "a.ini", "--set", "a=b"}).sets,
              ElementsAre("a=b"));
  EXPECT_EQ(options_of<InfoOptions>({"info", "a.h5"}).file, "a.h5");
  EXPECT_EQ(options_of<ParamsOptions>({"params", "attack"}).word, "attack");
  EXPECT_EQ(options_of<OutcomesOptions>({"outcomes", "crash"}).word, "crash");
  EXPECT_EQ(options_of<OutcomesOptions>({"outcomes"}).word, "");
  EXPECT_EQ(options_of<ErasOptions>({"eras"}).era, "");
  const auto eras = options_of<ErasOptions>({"eras", "--config", "a.ini", "b", "c"});
  EXPECT_EQ(eras.config + eras.era + eras.other, "a.inibc");
  EXPECT_NO_THROW(options_of<DevicesOptions>({"devices"}));
}

TEST(CommandLine, UnknownCommandsListWhatThereIs) {
  EXPECT_THAT(refusal_of({"rnu"}), AllOf(HasSubstr("nearest is run"), HasSubstr("validate")));
  EXPECT_THAT(
      refusal_of({"compares", "a.h5"}),
      AllOf(HasSubstr("'compares' is no command; the nearest is compare"), HasSubstr("replay")));
  EXPECT_THAT(refusal_of({}), HasSubstr("There is: run"));
}

TEST(CommandLine, ReadsACompare) {
  const auto compare = options_of<CompareOptions>(
      {"compare", "a.h5", "--arm", "x", "--arm", "y, z", "--outcome", "run_up", "--csv"});
  EXPECT_EQ(compare.arms, (std::vector<std::string>{"x", "y, z"}));
  EXPECT_EQ(compare.outcomes, std::vector<std::string>{"run_up"});
  EXPECT_EQ(compare.form, CompareForm::csv);
  EXPECT_THAT(refusal_of({"compare", "a.h5", "--csv", "--json"}), HasSubstr("excludes"));
}

TEST(CommandLine, RefusesWrongOptions) {
  EXPECT_THAT(refusal_of({"run"}), HasSubstr("taosweep run --help"));
  EXPECT_THAT(refusal_of({"run", "a.ini", "--sett", "a=b"}), HasSubstr("nearest is --set"));
  EXPECT_THAT(refusal_of({"run", "a.ini", "--days", "30"}),
              AllOf(HasSubstr("write --set time.days=30"), HasSubstr("taosweep run --help")));
  EXPECT_THAT(refusal_of({"validate", "a.ini", "--seed=7"}), HasSubstr("--set sweep.seed=7"));
  EXPECT_THAT(refusal_of({"info", "a.h5", "--days", "30"}), testing::Not(HasSubstr("--set")));
  EXPECT_THAT(refusal_of({"replay", "a.h5", "--econmy", "3"}), HasSubstr("nearest is --economy"));
  EXPECT_THAT(refusal_of({"run", "a.ini", "b.ini"}), HasSubstr("b.ini"));
  EXPECT_THAT(refusal_of({"run", "a.ini", "-o", "a", "-o", "b"}), HasSubstr("-o"));
  for (const char* shard : {"3/3", "1", "-1/3", "0/0", "a/b", "1/3x"}) {
    EXPECT_THAT(refusal_of({"run", "a.ini", "-o", "b", "--shard", shard}),
                HasSubstr("I from 0 to N-1"));
  }
  EXPECT_THAT(refusal_of({"run", "a.ini", "--shard", "0/3"}), HasSubstr("--shard needs -o"));
  for (const char* threads : {"0", "-1", "x", "1.5", "0x10"}) {
    EXPECT_THAT(refusal_of({"run", "a.ini", "--threads", threads}),
                HasSubstr("whole number from 1"));
  }
  for (const char* device : {"gpu", "cuda:", "cuda:-1", "cuda:x"}) {
    EXPECT_THAT(refusal_of({"run", "a.ini", "--device", device}), HasSubstr("cuda:N"));
  }
  EXPECT_THAT(refusal_of({"replay", "a.h5"}), HasSubstr("--economy"));
  EXPECT_THAT(refusal_of({"replay", "a.h5", "--economy", "-2"}), HasSubstr("whole number from 0"));
}

TEST(CommandLine, EmptyValuesAreNotTakenForAbsentOnes) {
  for (const char* option : {"-o", "--shard", "--threads", "--device", "--isa"}) {
    EXPECT_THAT(refusal_of({"run", "a.ini", option, ""}),
                AllOf(HasSubstr(option), HasSubstr("empty value")));
  }
  EXPECT_THAT(refusal_of({"run", ""}), HasSubstr("empty value"));
  EXPECT_THAT(refusal_of({"verify", "a.h5", "--against", ""}), HasSubstr("--against"));
  EXPECT_THAT(refusal_of({"replay", "a.h5", "--economy", "1", "--against="}),
              HasSubstr("--against"));
  EXPECT_THAT(refusal_of({"merge", "out.h5", "a.h5", ""}), HasSubstr("empty value"));
}

TEST(CommandLine, AReplayOffersWhatItHeeds) {
  const std::string help = options_of<ShowText>({"replay", "--help"}).text;
  EXPECT_THAT(help, AllOf(HasSubstr("default: the CPU"), testing::Not(HasSubstr("--threads"))));
}

TEST(CommandLine, ForceAndResumeMayStandTogether) {
  const auto run = options_of<RunOptions>({"run", "a.ini", "--force", "--resume"});
  EXPECT_TRUE(run.force && run.resume);
}

TEST(CommandLine, HelpAndVersionAreTexts) {
  EXPECT_THAT(options_of<ShowText>({"--help"}).text,
              AllOf(HasSubstr("validate"), HasSubstr("Exit codes")));
  EXPECT_THAT(options_of<ShowText>({"run", "--help"}).text,
              AllOf(HasSubstr("--set"), HasSubstr("--dry-run")));
  EXPECT_THAT(options_of<ShowText>({"--version"}).text, StartsWith("taosweep "));
}

TEST(CommandLine, IsWrittenDownAsAShellWouldReadIt) {
  const char* words[] = {"taosweep", "run", "a b.ini", "--set", "title=it's", ""};
  EXPECT_EQ(joined_arguments(6, words), "taosweep run 'a b.ini' --set 'title=it'\\''s' ''");
}

TEST(HelpText, TellsRangeUnitMeaningAndSource) {
  EXPECT_THAT(params_text("attack.netuid"),
              AllOf(HasSubstr("attack.netuid = 28"), HasSubstr("whole, [1, 127]"),
                    HasSubstr("which old subnet"), HasSubstr("source: SN28")));
  EXPECT_THAT(params_text("attack.subnet"), HasSubstr("existing | fresh"));
  EXPECT_THAT(params_text("sweep"), HasSubstr("sweep.common_shocks = arms"));
  EXPECT_THROW(params_text("atack"), UsageError);
}

TEST(HelpText, SaysOfARuleWhatItWasAtTheLaunch) {
  EXPECT_THAT(params_text("protocol.kappa"),
              HasSubstr("protocol.kappa = era (at the launch 0.4999923705)"));
}

}  // namespace
}  // namespace taosweep
