#include "host/design/dependent.hpp"

#include <algorithm>
#include <cmath>

#include "host/design/vary.hpp"
#include "host/text/number_text.hpp"
#include "host/text/parameter_text.hpp"
#include "host/text/words.hpp"
#include "host/usage_error.hpp"
#include "kernels/chain/share/run_formula.hpp"

namespace taosweep {
namespace {

bool reads(const Dependent& dependent, const ParameterInfo* info) {
  return std::find(dependent.reads.begin(), dependent.reads.end(), info) != dependent.reads.end();
}

std::string value_in_words(const ParameterInfo& info, const Parameters& parameters) {
  return std::string(info.key) + "=" + value_text(info, info.of(parameters));
}

}  // namespace

std::string Dependent::text() const {
  return formula_text_in(formula, [&](FormulaName name) -> std::string {
    return reads.at(static_cast<std::size_t>(name))->key;
  });
}

double Dependent::value(const Parameters& parameters) const {
  return run_formula<double>(formula, [&](FormulaName name) {
    return reads[static_cast<std::size_t>(name)]->of(parameters);
  });
}

std::string Dependent::refusal(const Parameters& parameters) const {
  const double computed = value(parameters);
  const std::string formula_of = std::string(parameter->key) + " = " + text();
  for (const ParameterInfo* info : reads) {
    if (info->rule && info->of(parameters) == by_era)
      return formula_of + " reads " + info->key + ", which is what the era says: give it a number";
  }
  std::string at = joined_as(
      reads, [&](const ParameterInfo* info) { return value_in_words(*info, parameters); });
  if (!at.empty()) at = " at " + at;
  if (std::isnan(computed)) return formula_of + " is undefined" + at;
  try {
    check_value(*parameter, computed);
  } catch (const UsageError& error) {
    return formula_of + " is " + number_text(computed) + at + ": " + error.what();
  }
  return "";
}

Dependent parse_dependent(const std::string& key, const std::string& value) {
  Dependent dependent{&varied_parameter(key), {}, {}, {}};
  const FormulaVocabulary vocabulary{[&](const std::string& word) {
                                       const ParameterInfo* info = find_parameter(word);
                                       if (!info) return -1;
                                       if (!reads(dependent, info)) dependent.reads.push_back(info);
                                       const auto found = std::find(dependent.reads.begin(),
                                                                    dependent.reads.end(), info);
                                       return static_cast<int>(found - dependent.reads.begin());
                                     },
                                     parameter_keys(), " (`taosweep params` lists all)", true};
  dependent.formula = parse_formula(value, vocabulary);
  if (reads(dependent, dependent.parameter))
    throw UsageError(key + " = " + value + " reads itself");
  return dependent;
}

std::vector<Dependent> in_order(const std::vector<Dependent>& dependents) {
  std::vector<Dependent> waiting = dependents, ordered;
  while (!waiting.empty()) {
    const auto next = std::find_if(waiting.begin(), waiting.end(), [&](const Dependent& one) {
      return std::none_of(waiting.begin(), waiting.end(),
                          [&](const Dependent& other) { return reads(one, other.parameter); });
    });
    if (next == waiting.end()) {
      throw UsageError("these wait for each other: " +
                       joined_as(waiting, [](const Dependent& one) { return one.parameter->key; }));
    }
    ordered.push_back(*next);
    waiting.erase(next);
  }
  return ordered;
}

bool is_read(const std::vector<Dependent>& dependents, const std::string& key) {
  const ParameterInfo* info = find_parameter(key);
  return std::any_of(dependents.begin(), dependents.end(),
                     [&](const Dependent& one) { return reads(one, info); });
}

}  // namespace taosweep
