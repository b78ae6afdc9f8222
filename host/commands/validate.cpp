// taosweep validate.
#include <iostream>

#include "host/commands/commands.hpp"
#include "host/experiment/experiment.hpp"

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

}  // namespace taosweep
