// network.start: from a config and a file beside it to where economies begin.
#include "host/experiment/recorded_start.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "host/run/jobs.hpp"
#include "tests/host/config_texts.hpp"
#include "tests/host/refusal.hpp"

namespace taosweep {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string names =
    "netuid,tao_in,alpha_in,alpha_out,price_tao,moving_price_tao,emission_enabled,block,"
    "total_issuance_tao\n";
const std::string two =
    "0,5000000.0,1.0,1.0,1,,1,9000000,11000000.0\n"
    "1,300.0,1000.0,1500.0,0.3,0.3,1,9000000,\n"
    "3,200.0,1000.0,1500.0,0.2,0.2,0,9000000,\n";

/// A config beside a state.
class Beside {
 public:
  Beside(const std::string& config, const std::string& state) {
    write("a.ini", config);
    write("state.csv", state);
  }
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name, std::ios::binary) << text;
  }
  Experiment load(const std::vector<std::string>& sets = {}) const {
    return load_experiment(folder_ / "a.ini", sets);
  }
  std::string complaint(const std::vector<std::string>& sets = {}) const {
    return refusal_in([&] { load(sets); });
  }
  std::filesystem::path folder() const { return folder_ / ""; }

 private:
  samples::Folder folder_;
};

const std::string starts = "[network]\nstart = state.csv\n";

TEST(NetworkStart, IsTheLaunchWhereNothingIsSaid) {
  for (const char* config : {"", "[network]\nstart = launch\n"}) {
    const Experiment e = experiment_of(config);
    EXPECT_EQ(e.start, nullptr);
    EXPECT_EQ(job_of(e, 0).start, nullptr);
    EXPECT_EQ(e.inputs.size(), 1u);
    EXPECT_THAT(e.config, HasSubstr("start = launch\n"));
  }
}

TEST(NetworkStart, TakesFromTheFileWhatItSays) {
  const Experiment e = Beside(starts, names + two).load();
  ASSERT_NE(e.start, nullptr);
  EXPECT_EQ(e.base.network.subnets, 3);
  EXPECT_EQ(e.base.network.start_block, 9000000);
  EXPECT_EQ(e.base.network.root_tao, 5e6);
  EXPECT_EQ(e.base.network.issuance_tao, 1.1e7);
  EXPECT_EQ(job_of(e, 0).start, &e.start->state);
  EXPECT_EQ(e.start->state.of[2].switched, 1);
  EXPECT_EQ(e.start->line,
            "state.csv: 2 subnets at block 9000000, 500.0 TAO in pools, 5000000.0 TAO on root");
  ASSERT_EQ(e.inputs.size(), 2u);
  EXPECT_EQ(e.inputs[1].name, "state.csv");
  EXPECT_EQ(e.inputs[1].bytes, names + two);
}

TEST(NetworkStart, HasTheEraOfItsBlockWhereNoScheduleIsGiven) {
  const Experiment e = Beside(starts, names + two).load();
  EXPECT_THAT(e.era_names, ElementsAre("hill-rank-2026-08"));
  EXPECT_THAT(e.config, HasSubstr("schedule = hill-rank-2026-08@0\n"));
  EXPECT_THAT(e.start->notes, Contains(HasSubstr("in force at block 9000000")));
  EXPECT_THAT(e.start->warnings, IsEmpty());
}

TEST(NetworkStart, WarnsWhereRulesAreOlderThanTheState) {
  const Beside beside(starts, names + two);
  EXPECT_THAT(beside.load({"protocol.schedule=launch-2025-02"}).start->warnings,
              ElementsAre(AllOf(HasSubstr("launch-2025-02"), HasSubstr("hill-rank-2026-08"))));
  EXPECT_THAT(beside.load({"protocol.schedule=etao-2026-10"}).start->warnings, IsEmpty());
  EXPECT_THAT(
      beside.load({"arms.protocol.schedule=hill-rank-2026-08, legacy-root"}).start->warnings,
      ElementsAre(HasSubstr("legacy-root")));
}

