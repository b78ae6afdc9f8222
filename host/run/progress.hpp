// How far a run is: one line that renews itself on a terminal, plain lines in a log.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace taosweep {

/// "12 s", "3 min 20 s", "5 h 07 min", "2 d 3 h".
std::string duration_text(double seconds);

/// "3.2 %", "45 %"; never above what is done.
std::string percent_text(std::uint64_t done, std::uint64_t total);

/// How far a run is. What is not yet known is 0, or negative where it is time left.
struct Standpoint {
  std::uint64_t done = 0, total = 0;  ///< economies
  double elapsed = 0, left = -1;      ///< [s]
  double rate = 0;                    ///< [subnet-steps/s]
};

/// "120/4000 economies", "3 %", "2 min 10 s left", "4 s elapsed", "3.1e+07 subnet-steps/s": what is
/// needed most comes first.
std::vector<std::string> progress_parts(const Standpoint& standpoint);

/// As many of the parts, by comma, as fit the width; all where it is 0.
std::string fitting(const std::vector<std::string>& parts, std::size_t width);

/// Time until the next line of a log [s]: a minute, less while the run is young.
double log_gap(double elapsed);

/// Writes to standard error.
class Progress {
 public:
  enum class Form { none, terminal, log };
  /// What fits the standard error of this process.
  static Form form(bool quiet);

  /// `total` economies in all, of which `before` were finished by earlier runs; `cost`
  /// [subnet-steps] is left. `name` stands before each line: "shard 1/4"; it may be empty.
  Progress(Form form, std::string name, std::uint64_t total, std::uint64_t before, double cost);
  /// Call as often as you like: it writes when it is time to.
  void show(std::uint64_t economies, double cost);
  /// The last line of what was counted; on a terminal it is ended.
  void end(std::uint64_t economies, double cost);

 private:
  using Clock = std::chrono::steady_clock;
  void write(double elapsed, std::uint64_t economies, double cost) const;

  Form form_;
  std::string name_;
  std::uint64_t total_, before_;
  double cost_;
  Clock::time_point start_ = Clock::now();
  double next_;  // [s] after the start
};

}  // namespace taosweep
