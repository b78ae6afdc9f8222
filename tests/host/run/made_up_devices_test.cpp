// What economies leave is sorted and counted where they ran: a sweep on four made-up devices.
#include <gmock/gmock.h>

#include "host/experiment/experiment.hpp"
#include "host/run/sweep.hpp"
#include "host/store/merge.hpp"
#include "host/store/read/open.hpp"
#include "tests/host/folder.hpp"
#include "tests/host/made_up_devices.hpp"

namespace taosweep {
namespace {

class OnMadeUpDevices : public testing::Test {
 protected:
  int run(const std::string& name, const Devices& devices, Existing existing = Existing::refuse,
          std::uint64_t shard = 0, std::uint64_t shards = 1) {
    SweepOptions options;
    options.out = folder_ / name;
    options.quiet = true;
    options.existing = existing;
    options.shard_index = shard;
    options.shard_count = shards;
    options.how_to_go_on = "go on";
    return run_sweep(experiment_, options, devices);
  }
  std::string digest(const std::string& name) const {
    return open_results(folder_ / name).text("content_digest");
  }
  RunFacts facts(const std::string& name) const {
    return stored_facts(open_results(folder_ / name));
  }
  static Devices the_host() {
    DeviceOptions options;
    options.kind = DeviceKind::cpu;
    options.threads = 2;
    return choose_devices(options, 24);
  }

  samples::Folder folder_;
  Experiment experiment_ =
      load_experiment(TAOSWEEP_SOURCE_DIR "/tests/bits/small.ini",
                      {"sweep.points=2", "sweep.replicates=3", "time.step_blocks=300"});
};

TEST_F(OnMadeUpDevices, ASweepIsSortedAndCountedByEachOfThem) {
  const MadeUpDevices four(4);
  ASSERT_EQ(run("four.h5", four.devices), exit_done);
  EXPECT_EQ(four.economies(), 24);
  for (const auto& device : four.each) EXPECT_GT(device->blocks, 4);
  // Series of 4 points each, outcomes of 2 arms in points and in 2 cells: nothing goes elsewhere.
  EXPECT_EQ(four.blocks(), series_count * 4 + outcome_count * 2 * 2);
  EXPECT_EQ(facts("four.h5").summaries, "made-up:0, made-up:1, made-up:2, made-up:3");
}

TEST_F(OnMadeUpDevices, ASweepHasTheDigestOfTheHost) {
  ASSERT_EQ(run("host.h5", the_host()), exit_done);
  EXPECT_EQ(facts("host.h5").summaries, "cpu");
  for (const int count : {1, 4}) {
    const std::string name = std::to_string(count) + ".h5";
    ASSERT_EQ(run(name, MadeUpDevices(count).devices), exit_done);
    EXPECT_EQ(digest(name), digest("host.h5")) << count;
  }
}

TEST_F(OnMadeUpDevices, TheirNumbersAreThoseInTheFile) {
  ASSERT_EQ(run("host.h5", the_host()), exit_done);
  const MadeUpDevices four(4);
  for (const auto& device : four.each) device->shift = 1e-9;  // some get columns of NaN alone
  ASSERT_EQ(run("shifted.h5", four.devices), exit_done);
  EXPECT_NE(digest("shifted.h5"), digest("host.h5"));
}

TEST_F(OnMadeUpDevices, OneThatFailsIsNamedAndNothingIsLost) {
  const MadeUpDevices four(4);
  four.each[1]->breaks = true;
  try {
    run("out.h5", four.devices);
    FAIL() << "a block was summarised elsewhere without a word";
  } catch (const std::runtime_error& error) {
    EXPECT_THAT(error.what(),
                testing::AllOf(testing::HasSubstr("by made-up:1: out of order"),
                               testing::HasSubstr("24 of 24 economies are finished and kept")));
  }
  const MadeUpDevices none_runs(1);
  ASSERT_EQ(run("out.h5", none_runs.devices, Existing::go_on), exit_done);
  EXPECT_EQ(none_runs.economies(), 0);
  ASSERT_EQ(run("host.h5", the_host()), exit_done);
  EXPECT_EQ(digest("out.h5"), digest("host.h5"));
}

TEST_F(OnMadeUpDevices, AMergedFileNamesThemBesideTheHostThatMerged) {
  const MadeUpDevices one(1);
  ASSERT_EQ(run("0.h5", one.devices, Existing::refuse, 0, 2), exit_done);
  ASSERT_EQ(run("1.h5", the_host(), Existing::refuse, 1, 2), exit_done);
  merge_results(Target(folder_ / "both.h5"), {folder_ / "0.h5", folder_ / "1.h5"}, "merge");
  EXPECT_EQ(facts("both.h5").summaries, "cpu, made-up:0");
  ASSERT_EQ(run("host.h5", the_host()), exit_done);
  EXPECT_EQ(digest("both.h5"), digest("host.h5"));
}

TEST(SummaryPlaces, AreTheDevicesOrTheHostOnce) {
  EXPECT_EQ(places_text(summary_places(MadeUpDevices(2).devices)), "made-up:0, made-up:1");
  DeviceOptions options;
  options.kind = DeviceKind::cpu;
  options.threads = 3;
  EXPECT_EQ(places_text(summary_places(choose_devices(options, 9))), "cpu");
}

TEST(SummaryQueue, HandsOnInTheOrderOfTheBlocks) {
  std::vector<SummaryPlace> places = summary_places(MadeUpDevices(4).devices);
  for (const std::size_t count : {0, 1, 4, 6}) {
    SummaryQueue queue(places);
    std::vector<double> medians;
    for (std::size_t i = 0; i < count; ++i)
      queue.add({{static_cast<double>(i)}, {0}, 1, {}},
                [&](const Summaries& made) { medians.push_back(made.quantiles[4]); });
    queue.finish();
    ASSERT_EQ(medians.size(), count);
    for (std::size_t i = 0; i < count; ++i) EXPECT_EQ(medians[i], i);
  }
}

TEST(EngineOfAGpu, SaysWhyItCannotRunOnOneThatIsNotThere) {
  const int none = static_cast<int>(cuda_devices().size());
  const Engine engine = engine_of_gpu(none);
  EXPECT_EQ(engine.name, "cuda:" + std::to_string(none));
  const Job job;
  EXPECT_THROW(engine.advance({&job, 1}, {}, nullptr), std::runtime_error);
  EXPECT_THROW(engine.summarise(std::vector<double>{1}, std::vector<std::int32_t>{0}, 1, {}),
               std::runtime_error);
}

}  // namespace
}  // namespace taosweep
