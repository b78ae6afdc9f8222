// The bytes of a config.
#pragma once

#include <string>

namespace taosweep {

/// Never waits: a pipe, device, socket or folder is refused at once, and so is what is too large to
/// be a config. Throws UsageError.
std::string read_config(const std::string& path);

}  // namespace taosweep
