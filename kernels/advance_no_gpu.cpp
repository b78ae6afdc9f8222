// The GPU back end of builds without CUDA: it says so.
#include <stdexcept>

#include "kernels/advance.hpp"

namespace taosweep {

bool cuda_compiled() {
  return false;
}

std::vector<DeviceInfo> cuda_devices() {
  return {};
}

std::vector<EconomyResult> advance_cuda(std::span<const Job>, const RecordPlan&, int,
                                        const std::atomic<bool>*) {
  throw std::runtime_error("this build holds no GPU program; build it with the preset cuda");
}

}  // namespace taosweep
