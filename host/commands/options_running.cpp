#include "host/commands/option_text.hpp"
#include "host/commands/options.hpp"

namespace taosweep {

void add_running(CLI::App& app, AllOptions& options) {
  auto* sub = app.add_subcommand("run", "run an experiment");
  sub->add_option("config", options.run.config, "config file, such as configs/sn28.ini")
      ->required();
  sub->add_option("-o", options.run.out, "results file (default: ./<config stem>.h5)");
  add_sets(sub, options.run.sets);
  add_device(sub, options.typed);
  sub->add_option("--until", options.typed.until, until_help);
  sub->add_option("--shard", options.typed.shard,
                  "I/N: only this part of the points; needs -o. auto: the part of this task of a "
                  "Slurm job array, into OUT.parts/; `taosweep merge OUT` joins them");
  sub->add_flag("--resume", options.run.resume, "go on with what OUT.parts/ already holds");
  sub->add_flag(
      "--force", options.run.force,
      "replace an existing results file, and drop finished work in OUT.parts/; with --resume "
      "replace the file and go on from OUT.parts/");
  auto* dry =
      sub->add_flag("--dry-run", options.run.dry_run,
                    "print design, economies, memory, file size and time; run nothing else");
  sub->add_flag("--preview", options.run.preview,
                "within about a second, on standard error, quantiles of the headline outcomes over "
                "the first economies that a few points spread over the design give, where eight or "
                "more finish in every arm, or why there is none; then the run goes on as ever")
      ->excludes(dry);
  sub->add_flag("--json", options.run.json, "the dry run for programs")->needs("--dry-run");
  sub->add_flag("--quiet", options.run.quiet, "no progress");

  sub = app.add_subcommand(
      "validate", "everything a run would refuse, and what changes nothing, without running");
  sub->add_option("config", options.validate.config, "config file")->required();
  add_sets(sub, options.validate.sets);
}

}  // namespace taosweep
