// Several lines that renew themselves; they share the terminal with what terminal.hpp shows.
#pragma once

#include <string>
#include <vector>

namespace taosweep {

/// How many lines the terminal of standard error holds, as it is now; 0 where nothing says so. More
/// would scroll, and could not be taken back.
std::size_t lines_for_progress();

/// Shows how far something is: on a terminal in place of what this function or tell_progress of one
/// line showed before, else as lines.
void tell_progress_lines(const std::vector<std::string>& lines);

}  // namespace taosweep
