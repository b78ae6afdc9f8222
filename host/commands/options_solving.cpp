#include "host/commands/options.hpp"

namespace taosweep {
namespace {

void add_question(CLI::App* sub, SolveOptions& solve) {
  sub->add_option("--key", solve.key,
                  "parameter whose value is searched, such as attack.budget_tao")
      ->required();
  sub->add_option("--from", solve.from, "smallest value")->required();
  sub->add_option("--to", solve.to, "largest value")->required();
  sub->add_option("--outcome", solve.outcome, "outcome that is to reach the target")
      ->required()
      ->type_name("NAME");
  auto* over = sub->add_option("--over", solve.over,
                               "ask for the share of economies in which the outcome is X or more, "
                               "not for its mean")
                   ->type_name("X");
  sub->add_option("--under", solve.under, "the same of X or less")->excludes(over)->type_name("X");
  auto* reach = sub->add_option("--reach", solve.reach,
                                "target: the share, of an outcome that is 0 or 1 or with --over "
                                "and --under, or the mean, is T or more")
                    ->type_name("T");
  sub->add_option("--fall-to", solve.fall_to, "target: it is T or less")
      ->excludes(reach)
      ->type_name("T");
  sub->add_option("--arm", solve.arm, "in this arm (default: the first)")->type_name("ARM");
}

void add_scale(CLI::App* sub, SolveOptions& solve) {
  auto* log = sub->add_flag("--log", solve.log,
                            "halve on a log scale (default where TO is 100 times FROM or more)");
  sub->add_flag("--linear", solve.linear, "never")->excludes(log);
  sub->add_option("--tolerance", solve.tolerance,
                  "widest bracket that is narrow enough: a difference (default: 1 % of the range), "
                  "on a log scale a ratio less 1 (default: 0.05)");
  sub->add_option("--step", solve.step,
                  "try FROM and whole multiples of this above it alone (default: 1 for whole "
                  "numbers and attack.day)");
}

}  // namespace

void add_solving(CLI::App& app, SolveOptions& solve, TypedOptions& typed) {
  auto* sub = app.add_subcommand(
      "solve", "the value of one parameter at which an outcome reaches a target, by bisection");
  sub->add_option("config", solve.run.config, "config file, such as configs/no_intervention.ini")
      ->required();
  add_question(sub, solve);
  add_scale(sub, solve);
  sub->add_option("-o", solve.run.out,
                  "folder for a results file of each value tried (default: ./<config stem>.solve); "
                  "the same command goes on from what it holds");
  sub->add_flag("--force", solve.run.force, "replace the results files of values that it tries");
  sub->add_flag("--quiet", solve.run.quiet, "no progress");
  add_sets(sub, solve.run.sets);
  add_device(sub, typed);
  add_forms(sub, solve.form, "what was asked");
}

}  // namespace taosweep
