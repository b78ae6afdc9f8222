// taosweep sensitivity: which drawn parameters tell an outcome.
#include "host/commands/sensitivity.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "host/commands/compare_rows.hpp"
#include "host/statistics/means.hpp"
#include "host/store/read/open.hpp"
#include "host/text/terminal.hpp"
#include "host/text/words.hpp"
#include "kernels/math/undefined.hpp"

namespace taosweep {

namespace {

/// Standard deviations of rank within which a parameter counts as changing nothing.
constexpr double small_effect = 0.05;

/// Points of one arm and cell, and what was drawn there.
class Reader {
 public:
  Reader(const hdf5::Group& root, const Layout& layout, std::size_t arm, std::uint32_t cell)
      : layout_(layout), outcomes_(root), arm_(arm) {
    for (std::uint64_t position = 0; position < layout.points(); ++position)
      if (layout.cells[position] == cell) positions_.push_back(position);
    const hdf5::Group design = root.group("design");
    for (const std::string& name : layout.varied) {
      const hdf5::Dataset dataset = design.dataset(name);
      if (dataset.whole("sampled") == 0) continue;
      names_.push_back(name);
      const std::vector<double> all = dataset.read<double>();
      auto& column = drawn_.emplace_back();
      for (const std::uint64_t position : positions_)
        column.push_back(all.at(layout.point_ids[position]));
    }
  }

  const std::vector<std::string>& names() const { return names_; }
  std::size_t points() const { return positions_.size(); }
  std::size_t failed() const {
    const std::size_t each = layout_.points() * layout_.replicates;
    return static_cast<std::size_t>(
        std::count_if(outcomes_.failed().begin(), outcomes_.failed().end(), [&](std::size_t place) {
          return place / each == arm_ && layout_.cells[place % each / layout_.replicates] ==
                                             layout_.cells[positions_.front()];
        }));
  }

  OutcomeDrivers drivers_of(int outcome) const {
    const std::vector<std::vector<double>> groups = groups_of(outcome);
    OutcomeDrivers drivers{outcome, 0, undefined, {}};
    std::vector<std::vector<double>> parameters(names_.size());
    std::vector<double> values;
    std::vector<std::int32_t> parts;
    for (std::size_t i = 0; i < groups.size(); ++i) {
      if (groups[i].empty()) continue;
      values.push_back(mean_of(groups[i]).mean);
      parts.push_back(part_of(i));
      for (std::size_t k = 0; k < names_.size(); ++k) parameters[k].push_back(drawn_[k][i]);
    }
    drivers.points = values.size();
    if (!layout_.common_shocks) drivers.noise = noise_share(groups);
    drivers.found = censored(outcome) ? refused() : rank_regression(parameters, values, parts);
    if (layout_.common_shocks && drivers.found.refusal.empty()) {
      drivers.found.unbounded = "points share their shocks, and others would say something else";
      drivers.found.bounds.assign(names_.size(), {undefined, undefined});
    }
    return drivers;
  }

 private:
  /// Defined values of each point.
  std::vector<std::vector<double>> groups_of(int outcome) const {
    const std::vector<double> values = outcomes_.read(outcome);
    std::vector<std::vector<double>> groups(positions_.size());
    for (std::size_t i = 0; i < positions_.size(); ++i)
      for (std::uint64_t replicate = 0; replicate < layout_.replicates; ++replicate) {
        const double value = values[place(i, replicate)];
        if (value == value) groups[i].push_back(value);
      }
    return groups;
  }

  std::size_t place(std::size_t i, std::uint64_t replicate) const {
    return (arm_ * layout_.points() + positions_[i]) * layout_.replicates + replicate;
  }

  /// Some time of it is only known to be later.
  bool censored(int outcome) const {
    const int seen = observed_of(outcome);
    if (is_flag(outcome_table[outcome]) || seen < 0) return false;
    const std::vector<double> all = outcomes_.read(seen);
    for (std::size_t i = 0; i < positions_.size(); ++i)
      for (std::uint64_t replicate = 0; replicate < layout_.replicates; ++replicate)
        if (all[place(i, replicate)] == 0) return true;
    return false;
  }

  static RankRegression refused() {
    RankRegression found;
    found.refusal = "some times are censored, and have no rank: take NAME_observed";
    return found;
  }

  std::int32_t part_of(std::size_t i) const {
    const std::uint64_t vector = layout_.point_ids[positions_[i]] % layout_.vectors();
    if (layout_.units.joined()) return static_cast<std::int32_t>(layout_.units.unit(vector));
    return static_cast<std::int32_t>(vector % jackknife_parts);
  }

