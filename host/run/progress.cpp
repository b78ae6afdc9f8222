#include "host/run/progress.hpp"

#include <cmath>

#include <fmt/core.h>

#include "host/text/terminal.hpp"

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
  return is_terminal() ? Form::terminal : Form::log;
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
  tell_progress(progress_text(before_ + economies, total_, rate, left));
}

}  // namespace taosweep
