#include "host/commands/options.hpp"

namespace taosweep {

void add_wholeness(CLI::App& app, AllOptions& options) {
  auto* sub = app.add_subcommand("status", "how far a run, a job array or shards are");
  sub->add_option("places", options.status.places,
                  "what -o named, finished or not; or OUT.parts; or all shards of one sweep")
      ->required();
  sub->add_flag("--follow", options.status.follow,
                "look again and again, until the results file is there");
  sub->add_flag("--json", options.status.json,
                "the same for programs; with --follow a line each time");

  sub = app.add_subcommand("verify", "is a results file whole; what is missing, what differs");
  sub->add_option("file", options.verify.file, "results file")->required();
  sub->add_option("--against", options.verify.against, "second results file to compare with");
}

}  // namespace taosweep
