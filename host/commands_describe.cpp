// Subcommands that only say something: validate, params, eras, devices.
#include <iostream>

#include "host/commands.hpp"
#include "host/config/experiment.hpp"
#include "host/help_text.hpp"
#include "host/option_text.hpp"

namespace taosweep {

int validate_command(const ValidateOptions& options) {
  const Experiment experiment = load_experiment(options.config, options.sets);
  std::cout << options.config << ": good. " << experiment.points.size() << " points ("
            << experiment.cell_count << " cells) x " << experiment.replicates << " replicates x "
            << experiment.arms.size() << " arms = " << experiment.economies() << " economies\n";
  for (const auto& varied : experiment.varied) {
    std::cout << "  varied: " << varied.key << (varied.sampled ? " (drawn)" : "") << "\n";
  }
  for (const auto& arm : experiment.arms) std::cout << "  arm: " << arm.label << "\n";
  if (!experiment.overrides.empty()) {
    std::cerr << "taosweep: the config overrides the era in " << experiment.overrides << "\n";
  }
  return exit_done;
}

int params_command(const std::string& prefix) {
  std::cout << params_text(prefix);
  return exit_done;
}

int eras_command(const std::string& name) {
  std::cout << eras_text(name);
  return exit_done;
}

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
