#include "host/run/progress.hpp"

#include <unistd.h>

#include <cmath>
#include <cstdio>

#include <fmt/core.h>

namespace taosweep {
namespace {

constexpr double terminal_interval = 0.25, log_interval = 10;  // [s]

}  // namespace

std::string duration_text(double seconds) {
  if (seconds < 60) return fmt::format("{:.0f} s", std::floor(seconds));
  const auto whole = static_cast<std::uint64_t>(seconds);
  if (whole < 3600) return fmt::format("{} min {:02} s", whole / 60, whole % 60);
  if (whole < 86400) return fmt::format("{} h {:02} min", whole / 3600, whole % 3600 / 60);
  return fmt::format("{} d {} h", whole / 86400, whole % 86400 / 3600);
}

std::string progress_text(std::uint64_t done, std::uint64_t total, double rate, double left) {
  std::string text = fmt::format("{}/{} economies", done, total);
  if (rate > 0) text += fmt::format(", {:.2g} subnet-steps/s", rate);
  if (rate > 0 && left >= 0) text += fmt::format(", {} left", duration_text(left));
  return text;
}

Progress::Form Progress::form(bool quiet) {
  if (quiet) return Form::none;
  return ::isatty(STDERR_FILENO) ? Form::terminal : Form::log;
}

std::string Progress::line(Form form, const std::string& text) {
  if (form == Form::none) return "";
  // On a terminal: back to the start of the line, and after the text the rest of it erased.
  return form == Form::terminal ? "\r" + text + "\x1b[K" : text + "\n";
}

Progress::Progress(Form form, std::uint64_t total, std::uint64_t before, double cost)
    : form_(form), total_(total), before_(before), cost_(cost) {}

void Progress::show(std::uint64_t economies, double cost) {
  if (form_ == Form::none) return;
  const auto now = Clock::now();
  const bool terminal = form_ == Form::terminal;
  const double interval = terminal ? terminal_interval : log_interval;
  if (std::chrono::duration<double>(now - last_).count() < interval) return;
  last_ = now;
  const double rate = cost / std::chrono::duration<double>(now - start_).count();
  const double left = rate > 0 ? (cost_ - cost) / rate : -1;
  const std::string text = progress_text(before_ + economies, total_, rate, left);
  fmt::print(stderr, "{}", line(form_, text));
  std::fflush(stderr);
  line_open_ = terminal;
}

void Progress::end() {
  if (line_open_) fmt::print(stderr, "\n");
  line_open_ = false;
}

}  // namespace taosweep
