#include "host/commands/command_line.hpp"

#include <algorithm>

#include "host/build_info.hpp"
#include "host/commands/examples.hpp"
#include "host/commands/option_text.hpp"
#include "host/commands/options.hpp"
#include "host/commands/unknown_option.hpp"
#include "host/text/words.hpp"
#include "host/usage_error.hpp"
#include "kernels/model_version.hpp"

namespace taosweep {
namespace {

// Every subcommand with its options, tied to the places their values go to.
struct Program {
  CLI::App app{about, "taosweep"};
  AllOptions options;

  Program() {
    app.require_subcommand(1);
    app.set_version_flag("--version", std::string("taosweep ") + build_version + " (" +
                                          build_commit + ", model " +
                                          std::to_string(model_version) + ")");
    app.footer(exit_codes);
    add_running(app, options);
    add_again(app, options);
    add_wholeness(app, options);
    add_comparing(app, options);
    add_solving(app, options.solve, options.typed);
    add_rare(app, options.rare, options.typed);
    add_looking(app, options);
    for (const Example& example : examples)
      app.get_subcommand(example.command)
          ->footer(std::string("Example (") + example.what + "):\n  " + example.line + "\n\n" +
                   exit_codes);
    refuse_values_of_flags();
  }

  /// The library would take `--quiet=false` for a choice and drop the 3 of `--preview=3`.
  void refuse_values_of_flags() {
    for (CLI::App* sub : app.get_subcommands({}))
      for (CLI::Option* option : sub->get_options())
        if (option->get_items_expected_max() == 0) option->disable_flag_override();
  }

  RaceOptions finished_race(const std::string& line) {
    read_device_options(options.typed.device, options.typed.isa, options.typed.threads,
                        options.race.run.device);
    if (options.race.run.out.empty()) options.race.run.out = default_out(options.race.run.config);
    options.race.run.command_line = line;
    return options.race;
  }

  SolveOptions finished_solve(const std::string& line) {
    read_device_options(options.typed.device, options.typed.isa, options.typed.threads,
                        options.solve.run.device);
    options.solve.run.command_line = line;
    return options.solve;
  }

  RareOptions finished_rare() {
    read_device_options(options.typed.device, options.typed.isa, options.typed.threads,
                        options.rare.run.device);
    return options.rare;
  }

  StateOptions finished_state() {
    if (!options.typed.block.empty())
      options.state.block = read_count("--block", options.typed.block, 1);
    if (!options.typed.bar.empty()) options.state.bar = read_part("--bar", options.typed.bar);
    return options.state;
  }

  /// An empty value is a variable of a script that was not set, not a wish for the default.
  void refuse_empty_values() const {
    for (const CLI::App* sub : app.get_subcommands()) {
      for (const CLI::Option* option : sub->get_options()) {
        const auto values = option->results();
        const bool is_set = option->check_lname("set");
        if (is_set || std::find(values.begin(), values.end(), "") == values.end()) continue;
        throw UsageError(option->get_name() + " has an empty value: give one, or leave it out");
      }
    }
  }

  Command command(const std::string& line) {
    refuse_empty_values();
    if (app.got_subcommand("run")) return finished_run(line);
    if (app.got_subcommand("replay")) {
      options.replay.economy = read_count("--economy", options.typed.economy, 0);
      read_device_options(options.typed.device, options.typed.isa, options.typed.threads,
                          options.replay.device);
      if (!options.typed.against_isa.empty())
        options.replay.against_isa = read_isa("--against-isa", options.typed.against_isa);
      return options.replay;
    }
    if (app.got_subcommand("rerun")) {
      read_device_options(options.typed.device, options.typed.isa, options.typed.threads,
                          options.rerun.device);
      options.rerun.command_line = line;
      return options.rerun;
    }
    options.merge.command_line = line;
    if (app.got_subcommand("merge")) return options.merge;
    if (app.got_subcommand("status")) return options.status;
    if (app.got_subcommand("verify")) return options.verify;
    options.compare.command_line = line;
    if (app.got_subcommand("compare")) return options.compare;
    if (app.got_subcommand("sensitivity")) return options.sensitivity;
    if (app.got_subcommand("race")) return finished_race(line);
    if (app.got_subcommand("solve")) return finished_solve(line);
    if (app.got_subcommand("rare")) return finished_rare();
    if (app.got_subcommand("validate")) return options.validate;
    if (app.got_subcommand("info")) return options.info;
    if (app.got_subcommand("params")) return options.params;
    if (app.got_subcommand("outcomes")) return options.outcomes;
    if (app.got_subcommand("eras")) return options.eras;
    if (app.got_subcommand("state")) return finished_state();
    return DevicesOptions{};
  }

  RunOptions finished_run(const std::string& line) {
    read_device_options(options.typed.device, options.typed.isa, options.typed.threads,
                        options.run.device);
    if (!options.typed.until.empty())
      options.run.sets.push_back("sweep.until=" + options.typed.until);
    options.run.shard_auto = options.typed.shard == "auto";
    if (!options.typed.shard.empty() && !options.run.shard_auto) {
      read_shard(options.typed.shard, options.run);
      if (options.run.out.empty() && options.run.shard_count > 1) {
        throw UsageError("--shard needs -o: every shard writes a file of its own");
      }
    }
    if (options.run.out.empty()) options.run.out = default_out(options.run.config);
    options.run.command_line = line;
    return options.run;
  }

  std::vector<std::string> names() const {
    std::vector<std::string> all;
    for (const auto* sub : app.get_subcommands([](const CLI::App*) { return true; })) {
      all.push_back(sub->get_name());
    }
    return all;
  }
};

/// What an option that the command does not take could mean; empty where all are known.
std::string unknown_options(const Program& program, int argc, const char* const* argv) {
  const auto names = program.names();
  const bool named = std::count(names.begin(), names.end(), argv[1]) > 0;
  const CLI::App* app = named ? program.app.get_subcommand(argv[1]) : &program.app;
  KnownOptions known;
  for (const CLI::Option* option : app->get_options()) {
    const bool flag = option->get_items_expected_max() == 0;
    for (const std::string& name : option->get_lnames()) {
      known.names.push_back("--" + name);
      if (flag) known.flags.push_back("--" + name);
    }
    for (const std::string& name : option->get_snames()) known.names.push_back("-" + name);
    known.sets = known.sets || option->check_lname("set");
  }
  return first_unknown_option({argv + 1, argv + argc}, known);
}

}  // namespace

Command parse_command_line(int argc, const char* const* argv) {
  Program program;
  check_first_word(program.names(), argc < 2 ? "" : argv[1]);
  try {
    program.app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    return ShowText{program.app.help() + "\n"};
  } catch (const CLI::CallForVersion& version) {
    return ShowText{std::string(version.what()) + "\n"};
  } catch (const CLI::ParseError& error) {
    const std::string word = argv[1];
    const std::string help =
        word.starts_with("-") ? "taosweep --help" : "taosweep " + word + " --help";
    const std::string unknown = unknown_options(program, argc, argv);
    throw UsageError((unknown.empty() ? error.what() : unknown) + " (`" + help +
                     "` lists what there is)");
  }
  return program.command(joined_arguments(argc, argv));
}

}  // namespace taosweep
