#include "host/run/write_progress.hpp"

#include <memory>

#include <fmt/core.h>

#include "host/run/stop_signal.hpp"
#include "host/text/terminal.hpp"

namespace taosweep {

WriteWatch watch_of_writing(const std::string& file, bool quiet, int threads) {
  using Clock = std::chrono::steady_clock;
  constexpr double terminal_interval = 0.25, log_interval = 60;  // [s]
  WriteWatch watch;
  watch.threads = threads;
  watch.stop = [] { return StopSignal::flag()->load(); };
  if (quiet) return watch;
  const auto last = std::make_shared<Clock::time_point>(Clock::now());
  watch.progress = [file, last](double share) {
    const auto now = Clock::now();
    const double interval = is_terminal() ? terminal_interval : log_interval;
    if (std::chrono::duration<double>(now - *last).count() < interval) return;
    *last = now;
    tell_progress(fmt::format("{}: {:.0f} % written", file, 100 * share));
  };
  return watch;
}

}  // namespace taosweep
