#include "host/run/look/late_eras.hpp"

#include <algorithm>
#include <vector>

#include <fmt/core.h>

#include "host/eras/schedule_text.hpp"
#include "host/experiment/economy_parameters.hpp"
#include "host/run/look/action_horizon.hpp"
#include "host/statistics/findings.hpp"
#include "host/text/number_text.hpp"

namespace taosweep {

namespace {

/// Day on which the longest economy under the schedule of `arm` ends; those of other arms may have
/// the same one. Stops looking beyond `enough`.
double longest_under(const Experiment& experiment, const std::vector<NamedSchedule>& schedules,
                     std::size_t arm, double enough) {
  std::vector<std::size_t> arms;
  for (std::size_t other = 0; other < schedules.size(); ++other)
    if (schedule_word(schedules[other]) == schedule_word(schedules[arm])) arms.push_back(other);
  ParametersInTurn parameters(experiment);
  double longest = 0;
  for (std::uint64_t point = 0; point < experiment.points.size() && longest <= enough; ++point)
    for (const std::size_t other : arms)
      longest = std::max(longest, end_day(parameters.of(point, other)));
  return longest;
}

}  // namespace

std::optional<std::string> late_eras(const Experiment& experiment) {
  const auto place = experiment.places.find(schedule_key);
  if (place == experiment.places.end()) return {};
  const auto schedules =
      schedules_of(experiment.arms, {experiment.base.schedule, experiment.era_names});
  double longest_of_all = 0;
  std::vector<std::string> late;
  for (std::size_t arm = 0; arm < schedules.size(); ++arm) {
    const Schedule& schedule = schedules[arm].dated;
    const double last_change = schedule.of[schedule.count - 1].day;
    if (last_change == 0) continue;
    const double longest = longest_under(experiment, schedules, arm, last_change);
    for (int i = 0; i < schedule.count; ++i) {
      const double day = schedule.of[i].day;
      const std::string era = dated_text(schedules[arm].names.at(i), day);
      if (day < longest || std::count(late.begin(), late.end(), era) > 0) continue;
      late.push_back(era);
      longest_of_all = std::max(longest_of_all, longest);
    }
  }
  if (late.empty()) return {};
  return fmt::format(
      "{}: {} of {} {} never in force: the longest economy ends on day {}; raise time.days, or "
      "leave {} out",
      place->second, listed(late), schedule_key, late.size() == 1 ? "is" : "are",
      number_text(longest_of_all), late.size() == 1 ? "it" : "them");
}

}  // namespace taosweep
