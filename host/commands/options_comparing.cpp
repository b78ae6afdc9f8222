#include "host/commands/options.hpp"

namespace taosweep {
namespace {

void add_rows(CLI::App* sub, CompareOptions& shown) {
  sub->add_option("--outcome", shown.outcomes, "only this outcome; any number of times")
      ->allow_extra_args(false)
      ->type_name("NAME");
  add_forms(sub, shown.form, "every bound");
}

/// What of a comparison is shown, and as what.
void add_table(CLI::App* sub, CompareOptions& shown) {
  sub->add_option("--baseline", shown.baseline, "arm that the others are held against")
      ->type_name("ARM");
  add_rows(sub, shown);
}

void add_compare(CLI::App& app, AllOptions& options) {
  auto* sub = app.add_subcommand(
      "compare", "paired differences of arms, with intervals, and registered contrasts");
  sub->add_option("file", options.compare.file,
                  "results file; or a config, which is run first, into ./<config stem>.h5")
      ->required();
  sub->add_option("other", options.compare.other,
                  "second results file: its arms against the first's");
  sub->add_flag("--by-cell", options.compare.by_cell,
                "each cell of axes that list values, by itself");
  sub->add_option("--scale", options.compare.scale,
                  "difference (default), or ratio of means, of shares");
  sub->add_option("--arm", options.compare.arms, "only this arm; any number of times")
      ->allow_extra_args(false)
      ->type_name("ARM");
  add_table(sub, options.compare);
}

void add_sensitivity(CLI::App& app, AllOptions& options) {
  auto* sub = app.add_subcommand("sensitivity", "which drawn parameters tell an outcome");
  sub->add_option("file", options.sensitivity.shown.file, "results file")->required();
  sub->add_option("--arm", options.sensitivity.shown.arms, "of this arm (default: the first)")
      ->expected(1)
      ->type_name("ARM");
  sub->add_option("--cell", options.sensitivity.cell,
                  "of this cell, by its number from 0 or its label")
      ->type_name("LABEL");
  add_rows(sub, options.sensitivity.shown);
}

void add_race(CLI::App& app, AllOptions& options) {
  auto* sub = app.add_subcommand(
      "race", "rules of your own, as formulas, against those of a config, in one table");
  sub->add_option("config", options.race.run.config, "config file, such as configs/rule_race.ini")
      ->required();
  sub->add_option("--rule", options.race.rules,
                  "an arm whose shares of TAO follow a formula, such as 'root of price = "
                  "price_ema^0.5'; any number of times. `taosweep params share_formula` has the "
                  "names")
      ->allow_extra_args(false)
      ->type_name("'NAME = FORMULA'");
  sub->add_option("--state", options.race.state,
                  "a recorded state to start from, in place of network.start of the config");
  sub->add_option("-o", options.race.run.out, "results file (default: ./<config stem>.h5)");
  sub->add_flag("--force", options.race.run.force, "replace an existing results file");
  sub->add_flag("--quiet", options.race.run.quiet, "no progress");
  add_sets(sub, options.race.run.sets);
  add_device(sub, options.typed);
  add_table(sub, options.race.compare);
}

}  // namespace

void add_comparing(CLI::App& app, AllOptions& options) {
  add_compare(app, options);
  add_sensitivity(app, options);
  add_race(app, options);
}

}  // namespace taosweep
