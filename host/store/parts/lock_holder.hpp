// Does a process write OUT just now: asked without taking its lock, not even for a moment.
#pragma once

#include <string>

namespace taosweep {

enum class LockHolder {
  nobody,   ///< no lock file: no run has been started, or it ended in order
  dead,     ///< a lock file that a process of this machine left when it was killed
  unknown,  ///< a lock file of another machine, whose locks this one does not see
  process,  ///< a process holds it
};

LockHolder lock_holder(const std::string& out);

}  // namespace taosweep
