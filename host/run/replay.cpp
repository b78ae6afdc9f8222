#include "host/run/replay.hpp"

#include <algorithm>
#include <cstring>
#include <optional>

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

/// Index of an economy among those of the file.
std::optional<std::uint64_t> position_of(const StoredResults& stored, std::uint64_t economy) {
  const std::uint64_t per_point = economies_per_point(stored.experiment);
  const auto& points = stored.portion.points;
  const auto found = std::lower_bound(points.begin(), points.end(), economy / per_point);
  if (found == points.end() || *found != economy / per_point) return std::nullopt;
  return static_cast<std::uint64_t>(found - points.begin()) * per_point + economy % per_point;
}

}  // namespace

Replayed replay_economy(const StoredResults& stored, const std::string& file, std::uint64_t economy,
                        const Engine& engine) {
  const Experiment& experiment = stored.experiment;
  if (!position_of(stored, economy)) {
    const std::uint64_t total = experiment.economies(), held = stored.results.status.size();
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
  replayed.result = advance(engine, std::span(&replayed.job, 1), replayed.plan).front();
  const std::uint64_t arm = place_of(experiment, economy).arm;
  if (arm == 0) {
    derive(replayed.result, nullptr);
  } else {
    const Job job = job_of(experiment, economy - arm);
    const EconomyResult baseline =
        advance(engine, std::span(&job, 1), record_plan(experiment)).front();
    derive(replayed.result, &baseline);
  }
  return replayed;
}

std::vector<std::string> differences_from_stored(const StoredResults& stored, std::uint64_t economy,
                                                 const EconomyResult& result) {
  std::vector<std::string> differences;
  const PointResults& results = stored.results;
  const std::uint64_t count = results.status.size();
  const std::uint64_t i = position_of(stored, economy).value();
  const auto status = static_cast<std::int32_t>(result.status);
  if (results.status[i] != status) {
    differences.push_back(fmt::format("status: stored {} ({}), recomputed {} ({})",
                                      results.status[i], status_name(results.status[i]), status,
                                      status_name(status)));
  }
  for (int k = 0; k < outcome_count; ++k) {
    const double before = results.outcomes[k * count + i], now = result.outcomes[k];
    if (same_bits(before, now)) continue;
    differences.push_back(fmt::format("{}: stored {}, recomputed {}", outcome_table[k].name,
                                      shown(before), shown(now)));
  }
  const auto kept = results.paths.find(economy);
  if (kept == results.paths.end()) return differences;
  const std::vector<float>& path = kept->second;
  if (path.size() != result.path.size() ||
      std::memcmp(path.data(), result.path.data(), path.size() * sizeof(float)) != 0) {
    differences.push_back("its path differs from the one in /paths");
  }
  return differences;
}

}  // namespace taosweep
