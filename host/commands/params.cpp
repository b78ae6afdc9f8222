// taosweep params.
#include "host/commands/commands.hpp"
#include "host/commands/help_text.hpp"
#include "host/text/terminal.hpp"

namespace taosweep {

int params_command(const std::string& prefix) {
  say_text(params_text(prefix));
  return exit_done;
}

}  // namespace taosweep
