// taosweep params.
#include "host/commands/commands.hpp"
#include "host/commands/help_text.hpp"
#include "host/text/terminal.hpp"

namespace taosweep {

int params_command(const std::string& word) {
  say_text(params_text(word));
  return exit_done;
}

}  // namespace taosweep
