// taosweep params.
#include <iostream>

#include "host/commands/commands.hpp"
#include "host/commands/help_text.hpp"

namespace taosweep {

int params_command(const std::string& prefix) {
  std::cout << params_text(prefix);
  return exit_done;
}

}  // namespace taosweep
