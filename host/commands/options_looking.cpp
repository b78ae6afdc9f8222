#include "host/commands/option_text.hpp"
#include "host/commands/options.hpp"
#include "host/network/recognise.hpp"

namespace taosweep {
namespace {

void add_state(CLI::App& app, AllOptions& options) {
  auto* sub = app.add_subcommand(
      "state", "a recorded state of the network: is it whole, and do its shares follow the rules");
  sub->add_option("file", options.state.file,
                  "a file with one of: " + known_states() +
                      "; told by its keys. Columns of taosweep: " + own_columns())
      ->required();
  sub->add_option("--era", options.state.era,
                  "whose rules give the shares (default: those in force at the block)");
  sub->add_option("--block", options.typed.block, "of the state, where the file does not say it");
  sub->add_option("--bar", options.typed.bar,
                  "of the emission gate as the chain stored it (default: that of the file, else "
                  "looked up in the state)");
  sub->add_flag("--shares-only", options.state.shares_only,
                "take a state of Aug 2025 to June 2026, whose reserves tell neither price nor "
                "depth, for its shares of emission alone");
  sub->add_flag("--json", options.state.json,
                "the same for programs, with every subnet in TAO; `taosweep state` reads it too");
}

}  // namespace

void add_looking(CLI::App& app, AllOptions& options) {
  auto* sub = app.add_subcommand("info", "what a results file holds");
  sub->add_option("file", options.info.file, "results file")->required();

  sub = app.add_subcommand("params", "parameters: default, range, unit, meaning, source");
  sub->add_option("word", options.params.word,
                  "only those that it finds in key, range, unit, meaning or source; keys that "
                  "start with it come first");

  sub = app.add_subcommand("outcomes", "outcomes: unit, bins, meaning, when undefined");
  sub->add_option("word", options.outcomes.word, "only those that it finds, as in params");

  sub = app.add_subcommand("eras", "eras: rules that the chain really had, or a config has");
  sub->add_option("era", options.eras.era, "all rules of this one, and the stages of a block");
  sub->add_option("other", options.eras.other, "what differs between the two, rule by rule");
  sub->add_option("--config", options.eras.config,
                  "a config whose own eras, [era NAME], count too");

  add_state(app, options);

  app.add_subcommand("devices", "GPUs and instruction sets at hand");
}

}  // namespace taosweep
