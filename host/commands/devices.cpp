// taosweep devices.
#include <iostream>

#include "host/commands/commands.hpp"
#include "host/commands/option_text.hpp"

namespace taosweep {

int devices_command() {
  std::cout << "cpu: " << isa_names() << "; the fastest is " << isa_name(best_isa()) << "\n";
  if (!cuda_compiled()) {
    std::cout << "cuda: this build holds no GPU program\n";
    return exit_done;
  }
  const auto devices = cuda_devices();
  if (devices.empty()) std::cout << "cuda: no device or driver at hand\n";
  for (const auto& device : devices) {
    std::cout << "cuda:" << device.index << ": " << device.name << ", compute capability "
              << device.compute_capability << ", " << (device.memory_bytes >> 20) << " MiB\n";
  }
  return exit_done;
}

}  // namespace taosweep
