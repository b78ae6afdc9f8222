// The clock of the wall, for files and logs.
#pragma once

#include <string>

namespace taosweep {

/// "2025-02-13T21:43:00Z".
std::string utc_now();

}  // namespace taosweep
