// Why the system refused a call.
#pragma once

#include <string>

namespace taosweep {

/// The words of an errno.
std::string system_reason(int error);

}  // namespace taosweep
