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
  if (const auto& schedule = experiment_.arms.at(arm).schedule)
    parameters.schedule = schedule->dated;
  if (const auto& formula = experiment_.arms[arm].formula) parameters.share_formula = *formula;
  turn(parameters, point, arm);
  return parameters;
}

void EconomyParameters::turn(Parameters& parameters, std::uint64_t point, std::uint64_t arm) const {
  const auto values = experiment_.points.at(point);
  for (std::size_t i = 0; i < values.size(); ++i) varied_[i](parameters) = values[i];
  for (const auto& [reach, value] : arms_.at(arm)) reach(parameters) = value;
  // In an order in which none reads what comes later: nothing of the point before is read.
  for (const Dependent& dependent : experiment_.dependents)
    dependent.parameter->of(parameters) = dependent.value(parameters);
}

Parameters parameters_of(const Experiment& experiment, std::uint64_t point, std::uint64_t arm) {
  return EconomyParameters(experiment).of(point, arm);
}

ParametersInTurn::ParametersInTurn(const Experiment& experiment)
    : economies_(experiment), arms_(experiment.arms.size()) {}

const Parameters& ParametersInTurn::of(std::uint64_t point, std::uint64_t arm) {
  std::optional<Parameters>& kept = arms_.at(arm);
  if (kept) {
    economies_.turn(*kept, point, arm);
  } else {
    kept = economies_.of(point, arm);
  }
  return *kept;
}

}  // namespace taosweep
