#include "host/run/devices.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "host/run/cores.hpp"
#include "host/run/one_undefined.hpp"
#include "host/text/words.hpp"
#include "host/usage_error.hpp"
#include "kernels/gpu/batch_size.hpp"

namespace taosweep {
namespace {

constexpr double gpu_speed = 2e10;  // [subnet-steps/s]

/// About so many economies a multiprocessor runs at a time, a warp each.
constexpr std::uint64_t warps_of_a_multiprocessor = 16;
/// Batches that a GPU takes at least where there are economies enough, so that the host's work on
/// one hides behind the launches of others.
constexpr std::uint64_t fewest_batches = 8;

std::string no_gpu() {
  return cuda_compiled() ? "no GPU or driver is at hand"
                         : "this build holds no GPU program (the preset cuda makes one that does)";
}

Devices cpu_devices(const DeviceOptions& options, std::uint64_t economies) {
  const Isa isa = options.isa.value_or(best_isa());
  const Cores cores = usable_cores();
  const std::uint64_t wanted =
      options.threads ? options.threads : static_cast<std::uint64_t>(cores.count);
  const std::uint64_t threads = std::max<std::uint64_t>(1, std::min(wanted, economies));
  Devices devices;
  devices.engines.assign(threads, with_one_undefined(engine_of_cpu(isa)));
  devices.name = "cpu";
  devices.isa = isa_name(isa);
  devices.note = too_many_threads(threads, cores);
  devices.speed = info_of(isa).speed * static_cast<double>(threads);
  return devices;
}

std::vector<DeviceInfo> gpus_asked_for(const DeviceOptions& options) {
  std::vector<DeviceInfo> infos = cuda_devices();
  if (infos.empty()) {
    const std::string asked = options.cuda_index ? fmt::format(":{}", *options.cuda_index) : "";
    throw UsageError("--device cuda" + asked + ": " + no_gpu() + "; use --device cpu, or auto");
  }
  if (!options.cuda_index) return infos;
  const auto name_of = [](const DeviceInfo& info) { return fmt::format("cuda:{}", info.index); };
  for (const DeviceInfo& info : infos)
    if (info.index == *options.cuda_index) return {info};
  throw UsageError(fmt::format("--device cuda:{}: there is only {}", *options.cuda_index,
                               joined_as(infos, name_of)));
}

std::uint64_t parts_of(std::uint64_t whole, std::uint64_t count) {
  return std::max<std::uint64_t>(1, (whole + count - 1) / count);
}

}  // namespace

Devices gpu_devices(const std::vector<DeviceInfo>& infos, std::uint64_t economies) {
  const std::uint64_t count =
      std::max<std::uint64_t>(1, std::min<std::uint64_t>(infos.size(), economies));
  const std::uint64_t threads =
      std::min<std::uint64_t>(count * batches_at_a_time, std::max<std::uint64_t>(count, economies));
  Devices devices;
  // The first thread of each GPU, then the second: where there is little to do, each has some of
  // it.
  for (std::uint64_t i = 0; i < threads; ++i) {
    const DeviceInfo& info = infos[i % count];
    Engine& engine = devices.engines.emplace_back(with_one_undefined(engine_of_gpu(info.index)));
    const auto warps = static_cast<std::uint64_t>(info.multiprocessors) * warps_of_a_multiprocessor;
    const std::uint64_t batch =
        std::clamp(parts_of(economies, count * fewest_batches), warps, warps * waves_of_batch);
    engine.at_once = std::min(batch, parts_of(economies, threads));
    if (i < count) devices.name += fmt::format("{}{} {}", i ? ", " : "", engine.name, info.name);
  }
  devices.speed = gpu_speed * static_cast<double>(count);
  return devices;
}

Devices choose_devices(const DeviceOptions& options, std::uint64_t economies) {
  if (options.kind == DeviceKind::cuda) return gpu_devices(gpus_asked_for(options), economies);
  // Who names an instruction set means the CPU.
  if (options.kind == DeviceKind::automatic && !options.isa) {
    const std::vector<DeviceInfo> infos = cuda_devices();
    if (!infos.empty()) return gpu_devices(infos, economies);
    Devices devices = cpu_devices(options, economies);
    devices.fallback = fmt::format("{}: running on the CPU, {} with {}", no_gpu(),
                                   counted(devices.engines.size(), "thread"), devices.isa);
    return devices;
  }
  return cpu_devices(options, economies);
}

std::vector<SummaryPlace> summary_places(const Devices& devices) {
  std::vector<SummaryPlace> places;
  for (const Engine& engine : devices.engines) {
    const auto same = [&](const SummaryPlace& place) { return place.name == engine.name; };
    if (std::none_of(places.begin(), places.end(), same))
      places.push_back({engine.name, engine.summarise});
  }
  return places;
}

}  // namespace taosweep
