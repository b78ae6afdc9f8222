#include "host/run/stop_signal.hpp"

#include <unistd.h>

#include <ctime>

#include "host/exit_code.hpp"

namespace taosweep {
namespace {

constexpr int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGXCPU, SIGUSR1};
constexpr int signal_count = sizeof signals / sizeof *signals;
std::atomic<bool> raised = false;
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may not wait");

// One press may arrive twice: from the terminal, and
// from a shell or batch system that passes it on.
constexpr double one_press = 1;  // [s]
// How many stand, one inside the other.
int standing = 0;
constexpr double never = -1;
std::atomic<double> first_wish = never;
static_assert(std::atomic<double>::is_always_lock_free, "a signal handler may not wait");

double now() {
  timespec time;
  ::clock_gettime(CLOCK_MONOTONIC, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

// Only calls that a signal handler may make.
extern "C" void taosweep_raise_flag(int number) {
  raised = true;
  // Warnings of a limit: the system repeats the first each second, and a
  // batch system sends a wish after the second.
  if (number == SIGXCPU || number == SIGUSR1) return;
  if (first_wish == never) first_wish = now();
  if (now() - first_wish < one_press) return;
  constexpr char text[] =
      "taosweep: ended at once by a second signal; finished chunks stay, --resume goes on\n";
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, text, sizeof text - 1);
  ::_exit(exit_stopped);
}

}  // namespace

StopSignal::StopSignal() {
  static_assert(sizeof before_ / sizeof *before_ == signal_count);
  if (standing++ == 0) {
    raised = false;
    first_wish = never;
  }
  struct sigaction action {};
  action.sa_handler = taosweep_raise_flag;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  for (int i = 0; i < signal_count; ++i) {
    ::sigaction(signals[i], nullptr, &before_[i]);
    if (before_[i].sa_handler != SIG_IGN) ::sigaction(signals[i], &action, nullptr);
  }
}

StopSignal::~StopSignal() {
  --standing;
  // Who has been asked to stop is on the way out: the same wish, come once more, must not kill it.
  if (raised) return;
  for (int i = 0; i < signal_count; ++i) ::sigaction(signals[i], &before_[i], nullptr);
}

const std::atomic<bool>* StopSignal::flag() {
  return &raised;
}

}  // namespace taosweep
