#include "host/run/progress.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "host/text/terminal.hpp"
#include "host/text/utc_time.hpp"

namespace taosweep {
namespace {

constexpr double terminal_gap = 0.25, shortest_log_gap = 2, longest_log_gap = 60;  // [s]

}  // namespace

std::string duration_text(double seconds) {
  if (seconds < 60) return fmt::format("{:.0f} s", std::floor(seconds));
  const auto whole = static_cast<std::uint64_t>(seconds);
  if (whole < 3600) return fmt::format("{} min {:02} s", whole / 60, whole % 60);
  if (whole < 86400) return fmt::format("{} h {:02} min", whole / 3600, whole % 3600 / 60);
  return fmt::format("{} d {} h", whole / 86400, whole % 86400 / 3600);
}

std::string percent_text(std::uint64_t done, std::uint64_t total) {
  const double percent = total ? 100 * static_cast<double>(done) / static_cast<double>(total) : 100;
  return percent < 10 ? fmt::format("{:.1f} %", std::floor(10 * percent) / 10)
                      : fmt::format("{:.0f} %", std::floor(percent));
}

std::vector<std::string> progress_parts(const Standpoint& at) {
  std::vector<std::string> parts = {fmt::format("{}/{} economies", at.done, at.total),
                                    percent_text(at.done, at.total)};
  if (at.rate > 0 && at.left >= 0) parts.push_back(duration_text(at.left) + " left");
  parts.push_back(duration_text(at.elapsed) + " elapsed");
  if (at.rate > 0) parts.push_back(fmt::format("{:.2g} subnet-steps/s", at.rate));
  return parts;
}

std::string fitting(const std::vector<std::string>& parts, std::size_t width) {
  std::string line;
  for (const std::string& part : parts) {
    const std::string longer = line.empty() ? part : line + ", " + part;
    if (width > 0 && longer.size() > width) return line.empty() ? part.substr(0, width) : line;
    line = longer;
  }
  return line;
}

double log_gap(double elapsed) {
  return std::clamp(elapsed, shortest_log_gap, longest_log_gap);
}

Progress::Form Progress::form(bool quiet) {
  if (quiet) return Form::none;
  return is_terminal() ? Form::terminal : Form::log;
}

Progress::Progress(Form form, std::string name, std::uint64_t total, std::uint64_t before,
                   double cost)
    : form_(form),
      name_(std::move(name)),
      total_(total),
      before_(before),
      cost_(cost),
      next_(form == Form::terminal ? terminal_gap : log_gap(0)) {}

void Progress::show(std::uint64_t economies, double cost) {
  if (form_ == Form::none) return;
  const double elapsed = std::chrono::duration<double>(Clock::now() - start_).count();
  if (elapsed < next_) return;
  next_ = elapsed + (form_ == Form::terminal ? terminal_gap : log_gap(elapsed));
  write(elapsed, economies, cost);
}

void Progress::end(std::uint64_t economies, double cost) {
  const double elapsed = std::chrono::duration<double>(Clock::now() - start_).count();
  // A run too short for a line needs no last one.
  const bool said = form_ == Form::terminal ? next_ > terminal_gap : next_ > log_gap(0);
  if (form_ != Form::none && said) write(elapsed, economies, cost);
  end_progress();
}

void Progress::write(double elapsed, std::uint64_t economies, double cost) const {
  const double rate = elapsed > 0 ? cost / elapsed : 0;
  const double left = rate > 0 ? std::max(0.0, cost_ - cost) / rate : -1;
  std::vector<std::string> parts =
      progress_parts({before_ + economies, total_, elapsed, left, rate});
  if (!name_.empty()) parts.front() = name_ + ": " + parts.front();
  if (form_ == Form::log) {
    parts.front() = utc_now() + " " + parts.front();
    tell_progress(fitting(parts, 0));
  } else {
    tell_progress(fitting(parts, room_for_progress()));
  }
}

}  // namespace taosweep
