#include "host/text/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <mutex>

#include "host/text/plain_text.hpp"
#include "host/text/progress_lines.hpp"

namespace taosweep {
namespace {

// Lines that renew themselves, as they stand on the terminal; the cursor is at the end of the last.
std::size_t open_lines = 0;
int output_error = 0;
std::recursive_mutex one_at_a_time;

winsize terminal_size() {
  winsize size{};
  if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0) return {};
  return size;
}

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
  const std::size_t columns = terminal_size().ws_col;
  return columns < 2 ? columns : columns - 1;  // in the last column the cursor waits to wrap
}

std::size_t lines_for_progress() {
  return terminal_size().ws_row;
}

void tell_progress(std::string_view text) {
  tell_progress_lines({std::string(text)});
}

void tell_progress_lines(const std::vector<std::string>& lines) {
  const std::lock_guard lock(one_at_a_time);
  const bool renews = is_terminal();
  // Back to the start of the first line; after each text the rest of its line erased.
  std::string text = renews ? "\r" : "";
  if (renews && open_lines > 1) text += fmt::format("\x1b[{}A", open_lines - 1);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (renews && i > 0) text += "\n";
    text += renews ? shown_on_a_line(lines[i]) + "\x1b[K" : shown(lines[i]) + "\n";
  }
  if (renews && lines.size() < open_lines) text += "\x1b[J";  // what stood below
  open_lines = renews ? lines.size() : 0;
  write(stderr, text);
  std::fflush(stderr);
}

void end_progress() {
  const std::lock_guard lock(one_at_a_time);
  if (open_lines > 0) write(stderr, "\n");
  open_lines = 0;
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
