// Bytes of a file that the user names.
#pragma once

#include <string>

namespace taosweep {

/// What a command hopes to find at a path, in the words of its complaints.
struct InputKind {
  const char* noun;   ///< "config"
  const char* give;   ///< "a config file, such as configs/sn28.ini"
  const char* large;  ///< why a file beyond 16 MiB is none
};

/// The bytes of a file; up to 16 MiB. Throws UsageError, which names the path, where it cannot be
/// read or is a folder, device, pipe or socket.
std::string read_input(const std::string& path, const InputKind& kind);

}  // namespace taosweep
