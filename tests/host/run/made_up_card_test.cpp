// A sweep by way of everything that a GPU's batches pass, on a card whose warps are threads.
#include <gmock/gmock.h>

#include "host/experiment/experiment.hpp"
#include "host/run/sweep.hpp"
#include "host/store/read/open.hpp"
#include "kernels/gpu/batch_size.hpp"
#include "tests/host/folder.hpp"
#include "tests/kernels/gpu/made_up_machine.hpp"

namespace taosweep {
namespace {

/// A card as gpu_devices would hand it out: several threads, which share it.
Devices made_up_card(std::size_t at_once) {
  const auto card = std::make_shared<Card>();
  Devices devices;
  devices.name = "made up";
  devices.speed = 1e7;
  for (int i = 0; i < batches_at_a_time; ++i) {
    Engine& engine = devices.engines.emplace_back(engine_of_cpu(reference_isa));
    engine.name = "made-up:0";
    engine.at_once = at_once;
    engine.advance = [card](std::span<const Job> jobs, const RecordPlan& plan,
                            const std::atomic<bool>* stop) {
      MadeUpMachine machine(2);
      return advance_on(machine, *card, jobs, plan, stop);
    };
  }
  return devices;
}

class OnAMadeUpCard : public testing::Test {
 protected:
  std::string digest_on(const Devices& devices) {
    SweepOptions options;
    options.out = folder_ / std::to_string(++runs_) + ".h5";
    options.quiet = true;
    EXPECT_EQ(run_sweep(experiment_, options, devices), exit_done);
    const hdf5::File file = open_results(options.out);
    summaries_ = stored_facts(file).summaries;
    return file.text("content_digest");
  }

  samples::Folder folder_;
  int runs_ = 0;
  std::string summaries_;
  Experiment experiment_ = load_experiment(
      TAOSWEEP_SOURCE_DIR "/tests/bits/small.ini",
      {"sweep.points=3", "sweep.replicates=3", "time.step_blocks=300", "keep.paths=2"});
};

TEST_F(OnAMadeUpCard, ASweepHasTheDigestOfTheHostWhateverTheBatch) {
  DeviceOptions options;
  options.kind = DeviceKind::cpu;
  const std::string of_host = digest_on(choose_devices(options, experiment_.economies()));
  for (const std::size_t at_once : {1, 5, 1000}) {
    EXPECT_EQ(digest_on(made_up_card(at_once)), of_host) << at_once;
    EXPECT_EQ(summaries_, "made-up:0");  // one place, whatever its threads
  }
}

}  // namespace
}  // namespace taosweep
