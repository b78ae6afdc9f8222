// Group /outcomes: one number per economy and outcome, and the status of each economy.
#include <algorithm>

#include <fmt/core.h>

#include "host/statistics/against_baseline.hpp"
#include "host/statistics/means.hpp"
#include "host/store/all_undefined.hpp"
#include "host/store/file/create.hpp"
#include "host/store/file/sections.hpp"
#include "host/text/status_text.hpp"
#include "host/text/words.hpp"
#include "kernels/math/undefined.hpp"
#include "kernels/model_version.hpp"

namespace taosweep {

namespace {

/// [economy] -> [arm][point][replicate].
template <class T>
std::vector<T> by_arm(const T* values, std::uint64_t points, std::uint64_t replicates,
                      std::uint64_t arms) {
  const std::uint64_t pairs = points * replicates;
  std::vector<T> turned(pairs * arms);
  for (std::uint64_t arm = 0; arm < arms; ++arm)
    for (std::uint64_t pair = 0; pair < pairs; ++pair)
      turned[arm * pairs + pair] = values[pair * arms + arm];
  return turned;
}

/// Where a dataset is cut in pieces, what nobody wrote reads as undefined, and need not be
/// compressed, inflated again, nor stored: a third of all outcomes and more are undefined in every
/// economy of a sweep. One number is written still: tools take a dataset without any for one that
/// cannot be compared.
void put(hdf5::Dataset& outcome, const Layout& layout, const hdf5::Shape& start,
         const hdf5::Shape& count, std::span<const double> values) {
  PlannedDataset planned;
  planned.type = hdf5::Type::float64;
  planned.shape = {layout.arms.size(), layout.points(), layout.replicates};
  if (chunk_of(planned).empty() || !all_undefined(values)) {
    outcome.write_block<double>(start, count, values);
  } else if (start == hdf5::Shape{0, 0, 0}) {
    outcome.write_block<double>(start, {1, 1, 1}, values.first(1));
  }
}

void describe(hdf5::Dataset& dataset, const OutcomeInfo& info) {
  if (*info.undefined_when) dataset.set_text("undefined_when", info.undefined_when);
  dataset.set_whole("better", info.better);
  dataset.set_text("scale", info.scale == Scale::log ? "log" : "linear");
  dataset.set_number("low", info.low);
  dataset.set_number("high", info.high);
  dataset.set_whole("bins", info.bins);
}

}  // namespace

OutcomeWriter::OutcomeWriter(hdf5::Group& root, const Layout& layout)
    : layout_(layout), findings_(layout.arms.size()) {
  hdf5::Group group = create_group(root, layout, "outcomes");
  for (const OutcomeInfo& info : outcome_table) {
    outcomes_.push_back(group.dataset(info.name));
    describe(outcomes_.back(), info);
  }
  status_.push_back(group.dataset("status"));
  describe_flags(status_.back(), status_names());
}

void OutcomeWriter::add(const PointResults& given) {
  PointResults results;  // without the series and paths, which are large
  results.points = given.points;
  results.replicates = given.replicates;
  results.status = given.status;
  results.outcomes = given.outcomes;
  const std::uint64_t arms = layout_.arms.size(), replicates = given.replicates,
                      points = results.points;
  derive_outcomes(results, arms);
  const hdf5::Shape start{0, given.first_point, given.first_replicate},
      count{arms, points, replicates};
  for (int i = 0; i < outcome_count; ++i) {
    const double* values = &results.outcomes[i * results.status.size()];
    const std::vector<double> turned = by_arm(values, points, replicates, arms);
    put(outcomes_[i], layout_, start, count, turned);
    findings_.see(i, turned);
  }
  const auto status = by_arm(results.status.data(), points, replicates, arms);
  status_.front().write_block<std::int32_t>(start, count, status);
  findings_.see_status(status);
}

void OutcomeWriter::write(int outcome, std::uint64_t position, std::uint64_t points,
                          std::span<const double> values) {
  put(outcomes_[outcome], layout_, {0, position, 0},
      {layout_.arms.size(), points, layout_.replicates}, values);
  findings_.see(outcome, values);
}

void OutcomeWriter::write_status(std::uint64_t position, std::uint64_t points,
                                 std::span<const std::int32_t> values) {
  status_.front().write_block<std::int32_t>(
      {0, position, 0}, {layout_.arms.size(), points, layout_.replicates}, values);
  findings_.see_status(values);
}

UsableOutcomes::UsableOutcomes(const hdf5::Group& root)
    : group_(root.group("outcomes")), model_(root.whole("model_version")) {
  const std::vector<std::int32_t> status = group_.dataset("status").read<std::int32_t>();
  economies_ = status.size();
  for (std::size_t i = 0; i < status.size(); ++i)
    if (status[i] != 0) failed_.push_back(i);
}

bool UsableOutcomes::lacks(int outcome) const {
  return model_ < model_version && !group_.has(outcome_table[outcome].name);
}

std::string UsableOutcomes::what_it_lacks() const {
  std::vector<std::string> names;
  for (int outcome = 0; outcome < outcome_count; ++outcome)
    if (lacks(outcome)) names.emplace_back(outcome_table[outcome].name);
  if (names.empty()) return "";
  return fmt::format(
      "The file is of model version {}, which did not have {} of the {} outcomes: {}.", model_,
      names.size(), outcome_count, joined(names));
}

std::vector<double> UsableOutcomes::read(int outcome) const {
  if (lacks(outcome)) return std::vector<double>(economies_, undefined);
  std::vector<double> values = group_.dataset(outcome_table[outcome].name).read<double>();
  for (const std::size_t i : failed_)
    if (i < values.size()) values[i] = undefined;  // also in a file that is not whole
  return values;
}

}  // namespace taosweep
