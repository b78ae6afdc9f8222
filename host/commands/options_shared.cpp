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

void add_forms(CLI::App* app, CompareForm& form, const std::string& more) {
  const auto as = [&](const char* name, CompareForm one, const std::string& sentence) {
    return app->add_flag_callback(
        name, [&form, one] { form = one; }, sentence);
  };
  auto* markdown = as("--markdown", CompareForm::markdown, "the same in Markdown");
  auto* csv = as("--csv", CompareForm::csv, "the same for programs, line by line");
  csv->excludes(markdown);
  as("--json", CompareForm::json, "the same for programs, with " + more)
      ->excludes(markdown)
      ->excludes(csv);
}

}  // namespace taosweep
