// taosweep eras.
#include "host/commands/commands.hpp"
#include "host/config/read_config.hpp"
#include "host/eras/era_tables.hpp"
#include "host/eras/own_eras.hpp"
#include "host/text/terminal.hpp"

namespace taosweep {
namespace {

/// With those of a config; what else is wrong with it does not matter here.
Eras eras_at_hand(const std::string& config) {
  if (config.empty()) return built_in_eras();
  Complaints complaints;
  Eras eras = read_eras(parse_config(read_config(config), config), complaints);
  complaints.raise();
  return eras;
}

}  // namespace

int eras_command(const ErasOptions& options) {
  const Eras eras = eras_at_hand(options.config);
  if (options.era.empty()) {
    say_text(eras_text(eras));
  } else if (options.other.empty()) {
    say_text(era_text(eras, options.era));
  } else {
    say_text(difference_text(eras, options.era, options.other));
  }
  return exit_done;
}

}  // namespace taosweep
