// From --device, --isa and --threads to what is at hand.
#include "host/run/devices.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>

#include "host/experiment/experiment.hpp"
#include "host/run/one_undefined.hpp"
#include "kernels/gpu/batch_size.hpp"
#include "kernels/math/undefined.hpp"

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

std::vector<DeviceInfo> made_up_gpus(int count) {
  std::vector<DeviceInfo> infos;
  for (int i = 0; i < count; ++i) infos.push_back({i, "H200", "9.0", 1ull << 37, 132});
  return infos;
}

std::map<std::string, int> threads_of(const Devices& devices) {
  std::map<std::string, int> threads;
  for (const Engine& engine : devices.engines) ++threads[engine.name];
  return threads;
}

TEST(Devices, OfAGpuAreThreadsThatHideWhatTheHostDoes) {
  const Devices devices = gpu_devices(made_up_gpus(1), 1'000'000);
  EXPECT_EQ(threads_of(devices), (std::map<std::string, int>{{"cuda:0", batches_at_a_time}}));
  EXPECT_EQ(devices.name, "cuda:0 H200");
  EXPECT_EQ(places_text(summary_places(devices)), "cuda:0");
}

TEST(Devices, AreEveryGpuWithBatchesThatFillIt) {
  constexpr std::size_t warps = 132 * 16;
  for (const int count : {1, 4})
    for (const std::uint64_t economies : {10'000ull, 100'000ull, 1'000'000ull}) {
      const Devices devices = gpu_devices(made_up_gpus(count), economies);
      EXPECT_EQ(threads_of(devices).size(), static_cast<std::size_t>(count));
      for (const Engine& engine : devices.engines) {
        EXPECT_LE(engine.at_once, waves_of_batch * warps);
        EXPECT_LE(engine.at_once * devices.engines.size(), economies + devices.engines.size());
        if (economies > 4 * count * warps) {
          EXPECT_GE(engine.at_once, warps);
        }
      }
    }
  // 10,000 on one: not a batch alone, which nothing could hide.
  EXPECT_EQ(gpu_devices(made_up_gpus(1), 10'000).engines[0].at_once, warps);
}

TEST(Devices, OfGpusAreNeverMoreThreadsThanEconomies) {
  const Devices devices = gpu_devices(made_up_gpus(4), 6);
  EXPECT_EQ(devices.engines.size(), 6u);
  EXPECT_EQ(threads_of(devices).size(), 4u);
  EXPECT_EQ(gpu_devices(made_up_gpus(4), 2).name, "cuda:0 H200, cuda:1 H200");
}

/// Leaves a NaN of another sign, as 0/0 does on x86, wherever a number can stand.
Engine leaving_other_nans() {
  Engine engine;
  engine.advance = [](std::span<const Job> jobs, const RecordPlan&, const std::atomic<bool>*) {
    std::vector<EconomyResult> results(jobs.size());
    for (EconomyResult& result : results) {
      result.status = Status::not_finite;
      std::fill(std::begin(result.outcomes), std::end(result.outcomes), -undefined);
      result.outcomes[0] = -0.0;
      result.series = result.path = {-static_cast<float>(undefined), 1.0f};
    }
    return results;
  };
  return engine;
}

TEST(Devices, LeaveOnePatternOfBitsForWhatIsUndefined) {
  const Job job;
  const auto results = with_one_undefined(leaving_other_nans()).advance({&job, 1}, {}, nullptr);
  ASSERT_EQ(results.size(), 1u);
  const EconomyResult& result = results.front();
  EXPECT_TRUE(std::signbit(result.outcomes[0])) << "numbers stay";
  EXPECT_EQ(std::bit_cast<std::uint64_t>(result.outcomes[1]), 0x7ff8000000000000u);
  for (const auto* values : {&result.series, &result.path}) {
    EXPECT_EQ(std::bit_cast<std::uint32_t>((*values)[0]), 0x7fc00000u);
    EXPECT_EQ((*values)[1], 1.0f);
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
