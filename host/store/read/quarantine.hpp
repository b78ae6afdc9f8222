// Work on what may have been made to do harm: in a process of its own, with bounds.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace taosweep {

/// How much one step of the work may take.
struct Bounds {
  double seconds = 60;                           ///< by the clock
  double cpu_seconds = 5;                        ///< of all steps together the sum
  std::uint64_t bytes = std::uint64_t{2} << 30;  ///< of memory, beyond what this process has
};

/// What came of one step: its answer, or how it ended without one ("ended by signal 11", "took more
/// than 10 s", "needed more memory than a file of its size may").
struct StepEnd {
  std::string answer, fault;
};

/// Calls step(0), ..., step(count - 1) in a child process and returns what each answered. The child
/// writes no file, leaves no core and says nothing on the terminal. A step that ends the child does
/// not keep those after it from being tried. Exceptions of a step are faults too.
std::vector<StepEnd> in_quarantine(std::size_t count,
                                   const std::function<std::string(std::size_t)>& step,
                                   const std::function<Bounds(std::size_t)>& bounds);

}  // namespace taosweep
