#include "host/commands/options.hpp"

namespace taosweep {

void add_again(CLI::App& app, AllOptions& options) {
  auto* sub =
      app.add_subcommand("replay", "one economy of a results file again, with everything kept");
  sub->add_option("file", options.replay.file, "results file")->required();
  sub->add_option("--economy", options.typed.economy,
                  "its id: (point * replicates + replicate) * arms + arm")
      ->required();
  sub->add_option("-o", options.replay.out, "write its path to this file");
  sub->add_flag("--force", options.replay.force, "replace an existing path file");
  sub->add_flag("--check", options.replay.check,
                "compare with the stored outcomes; exit 1 on a difference");
  sub->add_option("--against", options.replay.against,
                  "second results file: name the first step, subnet and quantity in which the "
                  "economies part that this program computes from the two, and what either file "
                  "stores otherwise (status, outcomes, path where it is kept); exit 1 on a "
                  "difference");
  sub->add_option("--device", options.typed.device,
                  "auto (default: the CPU, on one thread: one economy is too little for a GPU), "
                  "cpu, cuda, cuda:N");
  add_isa(sub, options.typed);
  sub->add_option("--against-isa", options.typed.against_isa,
                  "second instruction set, to hold that of --isa, or the GPU of --device, against: "
                  "name the first signal tick (on a GPU: the first day of the path), subnet and "
                  "quantity in which the two part; exit 1 on a difference");

  sub = app.add_subcommand("rerun", "the whole sweep again, from its results file alone");
  sub->add_option("file", options.rerun.file, "results file")->required();
  sub->add_option("-o", options.rerun.out, "new results file")->required();
  sub->add_flag("--force", options.rerun.force,
                "replace an existing file; what OUT.parts/ holds of this sweep is used");
  sub->add_flag("--quiet", options.rerun.quiet, "no progress");
  add_device(sub, options.typed);

  sub = app.add_subcommand("merge", "one results file out of shards");
  sub->add_option("out", options.merge.out, "new results file")->required();
  sub->add_option("shards", options.merge.shards,
                  "results files of all shards, in any order (default: what tasks with --shard "
                  "auto left in OUT.parts/, which is removed once OUT is whole)");
  sub->add_flag("--force", options.merge.force, "replace an existing file");
}

}  // namespace taosweep
