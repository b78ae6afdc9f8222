#include "host/run/look/questions.hpp"

#include <algorithm>
#include <cmath>

#include "host/text/parameter_text.hpp"

namespace taosweep {
namespace {

bool is_varied(const Experiment& experiment, const std::string& key) {
  return std::any_of(experiment.varied.begin(), experiment.varied.end(),
                     [&](const VariedKey& varied) { return varied.key == key; });
}

bool is_computed(const Experiment& experiment, const std::string& key) {
  return std::any_of(experiment.dependents.begin(), experiment.dependents.end(),
                     [&](const Dependent& one) { return one.parameter->key == key; });
}

const double* setting_of(const Arm& arm, const std::string& key) {
  for (const auto& [name, value] : arm.settings)
    if (name == key) return &value;
  return nullptr;
}

std::vector<std::string> arm_keys(const Experiment& experiment) {
  std::vector<std::string> keys;
  for (const Arm& arm : experiment.arms)
    for (const auto& [key, value] : arm.settings)
      if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(key);
  return keys;
}

void add(std::vector<double>& values, double value) {
  if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(value);
}

// The ends of what the points hold, and what lies between.
std::vector<double> values_of_axis(const Experiment& experiment, std::size_t axis,
                                   const std::vector<std::uint64_t>& points) {
  std::vector<double> sorted;
  for (const std::uint64_t point : points) add(sorted, experiment.points[point][axis]);
  std::sort(sorted.begin(), sorted.end());
  std::vector<double> values{sorted.back()};
  for (const double value : sorted) add(values, value);
  return values;
}

// What the arms give the key; where some leave it alone, the common value too.
std::vector<double> values_of_arms(const Experiment& experiment, const ParameterInfo& info) {
  std::vector<double> values;
  for (const Arm& arm : experiment.arms) {
    const double* value = setting_of(arm, info.key);
    add(values, value ? *value : info.of(experiment.base));
  }
  return values;
}

}  // namespace

std::vector<double> other_values(const ParameterInfo& info, double value) {
  std::vector<double> values;
  const auto take = [&](double other) {
    if (info.kind != ParameterKind::real) other = std::round(other);
    const bool allowed = (other >= info.low && other <= info.high) || other == info.fallback();
    if (other != value && allowed) add(values, other);
  };
  take(info.fallback());
  if (info.kind == ParameterKind::choice) {
    for (double choice = info.low; choice <= info.high; ++choice) take(choice);
    return values;
  }
  // Beside what an era says lies what the first one says.
  const double near = info.rule && value == by_era ? info.launch : value;
  take(near + 0.1 * (info.high - near));
  take(near - 0.1 * (near - info.low));
  take(near + 1);
  take(near - 1);
  take(info.low);
  take(info.high);
  return values;
}

bool concerns(const Question& question, const Arm& arm) {
  return question.kind != AskedOf::arm_setting || setting_of(arm, question.info->key);
}

std::vector<Question> questions_of(const Experiment& experiment) {
  std::vector<Question> questions;
  const auto where = [&](const std::string& key) {
    const auto place = experiment.places.find(key);
    return place == experiment.places.end() ? "" : place->second;
  };
  const auto ask = [&](AskedOf kind, const ParameterInfo& info, std::vector<double> values) {
    // One value is no alternative: then those that anybody could have written.
    if (values.size() == 1) values = other_values(info, values.front());
    if (!values.empty()) questions.push_back({kind, &info, where(info.key), values});
  };
  // What a formula reads acts through what it computes.
  const auto acts_by_formula = [&](const std::string& key) {
    return is_read(experiment.dependents, key);
  };
  const auto points = trial_points(experiment, 8 + 2 * experiment.varied.size());
  for (std::size_t axis = 0; axis < experiment.varied.size(); ++axis)
    if (!acts_by_formula(experiment.varied[axis].key))
      ask(AskedOf::axis, parameter(experiment.varied[axis].key),
          values_of_axis(experiment, axis, points));
  const std::vector<std::string> of_arms = arm_keys(experiment);
  for (const std::string& key : of_arms)
    if (!acts_by_formula(key))
      ask(AskedOf::arm_setting, parameter(key), values_of_arms(experiment, parameter(key)));
  for (const auto& info : parameter_table) {
    const std::string key = info.key;
    if (!experiment.places.contains(key) || key.starts_with("time.")) continue;
    if (acts_by_formula(key) || is_computed(experiment, key)) continue;
    if (is_varied(experiment, key) || std::count(of_arms.begin(), of_arms.end(), key)) continue;
    ask(AskedOf::setting, info, {info.of(experiment.base)});
  }
  return questions;
}

std::vector<std::uint64_t> trial_points(const Experiment& experiment, std::size_t most) {
  const std::uint64_t count = experiment.points.size();
  std::vector<std::uint64_t> extremes, points;
  // Point by point, as they lie in memory.
  std::vector<std::uint64_t> low(experiment.varied.size()), high(low);
  for (std::uint64_t point = 0; point < count; ++point) {
    const auto values = experiment.points[point];
    for (std::size_t axis = 0; axis < values.size(); ++axis) {
      if (values[axis] < experiment.points[low[axis]][axis]) low[axis] = point;
      if (values[axis] > experiment.points[high[axis]][axis]) high[axis] = point;
    }
  }
  for (std::size_t axis = 0; axis < low.size(); ++axis)
    extremes.insert(extremes.end(), {high[axis], low[axis]});
  const auto take = [&](std::uint64_t point) {
    if (points.size() < most && std::find(points.begin(), points.end(), point) == points.end())
      points.push_back(point);
  };
  for (std::size_t i = 0; i < std::max<std::size_t>(2 * most, extremes.size()); ++i) {
    // Steps of the golden ratio spread any number of looks evenly.
    const double turn = static_cast<double>(i) * 0.6180339887498949;
    take(std::min(count - 1, static_cast<std::uint64_t>((turn - std::floor(turn)) *
                                                        static_cast<double>(count))));
    if (i < extremes.size()) take(extremes[i]);
  }
  if (count <= most)
    for (std::uint64_t point = 0; point < count; ++point) take(point);
  return points;
}

}  // namespace taosweep
