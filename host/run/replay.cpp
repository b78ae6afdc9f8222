#include "host/run/replay.hpp"

#include <fmt/core.h>

#include "host/experiment/record_plan.hpp"
#include "host/run/jobs.hpp"
#include "host/statistics/against_baseline.hpp"

namespace taosweep {
namespace {

/// Fills the outcomes of `result` that compare it with the baseline arm of its point and replicate.
void derive(EconomyResult& result, const EconomyResult* baseline) {
  std::vector<const EconomyResult*> arms;
  if (baseline) arms.push_back(baseline);
  arms.push_back(&result);
  PointResults pair;
  pair.points = pair.replicates = 1;
  for (const EconomyResult* arm : arms)
    pair.status.push_back(static_cast<std::int32_t>(arm->status));
  for (int k = 0; k < outcome_count; ++k) {
    for (const EconomyResult* arm : arms) pair.outcomes.push_back(arm->outcomes[k]);
  }
  derive_outcomes(pair, arms.size());
  for (int k = 0; k < outcome_count; ++k) {
    result.outcomes[k] = pair.outcomes[k * arms.size() + arms.size() - 1];
  }
}

}  // namespace

Replayed replay_economy(const StoredResults& stored, const std::string& file, std::uint64_t economy,
                        const Engine& engine) {
  const Experiment& experiment = stored.experiment;
  if (!holds(stored, economy)) {
    const std::uint64_t total = experiment.economies(), held = economies_of(stored);
    throw UsageError(
        held == total
            ? fmt::format("{} holds the economies 0 to {}; --economy {} is none of them", file,
                          total - 1, economy)
            : fmt::format("{} is a shard of {} of the economies 0 to {}; --economy {} is none of "
                          "them (its points: /outcomes/point)",
                          file, held, total - 1, economy));
  }
  Replayed replayed{job_of(experiment, economy), record_plan(experiment), {}};
  replayed.plan.keep_paths = true;
  replayed.result = engine.advance({&replayed.job, 1}, replayed.plan, nullptr).front();
  const std::uint64_t arm = place_of(experiment, economy).arm;
  if (arm == 0) {
    derive(replayed.result, nullptr);
  } else {
    const Job job = job_of(experiment, economy - arm);
    const EconomyResult baseline =
        engine.advance({&job, 1}, record_plan(experiment), nullptr).front();
    derive(replayed.result, &baseline);
  }
  return replayed;
}

}  // namespace taosweep
