// taosweep replay.
#include <algorithm>
#include <filesystem>

#include <fmt/core.h>

#include "host/commands/commands.hpp"
#include "host/experiment/record_plan.hpp"
#include "host/run/divergence.hpp"
#include "host/run/jobs.hpp"
#include "host/run/replay.hpp"
#include "host/run/stop_signal.hpp"
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
           const EconomyResult& result) {
  const auto differences = differences_from_stored(read_economy(file, stored, economy), result);
  if (differences.empty()) {
    say("{}: status and all {} outcomes of economy {} are the stored ones, bit for bit", file,
        static_cast<int>(outcome_count), economy);
    return true;
  }
  for (const std::string& difference : differences) {
    say("{}: economy {}: {}", file, economy, difference);
  }
  return false;
}

/// The id of the economy of the same point, replicate and arm in another file, whose ids may count
/// other numbers of replicates and arms. Throws UsageError where it has none.
std::uint64_t counterpart(const Experiment& experiment, std::uint64_t economy,
                          const Experiment& other, const std::string& against) {
  const EconomyPlace place = place_of(experiment, economy);
  const std::string& label = experiment.arms[place.arm].label;
  const auto arm = std::find_if(other.arms.begin(), other.arms.end(),
                                [&](const Arm& candidate) { return candidate.label == label; });
  if (arm == other.arms.end() || place.point >= other.points.size() ||
      place.replicate >= other.replicates) {
    throw UsageError(fmt::format("{} has no point {}, replicate {}, arm {} to compare with",
                                 against, place.point, place.replicate, label));
  }
  const auto position = static_cast<std::uint64_t>(arm - other.arms.begin());
  return (place.point * other.replicates + place.replicate) * other.arms.size() + position;
}

bool compare(const std::string& file, const StoredResults& stored, const Job& first,
             const ReplayOptions& options) {
  const std::string& against = options.against;
  const std::uint64_t economy = options.economy;
  const StoredResults other = open_sweep(against);
  const std::uint64_t id = counterpart(stored.experiment, economy, other.experiment, against);
  if (id != economy) {
    say("economy {} of {} is compared with economy {} of {}: the same point, replicate and arm",
        economy, file, id, against);
  }
  const Engine engine = engine_of(options.device);
  const Replayed second = replay_economy(other, against, id, engine);
  auto found = first_divergence(first, second.job, options.device.isa.value_or(best_isa()));
  if (!found) {
    RecordPlan plan = record_plan(stored.experiment);
    plan.days = std::max(plan.days, second.plan.days);
    const auto run = [&](const Job& job) {
      return engine.advance({&job, 1}, plan, nullptr).front();
    };
    found = first_divergence(run(first), run(second.job), plan);
  }
  if (!found) {
    say("economy {} is the same in {} and {}, bit for bit", economy, file, against);
    return true;
  }
  say("economy {} of {} and {} first differs at {}", economy, file, against, *found);
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
  if (options.check) same = check(stored, options.file, options.economy, replayed.result) && same;
  if (!options.against.empty()) {
    same = compare(options.file, stored, replayed.job, options) && same;
  }
  return same ? exit_done : exit_failed;
}

}  // namespace taosweep
