// All that the program says to people: results on standard output, the rest on standard error. Text
// from files, names and options passes `shown` here, so that it cannot steer a terminal.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include <fmt/core.h>

namespace taosweep {

/// A text as it is, on standard output.
void say_text(std::string_view text);

/// A line on standard error: "taosweep: SENTENCE".
void tell_sentence(std::string_view sentence);

/// A line on standard error: "taosweep: warning: SENTENCE".
void warn(std::string_view sentence);

/// A line on standard output.
template <class... Values>
void say(fmt::format_string<Values...> form, Values&&... values) {
  say_text(fmt::format(form, std::forward<Values>(values)...) + "\n");
}

/// A line on standard error, after "taosweep: ".
template <class... Values>
void tell(fmt::format_string<Values...> form, Values&&... values) {
  tell_sentence(fmt::format(form, std::forward<Values>(values)...));
}

/// Is standard error a terminal.
bool is_terminal();

/// Characters that a line which renews itself may have, as the terminal is now; 0 where nothing
/// says so. A longer line would wrap, and could not be taken back.
std::size_t room_for_progress();

/// Shows how far a run is: on a terminal in place of what
/// this function showed before, else as a line.
void tell_progress(std::string_view text);

/// Ends the line that renews itself, so that what follows starts on a fresh one. What this file's
/// other functions print does that by itself.
void end_progress();

/// An output whose reader went away is given up, and what is meant for it dropped: which, and why,
/// in a sentence; empty = none was. Needs SIGPIPE ignored.
std::string lost_output();

/// Writes everything out. Why standard output could not take it; empty = it did, or its reader had
/// seen enough and went away.
std::string output_failure();

}  // namespace taosweep
