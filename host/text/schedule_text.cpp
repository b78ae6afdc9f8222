#include "host/text/schedule_text.hpp"

#include <algorithm>
#include <vector>

#include "host/text/near_key.hpp"
#include "host/text/number_text.hpp"
#include "host/text/parameter_text.hpp"
#include "host/text/words.hpp"
#include "host/usage_error.hpp"
#include "kernels/chain/eras/eras.hpp"

namespace taosweep {
namespace {

/// Beyond the longest economy.
constexpr double latest_day = 36500;

int era_of(const std::string& name) {
  std::vector<std::string> names;
  for (int i = 0; i < era_count; ++i) {
    if (era_table[i].name == name) return i;
    names.emplace_back(era_table[i].name);
  }
  throw UsageError("unknown era '" + name + "' in protocol.schedule; the nearest is " +
                   nearest(name, names) + " (`taosweep eras` lists all)");
}

DatedEra dated(const std::string& text, bool first) {
  const auto at = text.find('@');
  if (at == std::string::npos && first) return {0, era_of(text)};
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
  return {*day + 0.0, era_of(trimmed(text.substr(0, at)))};
}

}  // namespace

Schedule parse_schedule(const std::string& text) {
  const std::vector<std::string> parts = split_list(text);
  if (parts.size() > most_eras_of_a_schedule) {
    throw UsageError("protocol.schedule has " + std::to_string(parts.size()) + " eras, at most " +
                     std::to_string(most_eras_of_a_schedule) + " fit");
  }
  Schedule schedule{};
  for (const std::string& part : parts) {
    const DatedEra next = dated(part, schedule.count == 0);
    if (schedule.count == 0 && next.day != 0) {
      throw UsageError("protocol.schedule begins on day " + number_text(next.day) +
                       ": the first era holds from day 0 on");
    }
    if (schedule.count > 0 && !(next.day > schedule.of[schedule.count - 1].day)) {
      throw UsageError("'" + part + "' in protocol.schedule is not after the era before it");
    }
    schedule.of[schedule.count++] = next;
  }
  return schedule;
}

std::string schedule_text(const Schedule& schedule) {
  const std::vector<DatedEra> eras(schedule.of, schedule.of + schedule.count);
  return joined_as(eras, [](const DatedEra& dated) {
    return std::string(era_table[dated.era].name) + "@" + number_text(dated.day);
  });
}

}  // namespace taosweep
