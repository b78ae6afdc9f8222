// taosweep race: rules of one's own against those of a config, from one state to one table.
#include <filesystem>
#include <set>

#include <fmt/core.h>

#include "host/commands/commands.hpp"
#include "host/commands/compare_rows.hpp"
#include "host/config/read_config.hpp"
#include "host/config/set_option.hpp"
#include "host/experiment/experiment.hpp"
#include "host/formula/formula.hpp"
#include "host/text/plain_text.hpp"
#include "host/text/terminal.hpp"
#include "host/text/words.hpp"
#include "host/usage_error.hpp"

namespace taosweep {
namespace {

/// Name of the arm that a race adds as its baseline where the config has none.
constexpr const char* as_it_is = "as it is";

bool has_arms(const ConfigText& config) {
  for (const ConfigSection& section : config.sections)
    if (section.name.starts_with("arm ")) return true;
  return false;
}

void refuse_product(const ConfigText& config, const std::string& name) {
  for (const ConfigLine& line : config.lines) {
    if (line.section != "arms") continue;
    throw UsageError(fmt::format(
        "{}: a race adds an [arm NAME] for each --rule, and {} compares by [arms]; write its arms "
        "as sections [arm NAME], or drop them with --set {}=",
        line.where, name, "arms." + line.key));
  }
}

struct NamedRule {
  std::string name, formula;
};

void refuse_repeats(const std::vector<NamedRule>& rules, const ConfigText& config) {
  std::set<std::string> names;
  for (const ConfigSection& section : config.sections)
    if (section.name.starts_with("arm ")) names.insert(trimmed(section.name.substr(4)));
  if (names.empty()) names.insert(as_it_is);
  for (const NamedRule& rule : rules) {
    if (names.insert(rule.name).second) continue;
    throw UsageError(
        fmt::format("--rule '{} = {}': there is an arm '{}' already; name it otherwise", rule.name,
                    rule.formula, rule.name));
  }
}

/// Why a text cannot stand in a line of a config, as a race puts it there; empty where it can.
std::string reason_no_line(const std::string& text) {
  return text.find_first_of("\n\r") != std::string::npos ? "a line end cannot stand in it"
                                                         : reason_not_text(text);
}

/// The state's place as a line of a config has it.
std::string start_line(const std::string& state) {
  const std::string place = std::filesystem::absolute(state).string();
  std::string why = reason_no_line(place);
  if (place.find('#') != std::string::npos) why = "# starts a comment in a config";
  if (!why.empty())
    throw UsageError(fmt::format(
        "--state {}: {}: rename the file or its folder, or copy it elsewhere", place, why));
  return "network.start=" + place;
}

NamedRule named_rule(const std::string& text) {
  const auto equals = text.find('=');
  NamedRule rule{trimmed(text.substr(0, equals)), ""};
  const bool named = equals != std::string::npos && !rule.name.empty() &&
                     rule.name.find_first_of(".[]#,") == std::string::npos;
  if (const std::string why = reason_no_line(text); !why.empty())
    throw UsageError(fmt::format("--rule '{}': {}", text, why));
  if (!named) {
    throw UsageError(fmt::format(
        "--rule '{}': expected NAME = FORMULA, such as 'root of price = price_ema^0.5'; a name has "
        "no dots, commas, brackets and #",
        text));
  }
  rule.formula = trimmed(text.substr(equals + 1));
  try {
    parse_formula(rule.formula);
  } catch (const UsageError& error) {
    throw UsageError(fmt::format("--rule '{}': {}", text, error.what()));
  }
  return rule;
}

/// What a race says on top of its config, as --set would.
std::vector<std::string> sets_of(const RaceOptions& options) {
  ConfigText config = parse_config(read_config(options.run.config), options.run.config);
  std::vector<std::string> sets = options.run.sets;
  apply_sets(config, sets);
  if (!options.state.empty()) sets.push_back(start_line(options.state));
  if (!options.rules.empty()) refuse_product(config, options.run.config);
  std::vector<NamedRule> rules;
  for (const std::string& text : options.rules) rules.push_back(named_rule(text));
  refuse_repeats(rules, config);
  if (!options.rules.empty() && !has_arms(config))
    sets.push_back(fmt::format("arm {}.protocol.share=era", as_it_is));
  for (const NamedRule& rule : rules) {
    sets.push_back(fmt::format("arm {}.protocol.share=formula", rule.name));
    sets.push_back(fmt::format("arm {}.{}={}", rule.name, formula_key, rule.formula));
  }
  return sets;
}

/// Before anything runs: arms to compare, and names that are there.
void check_comparison(const RunOptions& run, const CompareOptions& compare) {
  std::vector<std::string> labels;
  for (const Arm& arm : load_experiment(run.config, run.sets).arms) labels.push_back(arm.label);
  if (labels.size() < 2) {
    throw UsageError(run.config +
                     " has one arm, and so nothing to race: give a rule as --rule 'NAME = "
                     "FORMULA', or the config two [arm NAME] sections");
  }
  compared_parts(compare, labels);
}

}  // namespace

int race_command(const RaceOptions& options) {
  RunOptions run = options.run;
  run.sets = sets_of(options);
  run.table_follows = true;
  check_comparison(run, options.compare);
  const int code = run_command(run);
  if (code != exit_done && code != exit_economies) return code;
  CompareOptions compare = options.compare;
  compare.file = run.out;
  compare_command(compare);
  return code;
}

}  // namespace taosweep
