// taosweep sensitivity: which drawn parameters tell an outcome.
#include "host/commands/sensitivity.hpp"

#include <algorithm>
#include <map>

#include <fmt/core.h>

#include "host/commands/compare_rows.hpp"
#include "host/experiment/cell_labels.hpp"
#include "host/statistics/saltelli.hpp"
#include "host/store/read/open.hpp"
#include "host/text/number_text.hpp"
#include "host/text/terminal.hpp"
#include "host/text/words.hpp"

namespace taosweep {

namespace {

bool has_intervals(const OutcomeDrivers& one) {
  return one.found.refusal.empty() && one.found.unbounded.empty();
}

/// Why none has, as most of those say that have numbers, or of all where none has any.
std::string no_intervals_text(const SensitivityFile& found) {
  std::map<std::string, std::size_t> unbounded, refused;
  for (const OutcomeDrivers& one : found.outcomes)
    ++(one.found.refusal.empty() ? unbounded[one.found.unbounded] : refused[one.found.refusal]);
  const auto& reasons = unbounded.empty() ? refused : unbounded;
  if (reasons.empty()) return "No outcome is defined anywhere.";
  const auto usual =
      std::max_element(reasons.begin(), reasons.end(),
                       [](const auto& a, const auto& b) { return a.second < b.second; });
  return fmt::format(
      "No outcome has intervals, so that nothing is shown to change nothing; of {} of {} because "
      "{}.",
      usual->second, found.outcomes.size(), usual->first);
}

/// Whether a parameter is shown to change no outcome that has intervals by 5 %.
std::string idle_text(const SensitivityFile& found) {
  std::vector<std::string> idle;
  std::size_t outcomes = 0;
  for (std::size_t k = 0; k < found.parameters.size(); ++k) {
    bool small = true;
    outcomes = 0;
    for (const OutcomeDrivers& one : found.outcomes) {
      if (!has_intervals(one)) continue;
      ++outcomes;
      small = small && one.found.idle[k];
    }
    if (small && outcomes > 0) idle.push_back(found.parameters[k]);
  }
  if (outcomes == 0) return no_intervals_text(found);
  return fmt::format(
      "{} of {} {} change no outcome by 5 %: {} in each of {}{}.", idle.size(),
      found.parameters.size(), found.groups.empty() ? "parameters" : "groups and parameters",
      found.estimator.small, counted(outcomes, "outcome"), idle.empty() ? "" : ": " + joined(idle));
}

/// Under saltelli, where there are intervals: does each total index reach its first-order one.
std::string contradictions(const SensitivityFile& found) {
  std::vector<std::string> places;
  if (std::none_of(found.outcomes.begin(), found.outcomes.end(), has_intervals)) return "";
  for (const OutcomeDrivers& one : found.outcomes)
    for (const std::size_t k : totals_below_first(one.found))
      places.push_back(
          fmt::format("{} of {}", found.parameters[k], outcome_table[one.outcome].name));
  if (places.empty()) return "Within their intervals all total indices reach the first-order ones.";
  return "Beyond both intervals the total index lies below the first-order one, which by chance is "
         "rare, so that neither can be trusted: " +
         joined(places) + ".";
}

/// Groups that the design moves, with what is in them.
std::vector<AxisGroup> groups_in(const SensitivityPoints& points) {
  const Factors& factors = points.factors();
  std::vector<AxisGroup> groups;
  for (std::size_t factor = 0; factor < factors.names.size(); ++factor) {
    AxisGroup group{factors.names[factor], {}};
    for (std::size_t axis = 0; axis < factors.of_axis.size(); ++axis)
      if (factors.of_axis[axis] == factor) group.keys.push_back(points.names()[axis]);
    if (group.keys.size() > 1) groups.push_back(group);
  }
  return groups;
}

std::uint32_t cell_of(const SensitivityOptions& options, const std::vector<std::string>& labels) {
  if (options.cell.empty() && labels.size() == 1) return 0;
  if (options.cell.empty())
    throw UsageError(fmt::format(
        "{}: listed axes make {} cells, and parameters may do other things in each: choose one "
        "with --cell, by its number from 0 or its label. There is: {}",
        options.shown.file, labels.size(), cells_text(labels)));
  if (const auto number = parse_count(options.cell); number && *number < labels.size())
    return static_cast<std::uint32_t>(*number);
  try {
    return cell_named(options.cell, labels);
  } catch (const UsageError& error) {
    throw UsageError(fmt::format("{}: --cell, by its label or its number from 0 to {}: {}",
                                 options.shown.file, labels.size() - 1, error.what()));
  }
}

/// "arm 'yes', cell 'attack.day=30'".
std::string where_text(const std::string& arm, const std::vector<std::string>& cells,
                       std::uint32_t cell) {
  return fmt::format("arm '{}'", arm) +
         (cells.size() > 1 ? fmt::format(", cell '{}'", cells[cell]) : "");
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
  const SensitivityPoints points(root, layout, parts.arms.front(), cell);
  if (points.names().empty())
    throw UsageError(options.shown.file +
                     " has no drawn axis: give [vary] distributions, such as uniform(lo, hi)");
  SensitivityFile found{
      identity_of(options.shown.file, root),
      layout.units.kind,
      layout.arms[parts.arms.front()],
      labels[cell],
      estimator_of(layout.units.kind),
      points.factors().names,
      groups_in(points),
      estimator_remarks(points, where_text(layout.arms[parts.arms.front()], labels, cell)),
      {},
      of_second_order(points),
      parts.chosen};
  for (const int outcome : parts.outcomes) {
    OutcomeDrivers drivers = drivers_of(points, outcome);
    if (drivers.units > 0 || parts.chosen) found.outcomes.push_back(std::move(drivers));
  }
  if (!found.groups.empty()) found.remarks.push_back("Groups: " + groups_text(found.groups) + ".");
  if (layout.units.kind == DesignKind::saltelli) found.remarks.push_back(contradictions(found));
  found.remarks.push_back(idle_text(found));
  found.remarks.push_back(points.what_it_lacks());
  std::erase(found.remarks, "");
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
