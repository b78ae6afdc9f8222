// What economies with one value of the key say of the outcome.
#include <algorithm>

#include <fmt/core.h>

#include "host/commands/solve.hpp"
#include "host/statistics/clustered_shares.hpp"
#include "host/statistics/means.hpp"
#include "host/statistics/skewed_means.hpp"
#include "host/store/file/sections.hpp"
#include "host/store/read/open.hpp"
#include "kernels/math/undefined.hpp"

namespace taosweep {

namespace {

/// Values of the arm, and their independent units.
struct ArmValues {
  std::vector<double> values;
  std::vector<std::int32_t> clusters;
  std::int64_t failed = 0, undefined = 0;
  std::string refusal;  ///< why nothing pooled may be said
};

/// As the question has it: a flag where it asks for a share.
double counted(const SolveQuestion& question, double value) {
  if (question.over) return value >= *question.over;
  if (question.under) return value <= *question.under;
  return value;
}

ArmValues values_in(const hdf5::Group& root, const SolveQuestion& question) {
  const Layout layout = layout_of(root);
  const UsableOutcomes outcomes(root);
  const Pool pool = pool_of_all(layout);
  const std::vector<double> all = outcomes.read(question.outcome);
  const std::size_t each = layout.points() * layout.replicates, first = question.arm * each;
  ArmValues found;
  found.refusal = pool.refusal;
  for (const std::size_t place : outcomes.failed())
    found.failed += first <= place && place < first + each;
  for (std::size_t i = 0; i < each; ++i) {
    const double value = all[first + i];
    if (value != value) continue;
    found.values.push_back(counted(question, value));
    found.clusters.push_back(pool.cluster(i / layout.replicates, i % layout.replicates));
  }
  found.undefined = static_cast<std::int64_t>(each - found.values.size()) - found.failed;
  return found;
}

void add_share(SearchEstimate& found, const ArmValues& from) {
  const Share share = share_of(from.values, from.clusters);
  found.bounds = share.bounds;
  if (found.units < fewest_clusters)
    found.refusal = fmt::format("{} independent units, and fewer than {} say too little",
                                found.units, fewest_clusters);
  else
    found.method = "Wilson";
}

void add_mean(SearchEstimate& found, const ArmValues& from, const SolveQuestion& question) {
  const std::string key =
      fmt::format("{}\n{}", outcome_table[question.outcome].name, question.arms[question.arm]);
  const MeanInterval mean = mean_interval(unit_values(from.values, from.clusters), key);
  found.bounds = mean.bounds;
  found.method = mean.method;
  found.refusal = mean.refusal;
}

}  // namespace

SearchEstimate estimate_in(const std::string& file, const SolveQuestion& question) {
  const ArmValues from = values_in(open_results(file), question);
  SearchEstimate found;
  found.bounds = {undefined, undefined};
  found.n = static_cast<std::int64_t>(from.values.size());
  found.units = distinct(from.clusters);
  found.failed = from.failed;
  found.undefined = from.undefined;
  if (found.n == 0)
    throw UsageError(
        fmt::format("{}: no economy of arm '{}' defines {} ({}): choose other ends, "
                    "or another outcome",
                    file, question.arms[question.arm], outcome_table[question.outcome].name,
                    from.failed > 0 ? std::to_string(from.failed) + " failed"
                                    : outcome_table[question.outcome].undefined_when));
  found.estimate = mean_of(from.values).mean;
  if (!from.refusal.empty())
    found.refusal = from.refusal;
  else if (question.of_share())
    add_share(found, from);
  else
    add_mean(found, from, question);
  return found;
}

}  // namespace taosweep