// Blocks of November 2025 may be of four eras.
TEST(NetworkStart, AsksForTheScheduleWhereTheEraIsNotKnown) {
  const Beside beside(starts, names + two);
  EXPECT_THAT(beside.complaint({"network.start_block=6100000"}),
              AllOf(HasSubstr("a.ini:2: "), HasSubstr("pools-2025-07"),
                    HasSubstr("say protocol.schedule = ERA")));
}

TEST(NetworkStart, TakesRootsSwitchesFromTheFileAlone) {
  const Beside beside(starts, names + two);
  EXPECT_EQ(double(beside.load().base.protocol.switched_off.number), 0);
  const Experiment own = beside.load({"protocol.switched_off=0.25"});
  EXPECT_EQ(double(own.base.protocol.switched_off.number), 0.25);
}

TEST(NetworkStart, ReadsBackFromItsResolvedConfigAndInputsAlone) {
  const Beside beside(starts + "[sweep]\nreplicates = 3\n", names + two);
  const Experiment first = beside.load();
  std::filesystem::remove(beside.folder() / "state.csv");
  const Experiment again = restore_experiment(first.config, first.inputs, first.points);
  EXPECT_EQ(again.config, first.config);
  EXPECT_EQ(again.config_hash, first.config_hash);
  ASSERT_NE(again.start, nullptr);
  EXPECT_EQ(again.start->line, first.start->line);
  EXPECT_EQ(again.base.network.subnets, 3);
  EXPECT_EQ(again.era_names, first.era_names);
  EXPECT_THROW(restore_experiment(first.config, {first.inputs[0]}, first.points), UsageError);
}

TEST(NetworkStart, IsAnotherExperimentWithAnotherFile) {
  const Beside beside(starts, names + two);
  const std::string before = beside.load().config_hash;
  beside.write("state.csv", names + two + "7,200.0,1000.0,1500.0,0.2,0.2,1,9000000,\n");
  EXPECT_NE(beside.load().config_hash, before);
}

TEST(NetworkStart, TakesFromKeysWhatTheFileLacks) {
  const Beside beside(starts,
                      "netuid,tao_in,alpha_in,alpha_out,price_tao\n"
                      "1,300.0,1000.0,1500.0,0.3\n");
  EXPECT_THAT(beside.complaint(), AllOf(HasSubstr("a.ini:2: "), HasSubstr("network.start_block")));
  const std::string block = "network.start_block=9000000", root = "network.root_tao=5e6",
                    issuance = "network.issuance_tao=1.1e7";
  EXPECT_THAT(beside.complaint(), HasSubstr("network.root_tao and network.issuance_tao"));
  EXPECT_THAT(beside.complaint({block}),
              HasSubstr("give them as network.root_tao and network.issuance_tao"));
  EXPECT_THAT(beside.complaint({block, root}), HasSubstr("give it as network.issuance_tao"));
  const Experiment e = beside.load({block, root, issuance});
  EXPECT_EQ(e.base.network.root_tao, 5e6);
  EXPECT_THAT(e.start->notes, Contains(HasSubstr("no price averages")));
  EXPECT_EQ(Beside(starts, names + two).complaint({"vary.network.root_tao=grid(4e6, 5e6)"}),
            "taken");
}

TEST(NetworkStart, LetsKeysGoBeforeTheFileAndSaysSo) {
  const Experiment e = Beside(starts, names + two).load({"network.root_tao=4e6"});
  EXPECT_EQ(e.base.network.root_tao, 4e6);
  EXPECT_THAT(e.start->notes,
              Contains(AllOf(HasSubstr("5e+06 TAO on root"), HasSubstr("network.root_tao"))));
}

TEST(NetworkStart, RefusesWhatTheFileSaysItself) {
  const Beside beside(starts, names + two);
  EXPECT_THAT(beside.complaint({"network.subnets=3"}),
              AllOf(HasSubstr("network.subnets (--set network.subnets=3)"), HasSubstr("remove")));
  EXPECT_THAT(beside.complaint({"vary.network.subnets=grid(3, 4)"}), HasSubstr("remove one"));
  EXPECT_THAT(beside.complaint({"arms.network.start=a.csv, b.csv"}),
              HasSubstr("an arm may not set network.start"));
  EXPECT_THAT(beside.complaint({"network.start_block=4920351"}), HasSubstr("after the launch"));
}

