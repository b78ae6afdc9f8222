#include "host/commands/option_text.hpp"
#include "host/commands/options.hpp"

namespace taosweep {

void add_isa(CLI::App* app, TypedOptions& typed) {
  app->add_option("--isa", typed.isa,
                  "instruction set on a CPU: auto (default: the fastest), " + all_isa_names() +
                      "; results are the same bits");
}

void add_device(CLI::App* app, TypedOptions& typed) {
  app->add_option("--device", typed.device,
                  "auto (default: GPUs where there are any), cpu, cuda (all GPUs), cuda:N");
  add_isa(app, typed);
  app->add_option(
      "--threads", typed.threads,
      "threads on a CPU (default: one for each core that affinity, cgroups and Slurm leave)");
}

CLI::Option* add_sets(CLI::App* app, std::vector<std::string>& sets) {
  return app->add_option("--set", sets, sets_help)->allow_extra_args(false)->type_name("KEY=VALUE");
}

}  // namespace taosweep
