#include "host/text/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <mutex>

#include "host/text/plain_text.hpp"

namespace taosweep {
namespace {

// A line that renews itself stands on the terminal.
bool line_is_open = false;
int output_error = 0;
std::recursive_mutex one_at_a_time;

bool lost_stdout = false, lost_stderr = false;

void write(std::FILE* stream, std::string_view text) {
  bool& lost = stream == stdout ? lost_stdout : lost_stderr;
  if (lost) return;
  if (std::fwrite(text.data(), 1, text.size(), stream) == text.size() &&
      (stream == stdout || std::fflush(stream) == 0))
    return;
  if (errno == EPIPE) lost = true;
  if (stream == stdout && !lost && output_error == 0) output_error = errno;
}

}  // namespace

void say_text(std::string_view text) {
  const std::lock_guard lock(one_at_a_time);
  end_progress();
  write(stdout, shown(text));
}

void tell_sentence(std::string_view sentence) {
  const std::lock_guard lock(one_at_a_time);
  end_progress();
  write(stderr, "taosweep: " + shown(sentence) + "\n");
}

void warn(std::string_view sentence) {
  tell("warning: {}", sentence);
}

bool is_terminal() {
  return ::isatty(STDERR_FILENO);
}

std::size_t room_for_progress() {
  struct winsize size {};
  if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 0;
  return std::max<std::size_t>(1, size.ws_col - 1u);  // in the last column the cursor waits to wrap
}

void tell_progress(std::string_view text) {
  const std::lock_guard lock(one_at_a_time);
  line_is_open = is_terminal();
  // Back to the start of the line, and after the text the rest of it erased.
  write(stderr, line_is_open ? "\r" + shown_on_a_line(text) + "\x1b[K" : shown(text) + "\n");
  std::fflush(stderr);
}

void end_progress() {
  const std::lock_guard lock(one_at_a_time);
  if (line_is_open) write(stderr, "\n");
  line_is_open = false;
}

std::string lost_output() {
  const std::lock_guard lock(one_at_a_time);
  if (!lost_stdout && !lost_stderr) return "";
  return std::string(lost_stdout && lost_stderr ? "standard output and standard error"
                     : lost_stdout              ? "standard output"
                                                : "standard error") +
         " ended early: its reader went away";
}

std::string output_failure() {
  const std::lock_guard lock(one_at_a_time);
  if (!lost_stdout && std::fflush(stdout) != 0 && errno != EPIPE && output_error == 0)
    output_error = errno;
  return output_error == 0 ? "" : std::strerror(output_error);
}

}  // namespace taosweep