TEST(NetworkStart, RefusesABlockOfTheLaunchsNetwork) {
  EXPECT_THAT(complaint_of("[network]\nstart_block = 9000000\n"),
              AllOf(HasSubstr("a.ini:2: "), HasSubstr("network.start = FILE")));
}

TEST(NetworkStart, SaysWhatIsWrongWithTheFileAndWhereItIsNamed) {
  EXPECT_THAT(
      Beside(starts, R"([{"netuid":51,"name":"x","symbol":"A","price_tao_per_alpha":0.1,
                                  "emission_tao_per_day":1.0,"tao_flow_tao_per_day":3.1}])")
          .complaint(),
      AllOf(HasSubstr("a.ini:2: state.csv: "), HasSubstr("btcli 11"), HasSubstr("reserves")));
  EXPECT_THAT(Beside(starts, names + two).complaint({"network.start_block=8000000"}),
              AllOf(HasSubstr("concentrated liquidity"), HasSubstr("alpha_sqrt_price"),
                    testing::Not(HasSubstr("--shares-only"))));
  EXPECT_THAT(Beside("[network]\nstart = absent.csv\n", "").complaint(),
              AllOf(HasSubstr("a.ini:2: "), HasSubstr("absent.csv")));
}

TEST(NetworkStart, RefusesAnAttackOnASlotWithoutASubnet) {
  const std::string attack =
      "[attack]\nmode = meme_holders\nday = 1\nnetuid = 2\n[time]\ndays = 20\n";
  const Beside beside(starts + attack, names + two);
  EXPECT_THAT(beside.complaint(), AllOf(HasSubstr("a.ini:6: "), HasSubstr("attack.netuid = 2")));
  EXPECT_EQ(beside.complaint({"attack.netuid=3"}), "taken");
}

TEST(NetworkStart, IsDrawnByEachEconomyWhereItIsAskedTo) {
  const Experiment e = experiment_of("[network]\nstart = drawn\n[sweep]\nreplicates = 2\n");
  ASSERT_NE(e.start, nullptr);
  EXPECT_EQ(e.start->state.drawn, 1);
  EXPECT_EQ(e.inputs.size(), 1u) << "no file was read";
  EXPECT_EQ(e.base.network.subnets, 127);
  EXPECT_EQ(e.base.network.start_block, 8791247);
  EXPECT_THAT(e.era_names, ElementsAre("hill-rank-2026-08"));
  EXPECT_THAT(e.start->line, HasSubstr("127 subnets at block 8791247"));
  const Experiment again = restore_experiment(e.config, e.inputs, e.points);
  EXPECT_EQ(again.config_hash, e.config_hash);
  EXPECT_EQ(again.start->state.drawn, 1);
  const Experiment own = experiment_of(
      "[network]\nstart = drawn\nsubnets = 20\nstart_block = 8640000\nroot_tao = 5e6\n");
  EXPECT_EQ(own.base.network.subnets, 20);
  EXPECT_EQ(own.base.network.root_tao, 5e6);
  EXPECT_THAT(own.era_names, ElementsAre("price-2026-07"));
}

/// Leaves numbers that no start has where the next calls have their variables.
[[gnu::noinline]] void soil_the_stack() {
  volatile double numbers[1 << 15];
  for (volatile double& number : numbers) number = 0.7;
}

TEST(NetworkStart, IsDrawnTheSameWhateverStoodInMemoryBefore) {
  soil_the_stack();
  const Experiment e = experiment_of("[network]\nstart = drawn\n");
  EXPECT_EQ(e.start->state.gate_bar, 0) << "to be looked up in the first block";
  for (const StartSubnet& subnet : e.start->state.of) EXPECT_EQ(subnet.lives, 0);
}

TEST(NetworkStart, RefusesMoreCashThanThereIsTao) {
  EXPECT_THAT(Beside(starts, names + two)
                  .complaint({"network.cash_part=100", "network.issuance_tao=5010000"}),
              HasSubstr("network.cash_part = 100 makes more TAO"));
}

}  // namespace
}  // namespace taosweep
