// taosweep solve: the value of one parameter at which an outcome reaches a target.
#include <filesystem>

#include <fmt/core.h>

#include "host/commands/option_text.hpp"
#include "host/commands/solve.hpp"
#include "host/experiment/outline.hpp"
#include "host/run/demand.hpp"
#include "host/run/stop_signal.hpp"
#include "host/run/sweep.hpp"
#include "host/text/terminal.hpp"
#include "host/usage_error.hpp"

namespace taosweep {

namespace {

namespace fs = std::filesystem;

/// A sweep of the search that did not end: a signal.
struct EvaluationEnded {
  int code;
};

std::string folder_of(const SolveOptions& options) {
  if (!options.run.out.empty()) return options.run.out;
  return "./" + fs::path(options.run.config).stem().string() + ".solve";
}

void make_folder(const std::string& folder) {
  std::error_code failure;
  fs::create_directories(folder, failure);
  if (!fs::is_directory(folder))
    throw UsageError(fmt::format("-o {}: no folder for results files can be made there{}", folder,
                                 failure ? " (" + failure.message() + ")" : ""));
}

/// Sweeps of one value each, into files of one folder.
class Evaluations {
 public:
  Evaluations(const SolveOptions& options, const SolveQuestion& question, std::string folder,
              Devices devices)
      : options_(options),
        question_(question),
        folder_(std::move(folder)),
        devices_(std::move(devices)) {}

  /// Of the config with this value.
  Experiment experiment(double value, const OutlineCheck& check = {}) const {
    std::vector<std::string> sets = options_.run.sets;
    sets.push_back(fmt::format("{}={}", options_.key, value_text(*question_.key, value)));
    return load_experiment(options_.run.config, sets, check);
  }

  /// Before anything runs: both ends are configs, and there is room.
  void check_ends() const {
    experiment(question_.scale.to);
    experiment(question_.scale.from,
               [&](const Outline& outline) { check_room(outline, devices_, 1, folder_); });
  }

  SearchEstimate operator()(double value) {
    const int code = run_sweep(experiment(value), sweep_of(value), devices_);
    if (code != exit_done && code != exit_economies) throw EvaluationEnded{code};
    looked_ = true;
    devices_.fallback.clear();  // is told once
    const SearchEstimate found = estimate_in(place_of(value), question_);
    some_failed_ = some_failed_ || found.failed > 0;
    if (!options_.run.quiet)
      tell("{} = {}: {}", options_.key, value_with_unit(question_, value), estimate_text(found));
    return found;
  }

  /// Of the arm that is asked for.
  bool some_failed() const { return some_failed_; }

 private:
  std::string place_of(double value) const {
    return (fs::path(folder_) / file_of_value(question_, value)).string();
  }

  SweepOptions sweep_of(double value) const {
    SweepOptions sweep;
    sweep.out = place_of(value);
    sweep.device = options_.run.device;
    sweep.existing = options_.run.force ? Existing::replace : Existing::go_on;
    sweep.quiet = options_.run.quiet;
    sweep.table_follows = true;
    // What changes nothing is the same for all values.
    sweep.look = !looked_;
    sweep.command_line = options_.run.command_line;
    sweep.how_to_go_on = "the same command without --force goes on";
    sweep.when_taken = "move it away, or choose another folder with -o";
    return sweep;
  }

  const SolveOptions& options_;
  const SolveQuestion& question_;
  const std::string folder_;
  Devices devices_;
  bool looked_ = false, some_failed_ = false;
};

void print(const SolvedSearch& solved, CompareForm form) {
  switch (form) {
    case CompareForm::json:
      say_text(solved_json(solved));
      break;
    case CompareForm::csv:
      say_text(solved_csv(solved));
      break;
    default:
      say_text(solved_table(solved, form == CompareForm::markdown));
  }
}

}  // namespace

int solve_command(const SolveOptions& options) {
  const Experiment plain = load_experiment(options.run.config, options.run.sets);
  SolvedSearch solved;
  solved.question = question_of(options, plain);
  solved.config = options.run.config;
  solved.folder = folder_of(options);
  solved.points = plain.points.size();
  solved.replicates = plain.replicates;
  solved.cells = plain.cell_count;
  Evaluations evaluations(options, solved.question, solved.folder,
                          choose_devices(options.run.device, plain.economies()));
  evaluations.check_ends();
  make_folder(solved.folder);
  // A signal between two sweeps stops the next.
  const StopSignal signals;
  try {
    solved.result = search(solved.question.scale, solved.question.target,
                           [&](double value) { return evaluations(value); });
  } catch (const EvaluationEnded& ended) {
    return ended.code;
  }
  print(solved, options.form);
  if (solved.result.end != SearchEnd::found) return exit_failed;
  return evaluations.some_failed() ? exit_economies : exit_done;
}

}  // namespace taosweep
