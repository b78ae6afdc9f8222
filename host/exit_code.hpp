// Exit codes of the program.
#pragma once

namespace taosweep {

/// Bad input (UsageError) is exit_usage; any other exception is exit_failed.
enum ExitCode : int {
  exit_done = 0,       ///< also --resume on a complete file
  exit_failed = 1,     ///< failed, or a check that does not hold
  exit_usage = 2,      ///< config, option, input file, output place or device unusable
  exit_economies = 3,  ///< finished, but some economies failed
  exit_stopped = 130,  ///< stopped by a signal; what is finished is kept
};

}  // namespace taosweep
