#include "host/text/system_reason.hpp"

#include <system_error>

namespace taosweep {

std::string system_reason(int error) {
  // ENOTSUPP of the kernel's own code, which leaks out of some file systems.
  if (error == 524) return "Not supported by this file system (error 524)";
  return std::generic_category().message(error);
}

}  // namespace taosweep
