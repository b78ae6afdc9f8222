#include "host/eras/schedule_text.hpp"

#include <vector>

#include "host/text/number_text.hpp"
#include "host/text/parameter_text.hpp"
#include "host/text/words.hpp"
#include "host/usage_error.hpp"

namespace taosweep {
namespace {

/// Beyond the longest economy.
constexpr double latest_day = 36500;

/// One of the parts between commas.
struct DatedName {
  std::string name;
  double day;
};

DatedName dated(const std::string& text, bool first) {
  const auto at = text.find('@');
  if (at == std::string::npos && first) return {text, 0};
  if (at == std::string::npos) {
    throw UsageError("'" + text + "' in protocol.schedule has no day: write " + text + "@DAY");
  }
  const auto day = parse_number(trimmed(text.substr(at + 1)));
  if (!day || *day < 0 || *day > latest_day) {
    throw UsageError("'" + text +
                     "' in protocol.schedule: after the @ stands a day since launch, 0 "
                     "to " +
                     number_text(latest_day));
  }
  return {trimmed(text.substr(0, at)), *day + 0.0};
}

}  // namespace

NamedSchedule parse_schedule(const std::string& text, const Eras& eras) {
  const std::vector<std::string> parts = split_list(text);
  if (parts.size() > most_eras_of_a_schedule) {
    throw UsageError("protocol.schedule has " + std::to_string(parts.size()) + " eras, at most " +
                     std::to_string(most_eras_of_a_schedule) + " fit");
  }
  Schedule schedule{};
  std::vector<std::string> names;
  for (const std::string& part : parts) {
    const DatedName next = dated(part, schedule.count == 0);
    const Rules rules = era_of(eras, next.name, " in protocol.schedule").rules;
    if (schedule.count == 0 && next.day != 0) {
      throw UsageError("protocol.schedule begins on day " + number_text(next.day) +
                       ": the first era holds from day 0 on");
    }
    if (schedule.count > 0 && !(next.day > schedule.of[schedule.count - 1].day)) {
      throw UsageError("'" + part + "' in protocol.schedule is not after the era before it");
    }
    schedule.of[schedule.count++] = {next.day, rules};
    names.push_back(next.name);
  }
  return {schedule, names};
}

std::string schedule_text(const Schedule& schedule, const std::vector<std::string>& names) {
  std::vector<std::string> parts;
  for (int i = 0; i < schedule.count; ++i)
    parts.push_back(dated_text(names.at(i), schedule.of[i].day));
  return joined(parts);
}

std::vector<std::string> names_in(const std::vector<NamedSchedule>& schedules) {
  std::vector<std::string> names;
  for (const NamedSchedule& schedule : schedules)
    names.insert(names.end(), schedule.names.begin(), schedule.names.end());
  return names;
}

std::string schedule_word(const NamedSchedule& schedule) {
  if (schedule.dated.count == 1) return schedule.names.front();
  return "(" + schedule_text(schedule.dated, schedule.names) + ")";
}

NamedSchedule parse_schedule_word(const std::string& text, const Eras& eras) {
  const bool wrapped = text.starts_with("(") && text.ends_with(")");
  return parse_schedule(wrapped ? trimmed(text.substr(1, text.size() - 2)) : text, eras);
}

std::string dated_text(const std::string& name, double day) {
  return name + "@" + number_text(day);
}

}  // namespace taosweep
