// Is a line of a config text that every reader sees alike.
#pragma once

#include <string>
#include <string_view>

namespace taosweep {

/// Why a line is none, and what to do; empty = it is UTF-8 without control characters but tabs.
std::string reason_not_text(std::string_view line);

}  // namespace taosweep
