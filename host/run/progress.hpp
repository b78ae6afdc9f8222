// How far a run is: one line that renews itself on a terminal, plain lines in a log.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace taosweep {

/// "12 s", "3 min 20 s", "5 h 07 min", "2 d 3 h".
std::string duration_text(double seconds);

/// "120/4000 economies, 3.1e+07 subnet-steps/s, 2 min 10 s left"; `rate` [subnet-steps/s] and
/// `left` [s] are left out where they are not yet known (0, negative).
std::string progress_text(std::uint64_t done, std::uint64_t total, double rate, double left);

/// Writes to standard error.
class Progress {
 public:
  enum class Form { none, terminal, log };
  /// What fits the standard error of this process.
  static Form form(bool quiet);

  /// `total` economies in all, of which `before` were finished by earlier runs; `cost`
  /// [subnet-steps] is left.
  Progress(Form form, std::uint64_t total, std::uint64_t before, double cost);
  /// Call as often as you like: it writes when it is time to.
  void show(std::uint64_t economies, double cost);

 private:
  using Clock = std::chrono::steady_clock;
  Form form_;
  std::uint64_t total_, before_;
  double cost_;
  Clock::time_point start_ = Clock::now(), last_ = start_;
};

}  // namespace taosweep
