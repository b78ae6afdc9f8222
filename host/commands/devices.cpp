// taosweep devices.
#include <cstdlib>

#include "host/commands/commands.hpp"
#include "host/commands/option_text.hpp"
#include "host/run/cores.hpp"
#include "host/text/terminal.hpp"
#include "host/text/words.hpp"

namespace taosweep {

int devices_command() {
  const Cores cores = usable_cores();
  say("cpu: {}; the fastest is {}; {}, by {}", isa_names(), isa_name(best_isa()),
      counted(static_cast<std::uint64_t>(cores.count), "core"), cores.set_by);
  for (const IsaInfo& info : isa_table)
    if (isa_available(info.isa)) say("  {}: {}", info.name, info.sentence);
  if (!cuda_compiled()) {
    say("cuda: this build holds no GPU program");
    return exit_done;
  }
  const auto devices = cuda_devices();
  if (devices.empty()) say("cuda: no device or driver at hand");
  if (const char* visible = std::getenv("CUDA_VISIBLE_DEVICES"))
    say("cuda: CUDA_VISIBLE_DEVICES={} chooses from the machine's GPUs; they count from 0 here",
        visible);
  for (const auto& device : devices) {
    say("cuda:{}: {}, compute capability {}, {} MiB", device.index, device.name,
        device.compute_capability, device.memory_bytes >> 20);
  }
  return exit_done;
}

}  // namespace taosweep
