// What `taosweep status` says to people.
#pragma once

#include <string>
#include <vector>

#include "host/run/sweep_status.hpp"

namespace taosweep {

/// Everything, for one look.
std::string status_text(const SweepStatus& status);

/// What is worth a look again and again: how far, and the headline outcomes so far. At most so many
/// lines of so many characters; 0 is no bound.
std::vector<std::string> follow_lines(const SweepStatus& status, std::size_t most_lines,
                                      std::size_t width);

/// Said once to who follows: what intervals are that one looks at again and again.
extern const char* const follow_caution;

}  // namespace taosweep
