// Ctrl-C, a lost terminal, the end of a batch job's time or its warning: a run stops in order.
#pragma once

#include <atomic>
#include <csignal>

namespace taosweep {

/// While one stands, the first SIGINT, SIGTERM, SIGHUP, SIGXCPU or SIGUSR1 only raises the flag. A
/// second wish (of the first three), a second later or more, ends the process at once with
/// exit_stopped. Once the flag is raised this holds to the end of the process. Where one stands
/// inside another, the outer one's flag is the inner one's too; all of one thread. A signal that is
/// ignored on entry, as SIGINT is in background jobs of a shell and SIGHUP under nohup, stays
/// ignored.
class StopSignal {
 public:
  StopSignal();
  ~StopSignal();
  StopSignal(const StopSignal&) = delete;
  StopSignal& operator=(const StopSignal&) = delete;

  /// True from the first signal on. The kernels look at it between economies.
  static const std::atomic<bool>* flag();

 private:
  struct sigaction before_[5];
};

}  // namespace taosweep
