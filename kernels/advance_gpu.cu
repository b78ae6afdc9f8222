// Economies on a GPU: what the host calls.
#include <map>
#include <memory>

#include "kernels/gpu/cuda_machine.hpp"
#include "kernels/gpu/run_batch.hpp"

namespace taosweep {
namespace {

/// A card and its machines that no thread uses at the moment. They stay to the end of the program:
/// the driver has gone before its last destructors.
class SharedCard {
 public:
  static SharedCard& of(int device) {
    static std::mutex mutex;
    static auto& cards = *new std::map<int, SharedCard>();
    const std::lock_guard lock(mutex);
    return cards[device];
  }

  Card card;

  std::unique_ptr<CudaMachine> take(int device) {
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) return std::make_unique<CudaMachine>(device);
    auto machine = std::move(idle_.back());
    idle_.pop_back();
    return machine;
  }
  /// Of a call that has succeeded: after an error nobody knows what still runs.
  void give_back(std::unique_ptr<CudaMachine> machine) {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(machine));
  }

 private:
  std::mutex mutex_;
  std::vector<std::unique_ptr<CudaMachine>> idle_;
};

}  // namespace

bool cuda_compiled() {
  return true;
}

std::vector<DeviceInfo> cuda_devices() {
  int count = 0;
  if (cudaGetDeviceCount(&count) != cudaSuccess) return {};  // no driver or no card
  std::vector<DeviceInfo> devices;
  for (int i = 0; i < count; ++i) {
    cudaDeviceProp p;
    check(cudaGetDeviceProperties(&p, i), "properties of a device");
    devices.push_back({i, p.name, std::to_string(p.major) + "." + std::to_string(p.minor),
                       p.totalGlobalMem, p.multiProcessorCount});
  }
  return devices;
}

std::vector<EconomyResult> advance_cuda(std::span<const Job> jobs, const RecordPlan& plan,
                                        int device, const std::atomic<bool>* stop) {
  if (jobs.empty()) return {};
  check(cudaSetDevice(device), "choice of device");
  SharedCard& shared = SharedCard::of(device);
  std::unique_ptr<CudaMachine> machine = shared.take(device);
  std::vector<EconomyResult> results = advance_on(*machine, shared.card, jobs, plan, stop);
  shared.give_back(std::move(machine));
  return results;
}

}  // namespace taosweep
