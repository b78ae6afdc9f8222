// taosweep devices.
#include "host/commands/commands.hpp"
#include "host/commands/option_text.hpp"
#include "host/text/terminal.hpp"

namespace taosweep {

int devices_command() {
  say("cpu: {}; the fastest is {}", isa_names(), isa_name(best_isa()));
  if (!cuda_compiled()) {
    say("cuda: this build holds no GPU program");
    return exit_done;
  }
  const auto devices = cuda_devices();
  if (devices.empty()) say("cuda: no device or driver at hand");
  for (const auto& device : devices) {
    say("cuda:{}: {}, compute capability {}, {} MiB", device.index, device.name,
        device.compute_capability, device.memory_bytes >> 20);
  }
  return exit_done;
}

}  // namespace taosweep
