// Economies run for a look before the sweep: by the kernels
// themselves, on a coarse clock, within a bound of time.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <vector>

#include "host/experiment/experiment.hpp"
#include "kernels/advance.hpp"

namespace taosweep {

/// What a trial economy left behind.
struct Seen {
  bool ran = false;
  Status status = Status::not_run;
  std::uint64_t bits = 0;  ///< hash of status, outcomes, series and paths
  std::array<double, outcome_count> outcomes{};
};

/// How exact the clock of a trial economy is.
enum class TrialClock {
  coarse,  ///< ticks of four hours, steps as long as may be
  ticks,   ///< the experiment's own ticks, but no shorter than a quarter of an hour; steps as long
};

/// Parameters of one economy on such a clock; on its own where an axis varies that.
Parameters trial_parameters(const Experiment& experiment, std::uint64_t point, std::uint64_t arm,
                            TrialClock clock);

class Trials {
 public:
  /// `seconds` are of work on two cores, where there are two, so that what is found does not hang
  /// on what else the machine does; but three times as long by the clock on the wall is the end.
  /// Stops at once where `stop` becomes true.
  Trials(double seconds, const std::atomic<bool>* stop);

  /// In the order of the jobs; what would take too long is not run.
  std::vector<Seen> run(const std::vector<Job>& jobs);

  /// Part of the time that may be spent from now on, of all.
  void allow(double share) { share_ = share; }
  double spent() const { return busy_ / allowed_; }  ///< part of the time
  std::size_t refused() const { return refused_; }   ///< trials that would have taken too long

 private:
  Seen run(const Job& job);
  bool affordable(double cost) const;
  bool are_short(const std::vector<Job>& jobs) const;

  const int threads_;
  const std::chrono::steady_clock::time_point start_;
  const double wall_, allowed_;  // [s] from the start; [s] of work
  double share_ = 1;
  const std::atomic<bool>* stop_;
  std::mutex mutex_;
  double cost_ = 0, busy_ = 0;  // of what has run: expected [1], measured [s]
  std::atomic<std::size_t> refused_ = 0;
};

}  // namespace taosweep
