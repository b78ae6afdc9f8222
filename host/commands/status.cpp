// taosweep status.
#include <chrono>
#include <thread>

#include "host/commands/commands.hpp"
#include "host/commands/status_json.hpp"
#include "host/commands/status_text.hpp"
#include "host/text/progress_lines.hpp"
#include "host/text/terminal.hpp"

namespace taosweep {

int status_command(const StatusOptions& options) {
  SweepWatch watch(options.places);
  constexpr std::chrono::seconds pause(1), between_lines_of_a_log(60);
  auto next_lines = std::chrono::steady_clock::now();
  bool cautioned = false;
  Stage told = Stage::waiting;
  for (;;) {
    const SweepStatus status = watch.look();
    const bool last = !options.follow || status.stage == Stage::finished;
    const auto now = std::chrono::steady_clock::now();
    if (options.json) {
      say_text(status_json(status, options.follow));
    } else if (last) {
      say_text(status_text(status));
    } else if (is_terminal() || now >= next_lines || status.stage != told) {
      if (!cautioned) tell("{}", follow_caution);
      cautioned = true;
      told = status.stage;
      tell_progress_lines(follow_lines(status, lines_for_progress(), room_for_progress()));
      next_lines = now + between_lines_of_a_log;
    }
    // Who reads the lines wants each at once; who reads no more ends it.
    if (last || !output_failure().empty()) return exit_done;
    std::this_thread::sleep_for(pause);
  }
}

}  // namespace taosweep
