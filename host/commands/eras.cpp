// taosweep eras.
#include "host/commands/commands.hpp"
#include "host/commands/help_text.hpp"
#include "host/text/terminal.hpp"

namespace taosweep {

int eras_command(const std::string& name) {
  say_text(eras_text(name));
  return exit_done;
}

}  // namespace taosweep
