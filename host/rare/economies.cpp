#include "host/rare/economies.hpp"

#include <algorithm>
#include <atomic>

#include <fmt/core.h>

#include "host/experiment/record_plan.hpp"
#include "host/parallel/workers.hpp"
#include "host/run/stop_signal.hpp"
#include "host/text/status_text.hpp"
#include "host/usage_error.hpp"

namespace taosweep {
namespace {

void refuse_cells(const Experiment& experiment) {
  if (experiment.cell_count == 1) return;
  std::string keys;
  for (const VariedKey& varied : experiment.varied)
    if (varied.listed()) keys += (keys.empty() ? "" : ", ") + varied.key;
  throw UsageError(fmt::format(
      "this config has {} cells of listed values ({}), and an event has a probability in each: "
      "choose one, for each key by --set vary.KEY= and --set KEY=VALUE",
      experiment.cell_count, keys.empty() ? "blocks of [vary NAME]" : keys));
}

void refuse_joined_points(const Experiment& experiment) {
  if (!draws_parameters(experiment) || experiment.units.kind == DesignKind::random) return;
  throw UsageError(
      "points of this design depend on each other, and replicas must not: draw them at random with "
      "--set sweep.design=random");
}

/// Replicas have shocks of their own, be they drawn by point or by replicate.
void refuse_common_shocks(const Experiment& experiment) {
  if (!experiment.common_shocks) return;
  throw UsageError(
      "under common_shocks = points all points share their shocks, and replicas must not: they are "
      "begun again with other ones. Say --set sweep.common_shocks=arms");
}

void refuse_unseen(const Experiment& experiment, std::size_t arm, const RareEvent& event,
                   const Parameters& first) {
  if (event.series >= series_target_price && first.attack.mode == AttackMode::none)
    throw UsageError(
        fmt::format("{} is of the attacked subnet, and arm '{}' has no attack: choose another arm "
                    "with --arm, or a series of the whole network",
                    series_table[event.series].name, experiment.arms[arm].label));
}

/// Subnets that there can be at once, where the same number of all economies is known before.
std::optional<double> most_living(const Experiment& experiment, const Parameters& first) {
  const auto is_drawn = [&](const char* key) {
    return std::any_of(experiment.varied.begin(), experiment.varied.end(),
                       [&](const VariedKey& varied) { return varied.key == key; }) ||
           std::any_of(
               experiment.dependents.begin(), experiment.dependents.end(),
               [&](const Dependent& one) { return std::string(one.parameter->key) == key; });
  };
  if (experiment.start || first.lifecycle.mode != LifecycleMode::fixed) return std::nullopt;
  for (const char* key :
       {"network.subnets", "lifecycle.mode", "attack.mode", "attack.subnet", "attack.count"})
    if (is_drawn(key)) return std::nullopt;
  const bool fresh =
      first.attack.mode != AttackMode::none && first.attack.subnet == AttackSubnet::fresh;
  return first.network.subnets + (fresh ? first.attack.count : 0);
}

void refuse_beyond_living(const Experiment& experiment, const RareEvent& event,
                          const Parameters& first) {
  const bool counts = event.series == series_target_rank || event.series == series_living_subnets ||
                      event.series == series_emitted_subnets ||
                      event.series == series_effective_subnets;
  const std::optional<double> most = most_living(experiment, first);
  if (!counts || !most || (event.below ? event.level <= *most : event.level < *most)) return;
  throw UsageError(
      fmt::format("{} is {} {:g}: under lifecycle.mode = fixed there are {:g} subnets at most",
                  series_table[event.series].name, event.below ? "always below" : "never above",
                  event.level, *most));
}

void refuse_long_windows(const RareEvent& event, const RecordPlan& plan) {
  const int mornings = time_count(TimeAxis::day, plan);
  if (event.days < mornings) return;
  throw UsageError(
      fmt::format("the event takes {} days in a row, and economies last {} (time.days): ask for "
                  "fewer, or let them last longer",
                  event.days, mornings - 1));
}

}  // namespace

RecordPlan rare_plan(const Experiment& experiment) {
  RecordPlan plan = record_plan(experiment);
  plan.series_days = 1;
  return plan;
}

bool draws_parameters(const Experiment& experiment) {
  return std::any_of(experiment.varied.begin(), experiment.varied.end(),
                     [](const VariedKey& varied) { return varied.sampled; });
}

void check_event(const Experiment& experiment, std::size_t arm, const RareEvent& event) {
  refuse_cells(experiment);
  refuse_joined_points(experiment);
  refuse_common_shocks(experiment);
  const Parameters first = parameters_of(experiment, 0, arm);
  refuse_unseen(experiment, arm, event, first);
  refuse_beyond_living(experiment, event, first);
  refuse_long_windows(event, rare_plan(experiment));
}

RareEconomies::RareEconomies(const Experiment& experiment, std::size_t arm, const RareEvent& event,
                             const Devices& devices)
    : experiment_(experiment),
      arm_(arm),
      event_(event),
      devices_(devices),
      parameters_(experiment),
      plan_(rare_plan(experiment)),
      drawn_(draws_parameters(experiment)) {}

Job RareEconomies::job_of(const Lineage& lineage, ShockBranches& branches) const {
  branches.count = static_cast<std::int32_t>(lineage.branches.size());
  std::copy(lineage.branches.begin(), lineage.branches.end(), branches.of);
  const auto root = static_cast<std::uint32_t>(lineage.root);
  Job job;
  job.parameters = parameters_.of(drawn_ ? root : 0, arm_);
  if (experiment_.start) job.start = &experiment_.start->state;
  job.key = {experiment_.seed, drawn_ ? root : 0, drawn_ ? 0 : root,
             branches.count > 0 ? &branches : nullptr};
  return job;
}

std::vector<Scores> RareEconomies::run_some(const Engine& engine,
                                            std::span<const Lineage> replicas) const {
  std::vector<ShockBranches> branches(replicas.size());
  std::vector<Job> jobs;
  for (std::size_t i = 0; i < replicas.size(); ++i)
    jobs.push_back(job_of(replicas[i], branches[i]));
  const std::vector<EconomyResult> results = engine.advance(jobs, plan_, StopSignal::flag());
  std::vector<Scores> scores;
  for (std::size_t i = 0; i < results.size(); ++i) {
    if (results[i].status == Status::not_run) throw RunStopped();
    if (results[i].status != Status::ok)
      throw std::runtime_error(
          fmt::format("economy {} of the roots failed ({}), and what share of such would have seen "
                      "the event nobody knows: there is no estimate",
                      replicas[i].root, status_name(static_cast<std::int32_t>(results[i].status))));
    scores.push_back(scores_of(event_, mornings_of(event_, results[i], plan_)));
  }
  return scores;
}

std::vector<Scores> RareEconomies::run(std::span<const Lineage> replicas) const {
  std::vector<Scores> scores(replicas.size());
  std::atomic<std::size_t> next{0};
  const std::size_t engines = devices_.engines.size(),
                    share = (replicas.size() + engines - 1) / engines;
  Work work;
  work.watch = [] {};
  work.give_up = [&] { next = replicas.size(); };
  work.run = [&](int i) {
    const Engine& engine = devices_.engines[static_cast<std::size_t>(i)];
    const std::size_t most = std::max<std::size_t>(1, std::min(engine.at_once, share));
    for (std::size_t first; (first = next.fetch_add(most)) < replicas.size();) {
      const std::size_t count = std::min(most, replicas.size() - first);
      std::vector<Scores> some = run_some(engine, replicas.subspan(first, count));
      std::move(some.begin(), some.end(), scores.begin() + static_cast<std::ptrdiff_t>(first));
    }
  };
  run_workers(static_cast<int>(engines), work);
  return scores;
}

}  // namespace taosweep
