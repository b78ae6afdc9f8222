// taosweep replay.
#include <filesystem>

#include <fmt/core.h>

#include "host/commands/commands.hpp"
#include "host/commands/replay_against.hpp"
#include "host/run/jobs.hpp"
#include "host/run/stop_signal.hpp"
#include "host/run/stored_economy.hpp"
#include "host/store/read/in_use.hpp"
#include "host/text/number_text.hpp"
#include "host/text/status_text.hpp"
#include "host/text/terminal.hpp"

namespace taosweep {
namespace {

/// One economy is too little for a GPU: it runs on one only where that is asked for.
Engine engine_of(DeviceOptions options) {
  if (options.kind == DeviceKind::automatic) options.kind = DeviceKind::cpu;
  return choose_devices(options, 1).engines.front();
}

void print_outcomes(const StoredResults& stored, std::uint64_t economy,
                    const EconomyResult& result) {
  const EconomyPlace place = place_of(stored.experiment, economy);
  say("economy {}: point {}, replicate {}, arm {}", economy, place.point, place.replicate,
      stored.experiment.arms[place.arm].label);
  const auto status = static_cast<std::int32_t>(result.status);
  say("  {:<28} {} ({})", "status", status, status_name(status));
  for (int k = 0; k < outcome_count; ++k) {
    const double value = result.outcomes[k];
    const std::string unit = outcome_table[k].unit;
    say("  {:<28} {}", outcome_table[k].name,
        value != value ? "undefined" : number_text(value) + (unit == "1" ? "" : " " + unit));
  }
}

bool check(const StoredResults& stored, const std::string& file, std::uint64_t economy,
           const Replayed& replayed) {
  const auto found = misfits(read_economy(file, stored, economy), replayed);
  if (found.empty()) {
    say("{}: status and all {} outcomes of economy {} are the stored ones, bit for bit", file,
        static_cast<int>(outcome_count), economy);
    return true;
  }
  for (const Misfit& misfit : found) {
    say("{}: economy {}: {}: stored {}, recomputed {}", file, economy, misfit.what, misfit.stored,
        misfit.computed);
  }
  return false;
}

}  // namespace

int replay_command(const ReplayOptions& options) {
  std::error_code absent;
  for (const std::string& input : {options.file, options.against}) {
    if (!options.out.empty() && std::filesystem::equivalent(options.out, input, absent)) {
      throw UsageError("-o " + options.out + " is an input of the replay; choose another name");
    }
  }
  if (!options.out.empty() && !options.force && name_is_taken(options.out)) {
    refuse_unreadable_where_it_stands(options.out);
    throw UsageError("-o " + options.out +
                     " exists; choose another name, or --force to replace it");
  }
  if (!options.out.empty()) check_target(options.out);
  if (!options.out.empty() && options.force) refuse_in_use(options.out);
  if (options.against_isa) refuse_same_engine(options);
  const StoredResults stored = open_sweep(options.file);
  const Engine engine = engine_of(options.device);
  const Replayed replayed = replay_economy(stored, options.file, options.economy, engine);
  print_outcomes(stored, options.economy, replayed.result);
  if (!options.out.empty()) {
    Target target(options.out);
    target.replace = options.force;
    // So that a signal leaves no half of a file beside it.
    const StopSignal signals;
    write_path_file(target, stored, options.economy, replayed);
    if (*StopSignal::flag()) {
      tell("stopped by a signal; {} is written", options.out);
      return exit_stopped;
    }
  }
  bool same = true;
  if (options.check) same = check(stored, options.file, options.economy, replayed) && same;
  if (options.against_isa) same = same_on_both(options, stored, engine, replayed) && same;
  if (!options.against.empty()) same = same_in_both(options, stored, engine, replayed) && same;
  return same ? exit_done : exit_failed;
}

}  // namespace taosweep