  const Layout& layout_;
  UsableOutcomes outcomes_;
  std::size_t arm_;
  std::vector<std::uint64_t> positions_;
  std::vector<std::string> names_;
  std::vector<std::vector<double>> drawn_;  // [parameter][point]
};

/// Parameters whose whole interval lies within small_effect in every outcome that has intervals.
std::string idle_text(const SensitivityFile& found) {
  std::vector<std::string> idle;
  std::size_t outcomes = 0;
  for (std::size_t k = 0; k < found.parameters.size(); ++k) {
    bool small = true;
    outcomes = 0;
    for (const OutcomeDrivers& one : found.outcomes) {
      if (!one.found.refusal.empty() || !one.found.unbounded.empty()) continue;
      ++outcomes;
      const Interval& bounds = one.found.bounds[k];
      small = small && bounds.low > -small_effect && bounds.high < small_effect;
    }
    if (small && outcomes > 0) idle.push_back(found.parameters[k]);
  }
  if (outcomes == 0) return "No outcome has intervals.";
  return fmt::format(
      "{} of {} parameters change no outcome by 5 %: their whole interval lies within -{} to {} "
      "in each of {} outcomes{}.",
      idle.size(), found.parameters.size(), small_effect, small_effect, outcomes,
      idle.empty() ? "" : ": " + joined(idle));
}

std::vector<std::string> remarks_on(const Layout& layout, const Reader& reader,
                                    const SensitivityFile& found) {
  const std::string parts =
      layout.units.joined()
          ? fmt::format("{} {}", layout.units.scrambles, info_of(layout.units.kind).units)
          : fmt::format("{} parts of the points", jackknife_parts);
  return {
      fmt::format("Standardised coefficients of ranks, with intervals of 95 % from leaving out "
                  "each of {}; arm '{}', {} points x {} replicates.",
                  parts, found.arm, reader.points(), layout.replicates),
      fmt::format("{} of {} economies failed. A point counts with the mean of those that define "
                  "the outcome, and is left out where none does.",
                  reader.failed(), reader.points() * layout.replicates),
      "R2 is how much of the outcome's ranks monotone effects tell; the rest is shocks, and "
      "effects that rise and fall or need two parameters. noise is the part of the variance "
      "of single economies that is of their shocks" +
          std::string(layout.common_shocks    ? ": not known where points share them."
                      : layout.replicates < 2 ? ": not known at one replicate."
                                              : "."),
      idle_text(found)};
}

std::uint32_t cell_of(const SensitivityOptions& options, const std::vector<std::string>& labels) {
  if (options.cell.empty() && labels.size() == 1) return 0;
  const auto at = std::find(labels.begin(), labels.end(), options.cell);
  if (at != labels.end()) return static_cast<std::uint32_t>(at - labels.begin());
  throw UsageError(fmt::format(
      "{}: listed axes make {} cells, and parameters may do other things in each: choose one "
      "with --cell. There is: {}",
      options.cell.empty() ? options.shown.file : "--cell " + options.cell, labels.size(),
      joined(labels, "; ")));
}

SensitivityFile sensitivity_of(const SensitivityOptions& options) {
  const hdf5::File root = open_results(options.shown.file);
  if (root.whole("shard_count") > 1)
    throw UsageError(options.shown.file +
                     " is a shard: join it with the others by `taosweep "
                     "merge`, and look at the whole");
  const Layout layout = layout_of(root);
  const ComparedParts parts = chosen_parts(options.shown, layout.arms);
  const hdf5::Group design = root.group("design");
  const std::vector<std::string> labels = design.has("cell_label")
                                              ? design.dataset("cell_label").read_texts()
                                              : std::vector<std::string>{"all points"};
  const std::uint32_t cell = cell_of(options, labels);
  const Reader reader(root, layout, parts.arms.front(), cell);
  if (reader.names().empty())
    throw UsageError(options.shown.file +
                     " has no drawn axis: give [vary] distributions, such as uniform(lo, hi)");
  SensitivityFile found{options.shown.file,
                        root.text("title"),
                        layout.arms[parts.arms.front()],
                        labels[cell],
                        reader.names(),
                        {},
                        {},
                        parts.chosen};
  for (const int outcome : parts.outcomes) {
    OutcomeDrivers drivers = reader.drivers_of(outcome);
    if (drivers.points > 0 || parts.chosen) found.outcomes.push_back(std::move(drivers));
  }
  found.remarks = remarks_on(layout, reader, found);
  return found;
}

}  // namespace

int sensitivity_command(const SensitivityOptions& options) {
  try {
    const SensitivityFile found = sensitivity_of(options);
    switch (options.shown.form) {
      case CompareForm::json:
        say_text(sensitivity_json(found));
        break;
      case CompareForm::csv:
        say_text(sensitivity_csv(found));
        break;
      default:
        say_text(sensitivity_table(found, options.shown.form == CompareForm::markdown));
    }
    return exit_done;
  } catch (const hdf5::Hdf5Error& error) {
    throw UsageError(
        fmt::format("{}: not a whole results file ({})", options.shown.file, error.what()));
  }
}

}  // namespace taosweep
