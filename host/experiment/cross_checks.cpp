#include "host/experiment/cross_checks.hpp"

#include <algorithm>
#include <cmath>

#include "host/experiment/economy_parameters.hpp"
#include "host/text/number_text.hpp"
#include "host/text/parameter_text.hpp"
#include "kernels/advance.hpp"

namespace taosweep {
namespace {

constexpr double blocks_in_a_day = 7200;  // [block/d]

// Series are written at ticks: of the signal, or of the step where that is longer.
std::string series_reason(const Parameters& parameters, double series_days) {
  const double tick = std::max(parameters.time_signal_blocks, parameters.time_step_blocks);
  const double ticks = series_days * blocks_in_a_day / tick;
  if (std::abs(ticks - std::round(ticks)) <= 1e-9 * ticks && ticks > 0.5) return "";
  return "keep.series_days = " + number_text(series_days) +
         " is no multiple of the longer of time.signal_blocks and time.step_blocks, " +
         number_text(tick) + " blocks = " + number_text(tick / blocks_in_a_day) + " d";
}

// Point and arm, with the varied values that the reason speaks of.
std::string place_of(const Experiment& experiment, std::uint64_t point, std::uint64_t arm,
                     const std::string& reason) {
  std::string place, values;
  for (std::size_t i = 0; i < experiment.varied.size(); ++i) {
    const auto& key = experiment.varied[i].key;
    if (reason.find(key) == std::string::npos) continue;
    values += (values.empty() ? "" : ", ") + key + "=" +
              value_text(parameter(key), experiment.points[point][i]);
  }
  if (!experiment.varied.empty()) place = "point " + std::to_string(point);
  if (!values.empty()) place += " (" + values + ")";
  if (experiment.arms.size() > 1) {
    place += (place.empty() ? "arm " : ", arm ") + experiment.arms[arm].label;
  }
  return place.empty() ? "" : place + ": ";
}

}  // namespace

void check_all_points(const Experiment& experiment, const Places& places) {
  const EconomyParameters economies(experiment);
  for (std::uint64_t point = 0; point < experiment.points.size(); ++point) {
    for (std::uint64_t arm = 0; arm < experiment.arms.size(); ++arm) {
      const Parameters parameters = economies.of(point, arm);
      auto reasons = check_parameters(parameters);
      const std::string series = series_reason(parameters, experiment.keep.series_days);
      if (!series.empty()) reasons.push_back(series);
      if (reasons.empty()) continue;
      std::string all;
      for (const auto& reason : reasons) {
        all += (all.empty() ? "" : "\n") + places.of_sentence(reason) + ": " +
               place_of(experiment, point, arm, reason) + reason;
      }
      throw UsageError(all);
    }
  }
}

}  // namespace taosweep
