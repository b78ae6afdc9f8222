#include "host/commands/file_pairs.hpp"

#include <algorithm>
#include <cstring>

#include <fmt/core.h>

#include "host/statistics/against_baseline.hpp"

namespace taosweep {

namespace {

bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}

bool any_defined(const std::vector<double>& values) {
  return std::any_of(values.begin(), values.end(), [](double x) { return x == x; });
}

std::vector<std::int32_t> clusters_of(const Pool& pool, std::uint64_t replicates) {
  std::vector<std::int32_t> clusters;
  for (std::uint64_t point = pool.first; point < pool.first + pool.points; ++point)
    for (std::uint64_t replicate = 0; replicate < replicates; ++replicate)
      clusters.push_back(pool.cluster(point, replicate));
  return clusters;
}

}  // namespace

FileSide::FileSide(std::string file_name, hdf5::File file)
    : name(std::move(file_name)),
      root(std::move(file)),
      layout(layout_of(root)),
      outcomes(root),
      seed(root.text("seed")) {}

FilePairs::FilePairs(const FileSide& baseline, const FileSide& arm, std::vector<ArmOfTwo> arms)
    : baseline_(baseline), arm_(arm), arms_(std::move(arms)), tie_(tie_of(baseline, arm)) {
  if (tie_.tie == Tie::pairs) {
    // A file of fewer points has the numbers of all pairs.
    common_ = baseline.layout.points() <= arm.layout.points() ? baseline.layout : arm.layout;
    common_.replicates = tie_.replicates;
  }
  look_at_outcomes();
}

void FilePairs::look_at_outcomes() {
  defined_ = common_outcomes(baseline_, arm_);
  same_arms_.assign(arms_.size(), tie_.tie == Tie::pairs);
  for (int outcome = 0; outcome < outcome_count; ++outcome) {
    const auto at = static_cast<std::size_t>(outcome);
    if (!defined_[at]) continue;
    defined_[at] = any_defined(column(baseline_, outcome)) || any_defined(column(arm_, outcome));
    if (tie_.tie != Tie::pairs || is_rounding(outcome)) continue;
    for (std::size_t arm = 0; arm < arms_.size(); ++arm) {
      const Pool all = pool();
      if (same_arms_[arm])
        same_arms_[arm] = same_bits(values_of(arm_, outcome, arms_[arm].arm, all),
                                    values_of(baseline_, outcome, arms_[arm].baseline, all));
    }
  }
}

Pool FilePairs::pool_in(const Layout& layout, int cell) {
  if (cell == all_cells) return pool_of_all(layout);
  return pools_of_cells(layout).at(static_cast<std::size_t>(cell));
}

const std::vector<double>& FilePairs::column(const FileSide& side, int outcome) const {
  const auto found = read_.find({&side, outcome});
  if (found != read_.end()) return found->second;
  if (read_.size() >= 8) read_.clear();
  std::vector<double> values = side.outcomes.read(outcome);
  if (values.size() != side.layout.economies())
    throw hdf5::Hdf5Error(fmt::format("/outcomes/{} has not one number for each economy",
                                      outcome_table[outcome].name));
  return read_[{&side, outcome}] = std::move(values);
}

std::vector<double> FilePairs::values_of(const FileSide& side, int outcome, std::size_t arm,
                                         const Pool& pool) const {
  const std::vector<double>& all = column(side, outcome);
  const std::uint64_t taken = pool.layout->replicates, each = side.layout.replicates;
  std::vector<double> values;
  values.reserve(pool.points * taken);
  for (std::uint64_t point = pool.first; point < pool.first + pool.points; ++point) {
    const auto first =
        all.begin() + static_cast<std::ptrdiff_t>((arm * side.layout.points() + point) * each);
    values.insert(values.end(), first, first + static_cast<std::ptrdiff_t>(taken));
  }
  return values;
}

PairedValues FilePairs::pairs_of(int outcome, const ArmOfTwo& arms, const Pool& pool) const {
  PairedValues pairs{values_of(arm_, outcome, arms.arm, pool),
                     values_of(baseline_, outcome, arms.baseline, pool),
                     {},
                     {},
                     clusters_of(pool, common_.replicates)};
  const int seen = observed_of(outcome);
  if (seen < 0) return pairs;
  pairs.arm_seen = values_of(arm_, seen, arms.arm, pool);
  pairs.baseline_seen = values_of(baseline_, seen, arms.baseline, pool);
  return pairs;
}

PairedValues FilePairs::all_pairs(int outcome) const {
  PairedValues all;
  const auto add = [](auto& to, const auto& from) {
    to.insert(to.end(), from.begin(), from.end());
  };
  for (const ArmOfTwo& arms : arms_) {
    const PairedValues pairs = pairs_of(outcome, arms, pool());
    add(all.arm, pairs.arm);
    add(all.baseline, pairs.baseline);
    add(all.arm_seen, pairs.arm_seen);
    add(all.baseline_seen, pairs.baseline_seen);
    add(all.clusters, pairs.clusters);
  }
  return all;
}

SampledValues FilePairs::sample_of(const FileSide& side, int outcome, std::size_t arm,
                                   int cell) const {
  const Pool pool = pool_in(side.layout, cell);
  SampledValues sample{
      values_of(side, outcome, arm, pool), {}, clusters_of(pool, side.layout.replicates)};
  const int seen = observed_of(outcome);
  if (seen >= 0) sample.seen = values_of(side, seen, arm, pool);
  return sample;
}

Comparison FilePairs::compare(int outcome, std::size_t number, const ComparedHow& how) const {
  const OutcomeInfo& info = outcome_table[outcome];
  const ArmOfTwo& arms = arms_.at(number);
  ComparedAs as{is_flag(info),
                info.better,
                fmt::format("{}\n{}\n{}\n{}", info.name, arm_.layout.arms[arms.arm],
                            baseline_.layout.arms[arms.baseline], how.cell),
                false,
                false,
                how.ratio};
  const auto refused = [](const char* why) {
    Comparison found;
    found.refusal = why;
    return found;
  };
  if (tie_.tie == Tie::pairs) {
    const Pool pool = this->pool(how.cell);
    if (pool.refused()) return refused(pool.refusal);
    as.same_arms = same_arms_[number];
    const int cause = decides(outcome);
    as.same_cause = cause >= 0 && defined_[static_cast<std::size_t>(cause)] &&
                    equal_bit_for_bit(values_of(arm_, cause, arms.arm, pool),
                                      values_of(baseline_, cause, arms.baseline, pool));
    return compare_pairs(pairs_of(outcome, arms, pool), as, how.level);
  }
  for (const FileSide* side : {&arm_, &baseline_})
    if (const Pool pool = pool_in(side->layout, how.cell); pool.refused())
      return refused(pool.refusal);
  Comparison found =
      compare_samples(sample_of(arm_, outcome, arms.arm, how.cell),
                      sample_of(baseline_, outcome, arms.baseline, how.cell), as, how.level);
  if (tie_.tie == Tie::samples) return found;
  found.bounds = found.median_bounds = no_interval;
  found.arm_bounds = found.baseline_bounds = no_interval;
  found.method.clear();
  found.refusal = "one seed, and yet no pairs";
  return found;
}

}  // namespace taosweep
