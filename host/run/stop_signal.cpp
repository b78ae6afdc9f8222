#include "host/run/stop_signal.hpp"

#include <unistd.h>

#include "host/commands.hpp"

namespace taosweep {
namespace {

constexpr int signals[] = {SIGINT, SIGTERM};
std::atomic<bool> raised = false;
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may not wait");

extern "C" void taosweep_raise_flag(int) {
  if (raised) ::_exit(exit_stopped);
  raised = true;
}

}  // namespace

StopSignal::StopSignal() {
  raised = false;
  struct sigaction action {};
  action.sa_handler = taosweep_raise_flag;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  for (int i = 0; i < 2; ++i) {
    ::sigaction(signals[i], nullptr, &before_[i]);
    if (before_[i].sa_handler != SIG_IGN) ::sigaction(signals[i], &action, nullptr);
  }
}

StopSignal::~StopSignal() {
  for (int i = 0; i < 2; ++i) ::sigaction(signals[i], &before_[i], nullptr);
}

const std::atomic<bool>* StopSignal::flag() {
  return &raised;
}

}  // namespace taosweep
