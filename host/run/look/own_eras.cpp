#include "host/run/look/own_eras.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "host/text/parameter_text.hpp"
#include "kernels/chain/eras/rules.hpp"

namespace taosweep {
namespace {

/// No economy asks the era what this rule is.
bool given_for_all_eras(const Experiment& experiment, const ParameterInfo& info) {
  for (std::size_t i = 0; i < experiment.varied.size(); ++i) {
    if (experiment.varied[i].key != info.key) continue;
    for (std::uint64_t point = 0; point < experiment.points.size(); ++point)
      if (experiment.points[point][i] == by_era) return false;
    return true;
  }
  return std::all_of(experiment.arms.begin(), experiment.arms.end(), [&](const Arm& arm) {
    double value = info.of(experiment.base);
    for (const auto& [key, given] : arm.settings)
      if (key == info.key) value = given;
    return value != by_era;
  });
}

}  // namespace

std::vector<std::string> idle_own_eras(const Experiment& experiment) {
  std::vector<std::string> sentences;
  const auto schedules =
      schedules_of(experiment.arms, {experiment.base.schedule, experiment.era_names});
  const auto behind = eras_behind(names_in(schedules), experiment.eras);
  for (const NamedEra& era : experiment.eras) {
    if (!era.own()) continue;
    if (std::find(behind.begin(), behind.end(), era.name) == behind.end()) {
      sentences.push_back(
          fmt::format("{}: [era {}] is never in force: name it in {} as {}@DAY, or take it out",
                      era.where, era.name, schedule_key, era.name));
      continue;
    }
    for (const RuleDifference& change : changes_of(era, experiment.eras)) {
      const ParameterInfo& info = *change.info;
      const auto common = experiment.places.find(info.key);
      // Rules that all eras of the schedule share stand in `base` without a line of the user's.
      if (common == experiment.places.end() || !given_for_all_eras(experiment, info)) continue;
      if (info.of(experiment.base) == number_of(info, era.rules)) continue;
      const std::string key = info.key;
      const auto line = experiment.places.find("era " + era.name + key.substr(key.find('.')));
      sentences.push_back(fmt::format(
          "{}: what [era {}] says of {} changes nothing: {} gives it for all eras; remove one of "
          "the two, or have {} = {} there",
          line == experiment.places.end() ? era.where : line->second, era.name, key, common->second,
          key, era_word));
    }
  }
  return sentences;
}

}  // namespace taosweep
