// Schedules of eras as text: launch-2025-02@0, fixed-2025-02@11.04.
#pragma once

#include <string>
#include <vector>

#include "host/eras/named_era.hpp"

namespace taosweep {

inline constexpr const char* schedule_key = "protocol.schedule";

/// A schedule, and what its eras are called. The default is the launch as it was.
struct NamedSchedule {
  Schedule dated = launch_schedule;
  std::vector<std::string> names = {"launch-2025-02", "fixed-2025-02"};
};

/// All names that schedules have.
std::vector<std::string> names_in(const std::vector<NamedSchedule>& schedules);

/// Names of `eras` by comma, each with the day from which it is in force; the first may leave out
/// its @0. Throws UsageError that says what is wrong and what there is.
NamedSchedule parse_schedule(const std::string& text, const Eras& eras);

/// Text that parse_schedule turns into the same schedule.
std::string schedule_text(const Schedule& schedule, const std::vector<std::string>& names);

/// One schedule among several, as [arms] lists them: an era's name where it is one era, else all in
/// parentheses.
std::string schedule_word(const NamedSchedule& schedule);

/// Text of that kind, or a schedule without parentheses. Throws as parse_schedule does.
NamedSchedule parse_schedule_word(const std::string& text, const Eras& eras);

/// "fixed-2025-02@11.04".
std::string dated_text(const std::string& name, double day);

}  // namespace taosweep
