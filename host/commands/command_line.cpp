#include "host/commands/command_line.hpp"

#include <algorithm>

#include "host/build_info.hpp"
#include "host/commands/examples.hpp"
#include "host/commands/option_text.hpp"
#include "host/commands/options.hpp"
#include "host/commands/unknown_option.hpp"
#include "host/network/recognise.hpp"
#include "host/text/words.hpp"
#include "host/usage_error.hpp"
#include "kernels/model_version.hpp"

namespace taosweep {
namespace {

// Every subcommand with its options, tied to the places their values go to.
struct Program {
  CLI::App app{about, "taosweep"};
  TypedOptions typed;
  RunOptions run;
  ReplayOptions replay;
  RerunOptions rerun;
  MergeOptions merge;
  StatusOptions status;
  VerifyOptions verify;
  CompareOptions compare;
  SensitivityOptions sensitivity;
  RaceOptions race;
  SolveOptions solve;
  ValidateOptions validate;
  InfoOptions info;
  ParamsOptions params;
  OutcomesOptions outcomes;
  ErasOptions eras;
  StateOptions state;

  Program() {
    app.require_subcommand(1);
    app.set_version_flag("--version", std::string("taosweep ") + build_version + " (" +
                                          build_commit + ", model " +
                                          std::to_string(model_version) + ")");
    app.footer(exit_codes);
    add_running();
    add_again();
    add_looking();
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

  void add_running() {
    auto* sub = app.add_subcommand("run", "run an experiment");
    sub->add_option("config", run.config, "config file, such as configs/sn28.ini")->required();
    sub->add_option("-o", run.out, "results file (default: ./<config stem>.h5)");
    add_sets(sub, run.sets);
    add_device(sub, typed);
    sub->add_option("--until", typed.until, until_help);
    sub->add_option("--shard", typed.shard,
                    "I/N: only this part of the points; needs -o. auto: the part of this task of a "
                    "Slurm job array, into OUT.parts/; `taosweep merge OUT` joins them");
    sub->add_flag("--resume", run.resume, "go on with what OUT.parts/ already holds");
    sub->add_flag(
        "--force", run.force,
        "replace an existing results file, and drop finished work in OUT.parts/; with --resume "
        "replace the file and go on from OUT.parts/");
    auto* dry =
        sub->add_flag("--dry-run", run.dry_run,
                      "print design, economies, memory, file size and time; run nothing else");
    sub->add_flag(
           "--preview", run.preview,
           "within about a second, on standard error, quantiles of the headline outcomes over "
           "the first economies that a few points spread over the design give; then the run "
           "goes on as ever")
        ->excludes(dry);
    sub->add_flag("--json", run.json, "the dry run for programs")->needs("--dry-run");
    sub->add_flag("--quiet", run.quiet, "no progress");

    sub = app.add_subcommand(
        "validate", "everything a run would refuse, and what changes nothing, without running");
    sub->add_option("config", validate.config, "config file")->required();
    add_sets(sub, validate.sets);
  }

  void add_again() {
    auto* sub =
        app.add_subcommand("replay", "one economy of a results file again, with everything kept");
    sub->add_option("file", replay.file, "results file")->required();
    sub->add_option("--economy", typed.economy,
                    "its id: (point * replicates + replicate) * arms + arm")
        ->required();
    sub->add_option("-o", replay.out, "write its path to this file");
    sub->add_flag("--force", replay.force, "replace an existing path file");
    sub->add_flag("--check", replay.check,
                  "compare with the stored outcomes; exit 1 on a difference");
    sub->add_option("--against", replay.against,
                    "second results file: name the first step, subnet and quantity that differ");
    sub->add_option("--device", typed.device,
                    "auto (default: the CPU, on one thread: one economy is too little for a GPU), "
                    "cpu, cuda, cuda:N");
    add_isa(sub, typed);

    sub = app.add_subcommand("rerun", "the whole sweep again, from its results file alone");
    sub->add_option("file", rerun.file, "results file")->required();
    sub->add_option("-o", rerun.out, "new results file")->required();
    sub->add_flag("--force", rerun.force,
                  "replace an existing file; what OUT.parts/ holds of this sweep is used");
    sub->add_flag("--quiet", rerun.quiet, "no progress");
    add_device(sub, typed);

    sub = app.add_subcommand("merge", "one results file out of shards");
    sub->add_option("out", merge.out, "new results file")->required();
    sub->add_option("shards", merge.shards,
                    "results files of all shards, in any order (default: what tasks with --shard "
                    "auto left in OUT.parts/, which is removed once OUT is whole)");
    sub->add_flag("--force", merge.force, "replace an existing file");
  }

  void add_looking() {
    auto* sub = app.add_subcommand("status", "how far a run, a job array or shards are");
    sub->add_option("places", status.places,
                    "what -o named, finished or not; or OUT.parts; or all shards of one sweep")
        ->required();
    sub->add_flag("--follow", status.follow,
                  "look again and again, until the results file is there");
    sub->add_flag("--json", status.json, "the same for programs; with --follow a line each time");

    sub = app.add_subcommand("verify", "is a results file whole; what is missing, what differs");
    sub->add_option("file", verify.file, "results file")->required();
    sub->add_option("--against", verify.against, "second results file to compare with");

    add_compare();
    add_sensitivity();
    add_race();
    add_solving(app, solve, typed);

    sub = app.add_subcommand("info", "what a results file holds");
    sub->add_option("file", info.file, "results file")->required();

    sub = app.add_subcommand("params", "parameters: default, range, unit, meaning, source");
    sub->add_option("word", params.word,
                    "only those that it finds in key, range, unit, meaning or source; keys that "
                    "start with it come first");

    sub = app.add_subcommand("outcomes", "outcomes: unit, bins, meaning, when undefined");
    sub->add_option("word", outcomes.word, "only those that it finds, as in params");

    sub = app.add_subcommand("eras", "eras: rules that the chain really had, or a config has");
    sub->add_option("era", eras.era, "all rules of this one, and the stages of a block");
    sub->add_option("other", eras.other, "what differs between the two, rule by rule");
    sub->add_option("--config", eras.config, "a config whose own eras, [era NAME], count too");

    add_state();

    app.add_subcommand("devices", "GPUs and instruction sets at hand");
  }

  void add_compare() {
    auto* sub = app.add_subcommand(
        "compare", "paired differences of arms, with intervals, and registered contrasts");
    sub->add_option("file", compare.file,
                    "results file; or a config, which is run first, into ./<config stem>.h5")
        ->required();
    sub->add_option("other", compare.other, "second results file: its arms against the first's");
    sub->add_flag("--by-cell", compare.by_cell, "each cell of axes that list values, by itself");
    sub->add_option("--scale", compare.scale, "difference (default), or ratio of means, of shares");
    sub->add_option("--arm", compare.arms, "only this arm; any number of times")
        ->allow_extra_args(false)
        ->type_name("ARM");
    add_table(sub, compare);
  }

  void add_sensitivity() {
    auto* sub = app.add_subcommand("sensitivity", "which drawn parameters tell an outcome");
    sub->add_option("file", sensitivity.shown.file, "results file")->required();
    sub->add_option("--arm", sensitivity.shown.arms, "of this arm (default: the first)")
        ->expected(1)
        ->type_name("ARM");
    sub->add_option("--cell", sensitivity.cell, "of this cell, by its label")->type_name("LABEL");
    add_forms(sub, sensitivity.shown);
  }

  /// What of a comparison is shown, and as what.
  void add_table(CLI::App* sub, CompareOptions& shown) {
    sub->add_option("--baseline", shown.baseline, "arm that the others are held against")
        ->type_name("ARM");
    add_forms(sub, shown);
  }

  void add_forms(CLI::App* sub, CompareOptions& shown) {
    sub->add_option("--outcome", shown.outcomes, "only this outcome; any number of times")
        ->allow_extra_args(false)
        ->type_name("NAME");
    const auto as = [&](const char* name, CompareForm form, const char* sentence) {
      return sub->add_flag_callback(
          name, [&shown, form] { shown.form = form; }, sentence);
    };
    auto* markdown = as("--markdown", CompareForm::markdown, "the same table in Markdown");
    auto* csv = as("--csv", CompareForm::csv, "the same for programs, line by line");
    csv->excludes(markdown);
    as("--json", CompareForm::json, "the same for programs, with every bound")
        ->excludes(markdown)
        ->excludes(csv);
  }

  void add_race() {
    auto* sub = app.add_subcommand(
        "race", "rules of your own, as formulas, against those of a config, in one table");
    sub->add_option("config", race.run.config, "config file, such as configs/rule_race.ini")
        ->required();
    sub->add_option("--rule", race.rules,
                    "an arm whose shares of TAO follow a formula, such as 'root of price = "
                    "price_ema^0.5'; any number of times. `taosweep params share_formula` has the "
                    "names")
        ->allow_extra_args(false)
        ->type_name("'NAME = FORMULA'");
    sub->add_option("--state", race.state,
                    "a recorded state to start from, in place of network.start of the config");
    sub->add_option("-o", race.run.out, "results file (default: ./<config stem>.h5)");
    sub->add_flag("--force", race.run.force, "replace an existing results file");
    sub->add_flag("--quiet", race.run.quiet, "no progress");
    add_sets(sub, race.run.sets);
    add_device(sub, typed);
    add_table(sub, race.compare);
  }

  RaceOptions finished_race(const std::string& line) {
    read_device_options(typed.device, typed.isa, typed.threads, race.run.device);
    if (race.run.out.empty()) race.run.out = default_out(race.run.config);
    race.run.command_line = line;
    return race;
  }

  SolveOptions finished_solve(const std::string& line) {
    read_device_options(typed.device, typed.isa, typed.threads, solve.run.device);
    solve.run.command_line = line;
    return solve;
  }

  void add_state() {
    auto* sub = app.add_subcommand(
        "state",
        "a recorded state of the network: is it whole, and do its shares follow the rules");
    sub->add_option("file", state.file,
                    "a file with one of: " + known_states() +
                        "; told by its keys. Columns of taosweep: " + own_columns())
        ->required();
    sub->add_option("--era", state.era,
                    "whose rules give the shares (default: those in force at the block)");
    sub->add_option("--block", typed.block, "of the state, where the file does not say it");
    sub->add_option("--bar", typed.bar,
                    "of the emission gate as the chain stored it (default: that of the file, else "
                    "looked up in the state)");
    sub->add_flag("--shares-only", state.shares_only,
                  "take a state of Aug 2025 to June 2026, whose reserves tell neither price nor "
                  "depth, for its shares of emission alone");
    sub->add_flag("--json", state.json,
                  "the same for programs, with every subnet in TAO; `taosweep state` reads it too");
  }

  StateOptions finished_state() {
    if (!typed.block.empty()) state.block = read_count("--block", typed.block, 1);
    if (!typed.bar.empty()) state.bar = read_part("--bar", typed.bar);
    return state;
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
      replay.economy = read_count("--economy", typed.economy, 0);
      read_device_options(typed.device, typed.isa, typed.threads, replay.device);
      return replay;
    }
    if (app.got_subcommand("rerun")) {
      read_device_options(typed.device, typed.isa, typed.threads, rerun.device);
      rerun.command_line = line;
      return rerun;
    }
    merge.command_line = line;
    if (app.got_subcommand("merge")) return merge;
    if (app.got_subcommand("status")) return status;
    if (app.got_subcommand("verify")) return verify;
    compare.command_line = line;
    if (app.got_subcommand("compare")) return compare;
    if (app.got_subcommand("sensitivity")) return sensitivity;
    if (app.got_subcommand("race")) return finished_race(line);
    if (app.got_subcommand("solve")) return finished_solve(line);
    if (app.got_subcommand("validate")) return validate;
    if (app.got_subcommand("info")) return info;
    if (app.got_subcommand("params")) return params;
    if (app.got_subcommand("outcomes")) return outcomes;
    if (app.got_subcommand("eras")) return eras;
    if (app.got_subcommand("state")) return finished_state();
    return DevicesOptions{};
  }

  RunOptions finished_run(const std::string& line) {
    read_device_options(typed.device, typed.isa, typed.threads, run.device);
    if (!typed.until.empty()) run.sets.push_back("sweep.until=" + typed.until);
    run.shard_auto = typed.shard == "auto";
    if (!typed.shard.empty() && !run.shard_auto) {
      read_shard(typed.shard, run);
      if (run.out.empty() && run.shard_count > 1) {
        throw UsageError("--shard needs -o: every shard writes a file of its own");
      }
    }
    if (run.out.empty()) run.out = default_out(run.config);
    run.command_line = line;
    return run;
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
