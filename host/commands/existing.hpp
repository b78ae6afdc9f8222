// What the options of a run say about files that stand already.
#pragma once

#include "host/commands/commands.hpp"
#include "host/run/sweep.hpp"

namespace taosweep {

/// What --resume and --force ask for.
inline Existing existing_of(const RunOptions& options) {
  if (options.force && options.resume) return Existing::replace_and_go_on;
  if (options.force) return Existing::replace;
  return options.resume ? Existing::go_on : Existing::refuse;
}

}  // namespace taosweep
