// Where economies run: from --device, --isa and --threads to what is at hand.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "host/run/device_options.hpp"

namespace taosweep {

/// One CPU thread or one GPU.
struct Engine {
  std::optional<int> cuda;  ///< index of the GPU; absent: a CPU thread
  Isa isa = reference_isa;  ///< of a CPU thread
  std::size_t at_once = 1;  ///< economies it takes together
};

struct Devices {
  std::vector<Engine> engines;
  std::string name;      ///< "cpu", or "cuda:0 NVIDIA H200"
  std::string isa;       ///< empty on GPUs
  std::string fallback;  ///< a sentence where --device auto found no GPU; else empty
  std::string note;      ///< a sentence where more threads were asked for than there are cores
  /// Rough speed of all together at steps of one block [subnet-steps/s]. A constant of the kind of
  /// device, never measured: it cuts chunks, and a run cuts them alike each time.
  double speed = 0;
};

/// Never more engines than economies. Throws UsageError
/// for a device asked for by name that is absent.
Devices choose_devices(const DeviceOptions& options, std::uint64_t economies);

/// Runs jobs on one engine, on the calling thread. What
/// `stop` kept from running has status not_run.
std::vector<EconomyResult> advance(const Engine& engine, std::span<const Job> jobs,
                                   const RecordPlan& plan, const std::atomic<bool>* stop = nullptr);

}  // namespace taosweep
