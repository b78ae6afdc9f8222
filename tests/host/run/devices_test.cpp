// From --device, --isa and --threads to what is at hand.
#include "host/run/devices.hpp"

#include <gmock/gmock.h>

#include "host/experiment/experiment.hpp"

namespace taosweep {
namespace {

DeviceOptions on_cpu(std::uint32_t threads) {
  DeviceOptions options;
  options.kind = DeviceKind::cpu;
  options.threads = threads;
  return options;
}

TEST(Devices, AreAThreadEachOnACpu) {
  const Devices devices = choose_devices(on_cpu(3), 100);
  ASSERT_EQ(devices.engines.size(), 3u);
  EXPECT_EQ(devices.engines[0].name, "cpu");
  EXPECT_EQ(devices.isa, isa_name(best_isa()));
  EXPECT_EQ(devices.engines[0].at_once, 1u);
  EXPECT_EQ(devices.name, "cpu");
  EXPECT_EQ(devices.fallback, "");
}

TEST(Devices, AreNeverMoreThanEconomies) {
  EXPECT_EQ(choose_devices(on_cpu(64), 2).engines.size(), 2u);
}

TEST(Devices, HaveTheInstructionSetAskedFor) {
  for (const IsaInfo& info : isa_table) {
    DeviceOptions options = on_cpu(1);
    options.isa = info.isa;
    const Devices devices = choose_devices(options, 5);
    EXPECT_EQ(devices.isa, info.name);
    EXPECT_EQ(devices.speed, info.speed);
  }
}

TEST(Devices, WithAnInstructionSetMeanTheCpuEvenBesideAGpu) {
  DeviceOptions options;
  options.isa = reference_isa;
  EXPECT_EQ(choose_devices(options, 5).name, "cpu");
}

TEST(Devices, OfAutoAreGpusOrASentenceAboutTheirAbsence) {
  const Devices devices = choose_devices({}, 5);
  EXPECT_EQ(devices.fallback.empty(), !cuda_devices().empty());
  EXPECT_EQ(devices.engines.front().name, cuda_devices().empty() ? "cpu" : "cuda:0");
}

TEST(Devices, AbsentOnesAreRefusedByName) {
  DeviceOptions options;
  options.kind = DeviceKind::cuda;
  options.cuda_index = 987;
  try {
    choose_devices(options, 5);
    FAIL() << "there is no GPU of this number";
  } catch (const UsageError& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("--device cuda:987: "));
  }
}

TEST(Devices, LeaveWhatASignalStoppedUnrun) {
  const std::atomic<bool> stop = true;
  const Job job;
  const auto results = engine_of_cpu(reference_isa).advance({&job, 1}, {}, &stop);
  ASSERT_EQ(results.size(), 1u);
  EXPECT_EQ(results.front().status, Status::not_run);
}

}  // namespace
}  // namespace taosweep
