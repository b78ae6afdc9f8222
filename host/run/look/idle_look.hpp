// A look before a sweep: real economies, with one thing changed at a time, show what nothing reads.
#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "host/experiment/experiment.hpp"

namespace taosweep {

/// What the look found, in sentences.
struct LookReport {
  /// Axes, arm settings and settings that changed nothing, arms that came out identical.
  std::vector<std::string> warnings;
  /// What economies begin with that no file says, and what was taken for it.
  std::vector<std::string> notes;
  /// What could not be decided in the time; empty where all was.
  std::string not_looked_at;
  /// Outcomes that no trial economy defined, and a few of them; empty where all were.
  std::string undefined, shown_undefined;
  /// Part of all outcomes that one of them defined; 1 where that is not known.
  double defined = 1;
  /// False where an action was reached in none of them.
  bool acts = true;
};

/// How long a look may take [s].
inline constexpr double look_seconds = 2;

/// Runs trial economies on a coarse clock until each axis, arm setting and setting has changed one,
/// or has changed none of a good number run to their end; settings of the clock are left out. Two
/// things that change nothing alone but something together are both said to change nothing, with
/// the other as the switch. What is not decided in `seconds` is left undecided, never claimed.
LookReport look_for_idle(const Experiment& experiment, double seconds = look_seconds,
                         const std::atomic<bool>* stop = nullptr);

}  // namespace taosweep
