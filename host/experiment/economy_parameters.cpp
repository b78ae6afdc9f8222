#include "host/experiment/economy_parameters.hpp"

#include "host/text/parameter_text.hpp"

namespace taosweep {

EconomyParameters::EconomyParameters(const Experiment& experiment) : experiment_(experiment) {
  for (const VariedKey& varied : experiment.varied) varied_.push_back(parameter(varied.key).reach);
  for (const Arm& arm : experiment.arms) {
    auto& settings = arms_.emplace_back();
    for (const auto& [key, value] : arm.settings)
      settings.emplace_back(parameter(key).reach, value);
  }
}

Parameters EconomyParameters::of(std::uint64_t point, std::uint64_t arm) const {
  Parameters parameters = experiment_.base;
  const auto values = experiment_.points.at(point);
  for (std::size_t i = 0; i < values.size(); ++i) varied_[i](parameters) = values[i];
  for (const auto& [reach, value] : arms_.at(arm)) reach(parameters) = value;
  if (const auto& schedule = experiment_.arms[arm].schedule) parameters.schedule = schedule->dated;
  if (const auto& formula = experiment_.arms[arm].formula) parameters.share_formula = *formula;
  for (const Dependent& dependent : experiment_.dependents)
    dependent.parameter->of(parameters) = dependent.value(parameters);
  return parameters;
}

Parameters parameters_of(const Experiment& experiment, std::uint64_t point, std::uint64_t arm) {
  return EconomyParameters(experiment).of(point, arm);
}

}  // namespace taosweep
