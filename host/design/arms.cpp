#include "host/design/arms.hpp"

#include <algorithm>

#include "host/text/parameter_text.hpp"
#include "host/text/words.hpp"

namespace taosweep {
namespace {

constexpr std::size_t most_arms = 4096;

bool has(const ArmBundle& bundle, const std::string& key) {
  if (key == schedule_key) return bundle.schedule.has_value();
  if (key == formula_key) return bundle.formula.has_value();
  return std::any_of(bundle.settings.begin(), bundle.settings.end(),
                     [&](const auto& setting) { return setting.first == key; });
}

std::size_t count_of(const ArmLine& line) {
  return line.values.size() + line.schedules.size() + line.formulas.size();
}

std::string word_of(const ArmLine& line, std::size_t i) {
  if (line.key == schedule_key) return schedule_word(line.schedules[i]);
  if (line.key == formula_key) return formula_text(line.formulas[i]);
  return value_text(parameter(line.key), line.values[i]);
}

/// `arm` with the ith alternative of a line.
Arm with(const Arm& arm, const ArmLine& line, std::size_t i) {
  Arm next = arm;
  if (line.key == schedule_key)
    next.schedule = line.schedules[i];
  else if (line.key == formula_key)
    next.formula = line.formulas[i];
  else
    next.settings.emplace_back(line.key, line.values[i]);
  if (!next.label.empty()) next.label += ", ";
  next.label += line.key + "=" + word_of(line, i);
  return next;
}

std::vector<Arm> product_of(const std::vector<ArmLine>& lines) {
  std::vector<Arm> arms(1);
  for (const auto& line : lines) {
    if (arms.size() * count_of(line) > most_arms) {
      throw UsageError("[arms] makes more than " + std::to_string(most_arms) +
                       " arms; use [vary] for what is not a comparison");
    }
    std::vector<Arm> longer;
    for (const auto& arm : arms)
      for (std::size_t i = 0; i < count_of(line); ++i) longer.push_back(with(arm, line, i));
    arms = longer;
  }
  return arms;
}

/// Throws UsageError for a key that arms may not set: sweep, keep, time, network.
void check_arm_key(const std::string& key) {
  for (const std::string group : {"sweep", "keep", "time", "network"}) {
    if (key.starts_with(group + ".")) {
      throw UsageError("an arm may not set " + key +
                       ": arms share points, shocks, clocks and the " + "network they start from");
    }
  }
}

[[noreturn]] void refuse_repeat(const std::string& text) {
  throw UsageError("'" + text + "' stands twice: two arms would have one label");
}

/// Throws where parentheses do not pair.
void check_parentheses(const std::string& text) {
  int open = 0;
  for (const char c : text) {
    open += (c == '(') - (c == ')');
    if (open < 0 || open > 1) break;
  }
  if (open == 0) return;
  throw UsageError("the parentheses of '" + text +
                   "' do not pair: a schedule of several eras stands in one pair of them, " +
                   "(launch-2025-02@0, fixed-2025-02@11.04)");
}

NamedSchedule listed_schedule(const std::string& text, const Eras& eras) {
  const bool alone = text.find('(') == std::string::npos && text.find('@') != std::string::npos;
  try {
    return parse_schedule_word(text, eras);
  } catch (const UsageError& error) {
    if (!alone) throw;
    throw UsageError(std::string(error.what()) +
                     ". In [arms] commas part the schedules: one of several eras stands in " +
                     "parentheses, (launch-2025-02@0, fixed-2025-02@11.04)");
  }
}

}  // namespace

bool ArmsRequest::always_set(const std::string& key) const {
  if (!bundles.empty()) {
    return std::all_of(bundles.begin(), bundles.end(), [&](const auto& b) { return has(b, key); });
  }
  return std::any_of(product.begin(), product.end(), [&](const auto& l) { return l.key == key; });
}

bool ArmsRequest::sometimes_set(const std::string& key) const {
  return always_set(key) ||
         std::any_of(bundles.begin(), bundles.end(), [&](const auto& b) { return has(b, key); });
}

std::vector<NamedSchedule> ArmsRequest::schedules(const NamedSchedule& common) const {
  std::vector<NamedSchedule> all;
  if (!always_set(schedule_key)) all.push_back(common);
  for (const ArmLine& line : product)
    all.insert(all.end(), line.schedules.begin(), line.schedules.end());
  for (const ArmBundle& bundle : bundles)
    if (bundle.schedule) all.push_back(*bundle.schedule);
  return all;
}

std::vector<NamedSchedule> schedules_of(const std::vector<Arm>& arms, const NamedSchedule& common) {
  std::vector<NamedSchedule> all;
  for (const Arm& arm : arms) all.push_back(arm.schedule.value_or(common));
  return all;
}

bool some_follow_the_common_schedule(const std::vector<Arm>& arms) {
  return std::any_of(arms.begin(), arms.end(), [](const Arm& arm) { return !arm.schedule; });
}

ArmLine parse_arm_line(const std::string& key, const std::string& value, const Eras& eras) {
  check_arm_key(key);
  if (key == schedule_key) check_parentheses(value);
  ArmLine line{key, {}, {}, {}};
  for (const auto& text : split_list(value)) {
    if (key == schedule_key) {
      const NamedSchedule schedule = listed_schedule(text, eras);
      for (const NamedSchedule& other : line.schedules)
        if (schedule_word(other) == schedule_word(schedule)) refuse_repeat(text);
      line.schedules.push_back(schedule);
      continue;
    }
    if (key == formula_key) {
      const FormulaCode formula = parse_formula(text);
      if (std::count(line.formulas.begin(), line.formulas.end(), formula)) refuse_repeat(text);
      line.formulas.push_back(formula);
      continue;
    }
    const double v = parse_value(parameter(key), text);
    if (std::count(line.values.begin(), line.values.end(), v)) refuse_repeat(text);
    line.values.push_back(v);
  }
  return line;
}

void read_bundle_line(ArmBundle& bundle, const std::string& key, const std::string& value,
                      const Eras& eras) {
  check_arm_key(key);
  if (key == schedule_key)
    bundle.schedule = parse_schedule_word(value, eras);
  else if (key == formula_key)
    bundle.formula = parse_formula(value);
  else
    bundle.settings.emplace_back(key, parse_value(parameter(key), value));
}

std::vector<Arm> make_arms(const ArmsRequest& request) {
  if (request.bundles.empty()) {
    if (request.product.empty()) return {{"base", {}, {}, {}}};
    return product_of(request.product);
  }
  std::vector<Arm> arms;
  for (const auto& bundle : request.bundles) {
    for (const auto& arm : arms) {
      if (arm.label == bundle.name) throw UsageError("two arms have the name " + bundle.name);
    }
    arms.push_back({bundle.name, bundle.settings, bundle.schedule, bundle.formula});
  }
  return arms;
}

}  // namespace taosweep
