// taosweep eras.
#include <iostream>

#include "host/commands/commands.hpp"
#include "host/commands/help_text.hpp"

namespace taosweep {

int eras_command(const std::string& name) {
  std::cout << eras_text(name);
  return exit_done;
}

}  // namespace taosweep
