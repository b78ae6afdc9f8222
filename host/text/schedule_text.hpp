// Schedules of eras as text: launch-2025-02@0, fixed-2025-02@11.04.
#pragma once

#include <string>

#include "kernels/register/schedule.hpp"

namespace taosweep {

inline constexpr const char* schedule_key = "protocol.schedule";

/// Eras by comma, each with the day from which it is in force; the first may leave out its @0.
/// Throws UsageError that says what is wrong and what there is.
Schedule parse_schedule(const std::string& text);

/// Text that parse_schedule turns into the same schedule.
std::string schedule_text(const Schedule& schedule);

}  // namespace taosweep
