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

std::optional<std::string> late_eras(const Experiment& experiment) {
  const auto place = experiment.places.find(schedule_key);
  if (place == experiment.places.end()) return {};
  const Schedule& schedule = experiment.base.schedule;
  const double last_change = schedule.of[schedule.count - 1].day;
  double longest = 0;
  const EconomyParameters parameters(experiment);
  for (std::uint64_t point = 0; point < experiment.points.size(); ++point) {
    for (std::size_t arm = 0; arm < experiment.arms.size(); ++arm)
      longest = std::max(longest, end_day(parameters.of(point, arm)));
    if (longest > last_change) return {};
  }
  std::vector<std::string> late;
  for (int i = 0; i < schedule.count; ++i) {
    const double day = schedule.of[i].day;
    if (day >= longest) late.push_back(dated_text(experiment.era_names.at(i), day));
  }
  if (late.empty()) return {};
  return fmt::format(
      "{}: {} of {} {} never in force: the longest economy ends on day {}; raise time.days, or "
      "leave {} out",
      place->second, listed(late), schedule_key, late.size() == 1 ? "is" : "are",
      number_text(longest), late.size() == 1 ? "it" : "them");
}

}  // namespace taosweep
