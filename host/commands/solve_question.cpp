// From the options of `taosweep solve` to what is asked.
#include <algorithm>

#include <fmt/core.h>

#include "host/commands/compare_rows.hpp"
#include "host/commands/solve.hpp"
#include "host/statistics/against_baseline.hpp"
#include "host/store/schema.hpp"
#include "host/text/number_text.hpp"
#include "host/usage_error.hpp"

namespace taosweep {

namespace {

/// Days on which something is looked at once a day, so that only whole ones are taken.
constexpr const char* whole_days[] = {"attack.day"};

/// Part of the range between whose ends the answer lies, where nothing else is asked for.
constexpr double usual_tolerance = 0.01;
/// The same on a log scale, as a ratio less 1.
constexpr double usual_ratio = 0.05;

/// Of the range, or as a ratio less 1: some thirty halvings.
constexpr double least_tolerance = 1e-9;

double number_of_option(const char* option, const std::string& text) {
  if (const auto number = parse_number(text)) return *number;
  throw UsageError(fmt::format("{} {}: expected a number", option, text));
}

double positive(const char* option, const std::string& text) {
  const double number = number_of_option(option, text);
  if (number > 0) return number;
  throw UsageError(fmt::format("{} {}: expected a number above 0", option, text));
}

double value_of_key(const char* option, const ParameterInfo& key, const std::string& text) {
  try {
    return parse_value(key, text);
  } catch (const UsageError& error) {
    throw UsageError(fmt::format("{} {}: {}", option, text, error.what()));
  }
}

std::string place_of(const Experiment& experiment, const std::string& key) {
  const auto found = experiment.places.find(key);
  return found == experiment.places.end() ? "" : found->second + ": ";
}

/// The section that varies the key: "vary", or "vary NAME" of the first block that has it.
std::string block_of(const Experiment& experiment, const std::string& key) {
  for (const CellBlock& block : experiment.blocks)
    if (std::find(block.keys.begin(), block.keys.end(), key) != block.keys.end())
      return "vary " + block.name;
  return "vary";
}

void refuse_varied(const Experiment& experiment, const std::string& key) {
  for (const VariedKey& varied : experiment.varied) {
    if (varied.key != key) continue;
    const std::string in_block = block_of(experiment, key);
    const std::string section = !varied.formula.empty() ? "depend" : in_block;
    const std::string drop =
        section.starts_with("vary ")
            ? "take its line out of that section, and the section where it has no other"
            : fmt::format("drop it with --set '{}.{}='", section, key);
    throw UsageError(fmt::format(
        "{}{} stands in [{}], and a search gives every economy the same value: it would not be "
        "{} any more. Search for another key, or {}",
        place_of(experiment, key), key, section, varied.formula.empty() ? "varied" : "computed",
        drop));
  }
}

void refuse_set_by_arm(const Experiment& experiment, const Arm& arm, const std::string& key) {
  for (const auto& [name, value] : arm.settings) {
    if (name != key) continue;
    throw UsageError(
        fmt::format("{}arm '{}' sets {}, so that no other value would reach it: search for another "
                    "key, or in another --arm",
                    place_of(experiment, key), arm.label, key));
  }
}

const ParameterInfo& searched_key(const std::string& name) {
  const ParameterInfo* key = find_parameter(name);
  if (!key) throw UsageError("--key: " + unknown_key(name, parameter_keys()));
  if (key->kind == ParameterKind::choice)
    throw UsageError(
        fmt::format("--key {}: its values are words ({}), between which there is "
                    "nothing to halve: give them as arms",
                    name, range_text(*key)));
  return *key;
}

double step_of(const SolveOptions& options, const ParameterInfo& key) {
  const bool whole = key.kind == ParameterKind::whole ||
                     std::count(std::begin(whole_days), std::end(whole_days), options.key) > 0;
  if (options.step.empty()) return whole ? 1 : 0;
  const double step = positive("--step", options.step);
  if (whole && step != static_cast<double>(static_cast<std::int64_t>(step)))
    throw UsageError(
        fmt::format("--step {}: {} takes whole numbers alone", options.step, options.key));
  return step;
}

double tolerance_of(const SolveOptions& options, const SearchScale& scale) {
  const double tolerance = positive("--tolerance", options.tolerance);
  const double least = least_tolerance * (scale.log ? 1 : scale.to - scale.from);
  if (tolerance >= least) return tolerance;
  throw UsageError(fmt::format(
      "--tolerance {}: values that close have one answer but for the accident of these shocks, "
      "and every halving is a sweep of its own; {} or more here{}",
      options.tolerance, number_text(least),
      scale.log ? ", a ratio less 1" : ", a part of 1e-9 of the range"));
}

SearchScale scale_of(const SolveOptions& options, const ParameterInfo& key) {
  SearchScale scale;
  scale.from = value_of_key("--from", key, options.from);
  scale.to = value_of_key("--to", key, options.to);
  if (!(scale.from < scale.to))
    throw UsageError(fmt::format("--from {} --to {}: expected a smaller, then a larger value",
                                 options.from, options.to));
  if (options.log && !(scale.from > 0))
    throw UsageError(fmt::format("--log with --from {}: a log scale begins above 0", options.from));
  const bool wide = scale.from > 0 && scale.to >= log_from_factor * scale.from;
  scale.log = options.log || (wide && !options.linear);
  scale.step = step_of(options, key);
  if (!scale.has(scale.to))
    throw UsageError(fmt::format("--to {} is no whole number of steps of {} from --from {}",
                                 options.to, number_text(scale.step), options.from));
  if (!options.tolerance.empty())
    scale.tolerance = tolerance_of(options, scale);
  else if (scale.step == 0)
    scale.tolerance = scale.log ? usual_ratio : usual_tolerance * (scale.to - scale.from);
  return scale;
}

void read_threshold(const SolveOptions& options, SolveQuestion& question) {
  const OutcomeInfo& info = outcome_table[question.outcome];
  if (!options.over.empty()) question.over = number_of_option("--over", options.over);
  if (!options.under.empty()) question.under = number_of_option("--under", options.under);
  if (is_flag(info) && (question.over || question.under))
    throw UsageError(fmt::format("--outcome {} is 0 or 1 by itself: leave out {}", info.name,
                                 question.over ? "--over" : "--under"));
  const int seen = observed_of(question.outcome);
  if (!is_flag(info) && seen >= 0)
    throw UsageError(
        fmt::format("--outcome {} is a time whose end not every economy sees, so that "
                    "its mean is not known: ask for {}, which says who saw it",
                    info.name, outcome_table[seen].name));
}

void read_target(const SolveOptions& options, SolveQuestion& question) {
  question.target.fall = options.reach.empty();
  const char* option = question.target.fall ? "--fall-to" : "--reach";
  const std::string& text = question.target.fall ? options.fall_to : options.reach;
  if (text.empty())
    throw UsageError(
        "give a target: --reach T, where the outcome is to be T or more, or --fall-to T");
  question.target.level = number_of_option(option, text);
  if (question.of_share() && !(question.target.level >= 0 && question.target.level <= 1))
    throw UsageError(fmt::format("{} {}: a share of economies lies between 0 and 1", option, text));
}

}  // namespace

bool SolveQuestion::of_share() const {
  return over || under || is_flag(outcome_table[outcome]);
}

SolveQuestion question_of(const SolveOptions& options, const Experiment& experiment) {
  SolveQuestion question;
  question.key = &searched_key(options.key);
  for (const Arm& arm : experiment.arms) question.arms.push_back(arm.label);
  CompareOptions named;
  named.outcomes = {options.outcome};
  if (!options.arm.empty()) named.arms = {options.arm};
  const ComparedParts parts = chosen_parts(named, question.arms);
  question.outcome = parts.outcomes.front();
  question.arm = parts.arms.front();
  if (experiment.stopping)
    throw UsageError(place_of(experiment, "sweep.until") +
                     "with sweep.until values would end with different numbers of points, and the "
                     "curve would move with these: drop it with --set sweep.until=");
  refuse_varied(experiment, options.key);
  refuse_set_by_arm(experiment, experiment.arms[question.arm], options.key);
  if (question.arm == 0 && is_against_baseline(question.outcome))
    throw UsageError(
        fmt::format("--outcome {} compares with the first arm, '{}': choose another "
                    "with --arm",
                    options.outcome, question.arms.front()));
  question.scale = scale_of(options, *question.key);
  read_threshold(options, question);
  read_target(options, question);
  return question;
}

}  // namespace taosweep
