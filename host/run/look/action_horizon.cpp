#include "host/run/look/action_horizon.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <fmt/core.h>

#include "host/experiment/economy_parameters.hpp"
#include "host/statistics/findings.hpp"
#include "host/text/number_text.hpp"
#include "host/text/words.hpp"
#include "kernels/advance.hpp"

namespace taosweep {
namespace {

bool ends_after_start(const Parameters& p) {
  return p.attack.mode != AttackMode::none && p.time.days_after_start > 0 &&
         p.attack.day + p.time.days_after_start < p.time.days;
}

bool is_late(const Parameters& p) {
  const double day = earliest_action_day(p);
  return p.foundation.acts && std::isfinite(day) && day >= end_day(p);
}

/// First time of the day series after `day`: a horizon lies on one.
double horizon_beyond(double day, double series_days) {
  return (std::floor(day / series_days) + 1) * series_days;
}

/// Keys that make the action late: with a lower value it would come earlier.
std::vector<std::string> keys_behind(const Parameters& p) {
  std::vector<std::string> keys;
  for (const ParameterInfo& info : parameter_table) {
    const std::string key = info.key;
    if (key.starts_with("time.") || info.kind == ParameterKind::choice) continue;
    Parameters lower = p;
    info.of(lower) = info.low;
    if (earliest_action_day(lower) < earliest_action_day(p)) keys.push_back(key);
  }
  return keys;
}

}  // namespace

double end_day(const Parameters& p) {
  return ends_after_start(p) ? p.attack.day + p.time.days_after_start : p.time.days;
}

std::optional<LateAction> late_action(const Experiment& experiment) {
  std::uint64_t late_points = 0;
  std::vector<bool> late_arms(experiment.arms.size());
  double latest = 0, days = 0, after_start = 0;
  Parameters worst;
  ParametersInTurn parameters(experiment);
  for (std::uint64_t point = 0; point < experiment.points.size(); ++point) {
    bool late = false;
    for (std::size_t arm = 0; arm < experiment.arms.size(); ++arm) {
      const Parameters& p = parameters.of(point, arm);
      if (!is_late(p)) continue;
      late = late_arms[arm] = true;
      const double day = earliest_action_day(p);
      if (day >= latest) worst = p;
      latest = std::max(latest, day);
      if (day >= p.time.days)
        days = std::max(days, horizon_beyond(day, experiment.keep.series_days));
      if (p.time.days_after_start > 0 && day >= p.attack.day + p.time.days_after_start)
        after_start =
            std::max(after_start, horizon_beyond(day - p.attack.day, experiment.keep.series_days));
    }
    late_points += late;
  }
  if (late_points == 0) return {};
  std::vector<std::string> arms, use;
  for (std::size_t arm = 0; arm < late_arms.size(); ++arm)
    if (late_arms[arm] && late_arms.size() > 1)
      arms.push_back("'" + experiment.arms[arm].label + "'");
  if (days > 0) use.push_back(fmt::format("time.days = {}", number_text(days)));
  if (after_start > 0)
    use.push_back(fmt::format("time.days_after_start = {}", number_text(after_start)));
  const std::uint64_t points = experiment.points.size();
  LateAction action;
  action.days = days;
  action.days_after_start = after_start;
  action.sentence = fmt::format(
      "the foundation cannot act before the end of the economy in {} of {}{}{}: its action "
      "comes as late as day {}, by {}; use {} or more",
      late_points, counted(points, "point"),
      arms.empty()      ? ""
      : arms.size() > 1 ? ", in arms "
                        : ", in arm ",
      listed(arms), number_text(latest), listed(keys_behind(worst)), listed(use));
  return action;
}

}  // namespace taosweep
