// Where economies run: from --device, --isa and --threads to what is at hand.
#pragma once

#include <string>
#include <vector>

#include "host/run/device_options.hpp"
#include "host/statistics/summaries.hpp"
#include "kernels/engines/engine.hpp"

namespace taosweep {

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

/// GPUs, each used by several threads (kernels/gpu/run_batch.hpp): one waits for its launches,
/// while others see to the batches before and after. Never more of them than economies.
Devices gpu_devices(const std::vector<DeviceInfo>& infos, std::uint64_t economies);

/// Where what the economies leave is sorted and counted: each of the devices they ran on, or the
/// host, once for all its threads.
std::vector<SummaryPlace> summary_places(const Devices& devices);

}  // namespace taosweep
