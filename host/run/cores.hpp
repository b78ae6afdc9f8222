// Cores that this process may use.
#pragma once

#include <string>

#include "host/run/array_task.hpp"
#include "host/run/control_group.hpp"

namespace taosweep {

struct Cores {
  int count = 1;
  std::string set_by;  ///< what leaves it no more: "the cores it may run on", "SLURM_CPUS_PER_TASK"
};

/// The smallest of what `affinity` (cores that the scheduler may use), control groups and Slurm's
/// task leave; a part of a core counts as one.
Cores cores_of(int affinity, const FileText& file, const Environment& environment);

/// The same of this process.
Cores usable_cores();

/// A sentence where more threads are asked for than there are cores; else empty.
std::string too_many_threads(std::uint64_t threads, const Cores& cores);

}  // namespace taosweep
