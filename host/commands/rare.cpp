// taosweep rare: the probability of a rare event, by splitting.
#include "host/commands/rare.hpp"

#include <algorithm>
#include <limits>
#include <map>

#include <fmt/core.h>

#include "host/commands/compare_rows.hpp"
#include "host/commands/option_text.hpp"
#include "host/config/read_config.hpp"
#include "host/config/set_option.hpp"
#include "host/design/vary.hpp"
#include "host/experiment/record_plan.hpp"
#include "host/rare/economies.hpp"
#include "host/rare/memory.hpp"
#include "host/run/stop_signal.hpp"
#include "host/text/terminal.hpp"
#include "host/text/words.hpp"
#include "host/usage_error.hpp"
#include "kernels/random/draw.hpp"

namespace taosweep {
namespace {

constexpr int fewest_runs = 20, fewest_replicas = 10;
/// Economies that begin as others did, over all runs.
constexpr int most_of_same_start = 200;

int number_of(const char* option, const std::string& text, std::uint64_t low, std::uint64_t high) {
  const std::uint64_t number = read_count(option, text, low);
  if (number > high)
    throw UsageError(fmt::format("{} {}: expected {} at most", option, text, high));
  return static_cast<int>(number);
}

SplittingPlan plan_of(const RareOptions& options) {
  const int runs = number_of("--runs", options.runs, fewest_runs, 10000),
            replicas = number_of("--replicas", options.replicas, fewest_replicas, 1000000);
  const int killed = options.killed.empty() ? replicas / 10
                                            : number_of("--kill", options.killed, 1,
                                                        static_cast<std::uint64_t>(replicas) - 1);
  return {seen_above, runs, replicas, killed, 0};
}

/// How many economies begin anew is said by --replicas and --runs, whatever the config says.
void refuse_sizes(const std::vector<std::string>& sets) {
  for (const std::string& set : sets)
    for (const char* key : {"sweep.points", "sweep.replicates", "sweep.until"})
      if (trimmed(set.substr(0, set.find('='))) == key)
        throw UsageError(
            fmt::format("--set {}: {} says nothing here: economies begin anew as often as "
                        "--replicas times --runs, and --crude, say",
                        set, key));
}

RareSize size_of(const RareOptions& options, const SplittingPlan& plan) {
  RareSize size;
  size.roots = static_cast<std::uint64_t>(plan.runs) * static_cast<std::uint64_t>(plan.replicas);
  size.crude = options.crude.empty() ? 0 : read_count("--crude", options.crude, 1);
  constexpr std::uint64_t most = std::numeric_limits<std::uint32_t>::max();  // numbers of draws
  if (size.roots > most || size.crude > most - size.roots)
    throw UsageError(fmt::format(
        "--runs {} times --replicas {}{} are more than {} economies that begin anew: as many can "
        "be told apart",
        plan.runs, plan.replicas,
        size.crude > 0 ? fmt::format(", with --crude {},", size.crude) : "", most));
  return size;
}

std::size_t arm_of(const RareOptions& options, const Experiment& experiment) {
  std::vector<std::string> labels;
  for (const Arm& arm : experiment.arms) labels.push_back(arm.label);
  CompareOptions named;
  if (!options.arm.empty()) named.arms = {options.arm};
  return chosen_parts(named, labels).arms.front();
}

/// What the config and --set say of sizes.
struct SaidOfSizes {
  bool drawn = false, points = false, until = false;
};
SaidOfSizes said_of_sizes(const RunOptions& options) {
  ConfigText config = parse_config(read_config(options.config), options.config);
  apply_sets(config, options.sets);
  SaidOfSizes said;
  for (const ConfigLine& line : config.lines) {
    said.drawn |= is_vary_section(line.section) &&
                  is_distribution(trimmed(line.value.substr(0, line.value.find('('))));
    said.points |= line.full_key() == "sweep.points";
    said.until |= line.full_key() == "sweep.until";
  }
  return said;
}

/// The config without a rule on its points, of which there are some where it gives none.
Experiment without_sizes(const RunOptions& options) {
  constexpr int some = 256;
  const SaidOfSizes said = said_of_sizes(options);
  std::vector<std::string> sets = options.sets;
  if (said.until) sets.push_back("sweep.until=");
  if (said.drawn && !said.points) sets.push_back(fmt::format("sweep.points={}", some));
  return load_experiment(options.config, sets);
}

/// The same with as many roots as there are economies that begin anew.
Experiment with_roots(const RunOptions& options, std::uint64_t roots) {
  const SaidOfSizes said = said_of_sizes(options);
  std::vector<std::string> sets = options.sets;
  if (said.until) sets.push_back("sweep.until=");
  if (said.drawn) sets.push_back(fmt::format("sweep.points={}", roots));
  sets.push_back("sweep.replicates=1");
  return load_experiment(options.config, sets);
}

/// Economies with the starts of those that saw the event, one for each start and run, and shocks of
/// their own from day 1 on.
std::vector<Lineage> same_starts(const RareFindings& found) {
  const auto each = static_cast<std::size_t>(most_of_same_start / found.plan.runs + 1);
  std::vector<Lineage> all;
  for (const SplittingRun& run : found.runs) {
    std::map<std::uint64_t, Lineage> starts;
    for (const Lineage& lineage : run.reached) {
      if (starts.size() == each) break;
      // A run of its own number: no clone has this draw.
      const auto words = draw_words(found.plan.seed, ~0u, static_cast<std::uint32_t>(lineage.root),
                                    Purpose::branch, std::uint32_t{0}, 0u, 0u);
      const std::uint64_t seed = std::uint64_t{words.w[0]} << 32 | words.w[1];
      starts.try_emplace(lineage.root, Lineage{lineage.root, {{1, seed}}});
    }
    for (const auto& [root, lineage] : starts) all.push_back(lineage);
  }
  return all;
}

void count_seen(SeenAmong& among, const RareEconomies& economies, const SplittingPlan& plan,
                std::span<const Lineage> lineages) {
  among.economies += lineages.size();
  for (const Scores& scores : economies.run(lineages)) among.seen += scores.back() > plan.level;
}

/// Some at a time, so that memory does not grow with `count`.
SeenAmong seen_among_roots(const RareEconomies& economies, const SplittingPlan& plan,
                           std::uint64_t first, std::uint64_t count) {
  SeenAmong found;
  while (found.economies < count) {
    std::vector<Lineage> some;
    const std::uint64_t begin = found.economies, end = std::min(count, begin + crude_at_once);
    for (std::uint64_t i = begin; i < end; ++i) some.push_back({first + i, {}});
    count_seen(found, economies, plan, some);
  }
  return found;
}

std::vector<SplittingRun> split_economies(const RareOptions& options, const SplittingPlan& plan,
                                          const RareEconomies& economies) {
  std::uint64_t done = 0;
  try {
    const auto runs = split(plan, [&](std::span<const Lineage> replicas) {
      std::vector<Scores> scores = economies.run(replicas);
      done += replicas.size();
      if (!options.run.quiet && is_terminal())
        tell_progress(fmt::format("{} economies, {} in the last step", done, replicas.size()));
      return scores;
    });
    end_progress();
    return runs;
  } catch (const std::length_error& error) {
    throw UsageError(
        fmt::format("{} ({} times): choose a less rare event, or economies that last "
                    "less long",
                    error.what(), ShockBranches::most));
  }
}

}  // namespace

int rare_command(const RareOptions& options) {
  RareFindings found;
  found.config = options.run.config;
  found.event = event_of(options.event);
  found.plan = plan_of(options);
  const RareSize size = size_of(options, found.plan);
  refuse_sizes(options.run.sets);
  const Experiment plain = without_sizes(options.run);
  const std::size_t arm = arm_of(options, plain);
  check_event(plain, arm, found.event);
  check_rare_room(rare_bytes(plain, size), memory_room());
  const Experiment experiment = with_roots(options.run, size.roots + size.crude);
  const Devices devices = choose_devices(options.run.device, size.roots);
  if (!devices.fallback.empty() && !options.run.quiet) tell_sentence(devices.fallback);
  found.arm = experiment.arms[arm].label;
  found.one_arm = experiment.arms.size() == 1;
  found.drawn = draws_parameters(experiment);
  found.days = record_plan(experiment).days;
  found.plan.seed = experiment.seed;
  const RareEconomies economies(experiment, arm, found.event, devices);
  const StopSignal signals;
  try {
    found.runs = split_economies(options, found.plan, economies);
    count_seen(found.same_start, economies, found.plan, same_starts(found));
    found.crude = seen_among_roots(economies, found.plan, size.roots, size.crude);
  } catch (const RunStopped&) {
    tell("stopped by a signal; an estimate is of all its runs, so that nothing is kept");
    return exit_stopped;
  }
  found.estimate = estimate_of(found.runs, found.plan.replicas);
  say_text(options.json ? rare_json(found) : rare_text(found));
  return exit_done;
}

}  // namespace taosweep
