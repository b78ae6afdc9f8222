#include "host/run/replay.hpp"

#include <cstring>

#include <fmt/core.h>

#include "host/experiment/record_plan.hpp"
#include "host/run/jobs.hpp"
#include "host/statistics/against_baseline.hpp"
#include "host/text/number_text.hpp"
#include "host/text/status_text.hpp"

namespace taosweep {
namespace {

template <class T>
bool same_bits(T a, T b) {
  return std::memcmp(&a, &b, sizeof a) == 0;
}

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

std::string shown(double value) {
  return value == value ? number_text(value) : "undefined";
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

std::vector<std::string> differences_from_stored(const EconomyInFile& stored,
                                                 const EconomyResult& result) {
  std::vector<std::string> differences;
  const auto status = static_cast<std::int32_t>(result.status);
  if (stored.status != status) {
    differences.push_back(fmt::format("status: stored {} ({}), recomputed {} ({})", stored.status,
                                      status_name(stored.status), status, status_name(status)));
  }
  for (int k = 0; k < outcome_count; ++k) {
    const double before = stored.outcomes[k], now = result.outcomes[k];
    if (same_bits(before, now)) continue;
    differences.push_back(fmt::format("{}: stored {}, recomputed {}", outcome_table[k].name,
                                      shown(before), shown(now)));
  }
  const std::vector<float>& path = stored.path;
  if (path.empty()) return differences;
  if (path.size() != result.path.size() ||
      std::memcmp(path.data(), result.path.data(), path.size() * sizeof(float)) != 0) {
    differences.push_back("its path differs from the one in /paths");
  }
  return differences;
}

}  // namespace taosweep
