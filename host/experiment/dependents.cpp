#include "host/experiment/dependents.hpp"

#include <algorithm>

#include "host/design/design.hpp"
#include "host/experiment/economy_parameters.hpp"
#include "host/text/parameter_text.hpp"

namespace taosweep {
namespace {

void mark_those_by_arm(std::vector<Dependent>& ordered, const ArmsRequest& arms) {
  std::vector<const ParameterInfo*> by_arm;
  for (Dependent& dependent : ordered) {
    dependent.by_arm =
        std::any_of(dependent.reads.begin(), dependent.reads.end(), [&](const auto* info) {
          return arms.sometimes_set(info->key) ||
                 std::find(by_arm.begin(), by_arm.end(), info) != by_arm.end();
        });
    if (dependent.by_arm) by_arm.push_back(dependent.parameter);
  }
}

bool is_column(const Dependent& dependent) {
  return !dependent.by_arm;
}

}  // namespace

void settle_dependents(Request& request, Complaints& complaints) {
  if (request.dependents.empty()) return;
  complaints.during(request.dependents.front().where,
                    [&] { request.dependents = in_order(request.dependents); });
  mark_those_by_arm(request.dependents, request.arms);
  for (const Dependent& dependent : request.dependents) {
    const std::string key = dependent.parameter->key;
    if (is_on_an_axis(request, key))
      complaints.add(dependent.where, key + " is computed here and varied in [vary]: keep one");
    if (request.arms.sometimes_set(key))
      complaints.add(dependent.where, key + " is computed here and set by an arm: keep one");
    if (dependent.by_arm && (key.starts_with("time.") || key.starts_with("network.")))
      complaints.add(dependent.where,
                     key +
                         " would hang on what arms set: arms share clocks and the network they "
                         "start from");
  }
}

std::vector<VariedKey> columns_of(const Request& request) {
  std::vector<VariedKey> columns = varied_keys(request.axes);
  for (VariedKey& column : columns) column.group = group_of(request.sampling.groups, column.key);
  for (const Dependent& dependent : request.dependents)
    if (is_column(dependent))
      columns.push_back({dependent.parameter->key, false, dependent.text()});
  return columns;
}

Points with_dependents(Points points, const Request& request) {
  if (std::none_of(request.dependents.begin(), request.dependents.end(), is_column)) return points;
  std::vector<ParameterInfo::Reach> set;
  for (const VariedKey& key : varied_keys(request.axes)) set.push_back(parameter(key.key).reach);
  Points longer(columns_of(request).size());
  longer.reserve(points.size());
  for (std::size_t point = 0; point < points.size(); ++point) {
    std::vector<double> row(points[point].begin(), points[point].end());
    Parameters parameters = request.base;
    for (std::size_t i = 0; i < set.size(); ++i) set[i](parameters) = row[i];
    for (const Dependent& dependent : request.dependents) {
      if (!is_column(dependent)) continue;
      row.push_back(dependent.value(parameters));
      dependent.parameter->of(parameters) = row.back();
    }
    longer.add(row);
  }
  return longer;
}

void check_dependents(const Experiment& experiment) {
  if (experiment.dependents.empty()) return;
  ParametersInTurn economies(experiment);
  for (std::uint64_t point = 0; point < experiment.points.size(); ++point) {
    for (std::uint64_t arm = 0; arm < experiment.arms.size(); ++arm) {
      const Parameters& parameters = economies.of(point, arm);
      for (const Dependent& dependent : experiment.dependents) {
        const std::string why = dependent.refusal(parameters);
        if (why.empty()) continue;
        std::string place = dependent.where + ": point " + std::to_string(point);
        if (experiment.arms.size() > 1) place += ", arm " + experiment.arms[arm].label;
        throw UsageError(place + ": " + why);
      }
    }
  }
}

}  // namespace taosweep
