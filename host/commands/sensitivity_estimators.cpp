#include "host/commands/sensitivity_estimators.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <fmt/core.h>

#include "host/statistics/means.hpp"
#include "host/statistics/morris.hpp"
#include "host/statistics/rank_regression.hpp"
#include "host/statistics/saltelli.hpp"
#include "host/text/words.hpp"

namespace taosweep {

namespace {

using Groups = std::vector<std::vector<double>>;

bool know_noise(const Layout& layout) {
  return !layout.common_shocks && layout.replicates > 1;
}

std::int32_t part_of(const SensitivityPoints& points, std::size_t point) {
  const PointUnits& units = points.layout().units;
  const std::uint64_t vector = points.vector(point);
  return static_cast<std::int32_t>(units.joined() ? units.unit(vector) : vector % jackknife_parts);
}

/// As one measure.
Drivers drivers_from(const RankRegression& found) {
  Drivers drivers;
  drivers.refusal = found.refusal;
  drivers.unbounded = found.unbounded;
  if (!found.refusal.empty()) return drivers;
  drivers.measures = {{found.coefficients, found.bounds}};
  drivers.told = found.explained;
  for (const Interval& bounds : found.bounds)
    drivers.idle.push_back(bounds.low > -small_effect && bounds.high < small_effect);
  return drivers;
}

void regress(const SensitivityPoints& points, const Groups& groups, OutcomeDrivers& drivers) {
  std::vector<std::vector<double>> parameters(points.names().size());
  std::vector<double> values;
  std::vector<std::int32_t> parts;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (groups[i].empty()) continue;
    values.push_back(mean_of(groups[i]).mean);
    parts.push_back(part_of(points, i));
    for (std::size_t k = 0; k < parameters.size(); ++k)
      parameters[k].push_back(points.drawn()[k][i]);
  }
  drivers.units = values.size();
  drivers.left_out = groups.size() - values.size();
  RankRegression found = rank_regression(parameters, values, parts);
  if (points.layout().common_shocks && found.refusal.empty()) {
    found.unbounded = "points share their shocks, and others would say something else";
    found.bounds.assign(parameters.size(), {undefined, undefined});
  }
  drivers.found = drivers_from(found);
  if (!points.layout().common_shocks) drivers.found.noise = noise_share(groups);
}

/// First points of the rows or trajectories in which each point has an economy that defines the
/// outcome, and none has one that failed.
std::vector<std::size_t> whole_units(const SensitivityPoints& points, const Groups& groups) {
  const std::uint64_t together = points.layout().units.together;
  const std::uint64_t factors = points.factors().names.size();
  const bool is_row = points.layout().units.kind == DesignKind::saltelli;
  if ((together != factors + (is_row ? 2 : 1) && !of_second_order(points)) ||
      points.count() % together != 0)
    throw hdf5::Hdf5Error("the points of /design come in no whole rows or trajectories");
  std::vector<std::size_t> starts;
  for (std::size_t first = 0; first < groups.size(); first += together) {
    bool whole = true;
    for (std::size_t point = first; point < first + together; ++point)
      whole = whole && !groups[point].empty() && !points.with_failed()[point];
    if (whole) starts.push_back(first);
  }
  return starts;
}

/// Mean over the points of a unit of their variances within, and of those of their means.
struct Shocks {
  double of_single = 0, of_mean = 0;
};
Shocks shocks_of(const Groups& groups, std::size_t first, std::uint64_t together) {
  Shocks shocks;
  double told = 0;
  for (std::size_t point = first; point < first + together; ++point) {
    if (groups[point].size() < 2) continue;
    const double variance = variance_of(groups[point]);
    shocks.of_single += variance;
    shocks.of_mean += variance / static_cast<double>(groups[point].size());
    ++told;
  }
  if (told > 0) shocks = {shocks.of_single / told, shocks.of_mean / told};
  return shocks;
}

std::vector<double> means_of(const Groups& groups, std::size_t first, std::uint64_t together) {
  std::vector<double> means;
  for (std::size_t point = first; point < first + together; ++point)
    means.push_back(mean_of(groups[point]).mean);
  return means;
}

void index(const SensitivityPoints& points, const Groups& groups, OutcomeDrivers& drivers) {
  const Layout& layout = points.layout();
  const std::uint64_t together = layout.units.together;
  std::vector<SaltelliRow> rows;
  for (const std::size_t first : whole_units(points, groups)) {
    const Shocks shocks = know_noise(layout) ? shocks_of(groups, first, together) : Shocks{};
    rows.push_back({means_of(groups, first, together), shocks.of_mean, shocks.of_single,
                    static_cast<std::int32_t>(layout.units.unit(points.vector(first)))});
  }
  drivers.units = rows.size();
  drivers.left_out = groups.size() / together - rows.size();
  drivers.found = saltelli_indices(
      rows, {know_noise(layout), of_second_order(points), layout.units.scrambles > 0},
      outcome_table[drivers.outcome].name);
}

/// Which parameter each step of a trajectory moves, and whereto.
std::vector<MorrisMove> moves_of(const SensitivityPoints& points, std::size_t first) {
  std::vector<MorrisMove> moves;
  for (std::size_t point = first; point + 1 < first + points.layout().units.together; ++point)
    for (std::size_t k = 0; k < points.names().size(); ++k) {
      const double before = points.drawn()[k][point], after = points.drawn()[k][point + 1];
      if (before != after) moves.push_back({k, after > before ? 1 : -1});
    }
  std::vector<bool> moved(points.names().size());
  for (const MorrisMove& move : moves) moved[move.parameter] = true;
  if (moves.size() != moved.size() ||
      std::count(moved.begin(), moved.end(), true) != static_cast<std::ptrdiff_t>(moved.size()))
    throw hdf5::Hdf5Error("the points of /design are no trajectories");
  return moves;
}

void screen(const SensitivityPoints& points, const Groups& groups, OutcomeDrivers& drivers) {
  const Layout& layout = points.layout();
  const std::uint64_t together = layout.units.together;
  std::vector<MorrisEffects> trajectories;
  std::vector<double> all;
  double of_mean = 0;
  for (const std::size_t first : whole_units(points, groups)) {
    const std::vector<double> means = means_of(groups, first, together);
    trajectories.push_back(morris_effects(means, moves_of(points, first)));
    all.insert(all.end(), means.begin(), means.end());
    of_mean += shocks_of(groups, first, together).of_mean;
  }
  drivers.units = trajectories.size();
  drivers.left_out = groups.size() / together - trajectories.size();
  drivers.found = morris_measures(trajectories, std::sqrt(variance_of(all)),
                                  outcome_table[drivers.outcome].name);
  if (!know_noise(layout) || trajectories.empty()) return;
  drivers.found.noise = noise_share(groups);
  // Two means differ by shocks with the variance 2 w, effects over 1/2 with 8 w, w = s^2 / R, and
  // of a normal number with the variance v the mean of |x| is sqrt(2 v / pi).
  const double w = of_mean / static_cast<double>(trajectories.size());
  drivers.found.told = std::sqrt(16 * w / std::numbers::pi);
}

std::string counted_text(const SensitivityPoints& points, const char* unit) {
  return fmt::format(
      "{} of {} economies failed. A point counts with the mean of those that define the outcome. A "
      "{} of which a point has none, or an economy that failed, is left out.",
      points.failed(), points.count() * points.layout().replicates, unit);
}

std::string size_text(const SensitivityPoints& points, const char* units) {
  const Layout& layout = points.layout();
  return fmt::format("{} {} x {} x {}", points.count() / layout.units.together, units,
                     counted(layout.units.together, "point"),
                     counted(layout.replicates, "replicate"));
}

std::vector<std::string> regression_remarks(const SensitivityPoints& points,
                                            const std::string& where) {
  const Layout& layout = points.layout();
  const std::string parts =
      layout.units.joined()
          ? fmt::format("{} {}", layout.units.scrambles, info_of(layout.units.kind).units)
          : fmt::format("{} parts of the points",
                        std::min<std::size_t>(points.count(), jackknife_parts));
  return {
      fmt::format("Standardised coefficients of ranks, with intervals of 95 % from leaving out "
                  "each of {}; {}, {} x {}.",
                  parts, where, counted(points.count(), "point"),
                  counted(layout.replicates, "replicate")),
      fmt::format("{} of {} economies failed. A point counts with the mean of those that define "
                  "the outcome, and is left out where none does.",
                  points.failed(), points.count() * layout.replicates),
      "R2 is how much of the outcome's ranks monotone effects tell; the rest is shocks, and "
      "effects that rise and fall or need two parameters. noise is the part of the variance "
      "of single economies that is of their shocks" +
          std::string(layout.common_shocks    ? ": not known where points share them."
                      : layout.replicates < 2 ? ": not known at one replicate."
                                              : ".")};
}

std::vector<std::string> index_remarks(const SensitivityPoints& points, const std::string& where) {
  const Layout& layout = points.layout();
  const std::string shocks =
      layout.common_shocks
          ? "Points share their shocks: the indices are those given these shocks, and others would "
            "say something else."
      : layout.replicates < 2
          ? "Points have shocks of their own, and at one replicate nothing tells them apart: each "
            "total index holds the part of the variance that is of shocks, and first-order ones "
            "are parts of a variance with it. Take 2 replicates or more."
          : "Shocks are taken off by the replicates: indices are those of the mean over shocks. "
            "noise is the part of the variance of single economies that is of their shocks.";
  const std::string what = points.factors().grouped() ? "parameter or group" : "parameter";
  std::string measures = fmt::format(
      "first is the part of the variance that a {} tells alone, total that with all it does "
      "together with others",
      what);
  if (of_second_order(points))
    measures += ", second what two of them do together beyond what each does alone, without others";
  const std::string bounds =
      layout.units.scrambles > 0
          ? fmt::format("leaving out each of {} scrambles", layout.units.scrambles)
          : "percentiles of resampled rows";
  return {fmt::format("{}; intervals of 95 % by {}; {}, {}.", measures, bounds, where,
                      size_text(points, "rows")),
          counted_text(points, "row"), shocks};
}

std::vector<std::string> screen_remarks(const SensitivityPoints& points, const std::string& where) {
  const Layout& layout = points.layout();
  const std::string shocks =
      layout.common_shocks
          ? "Points share their shocks: the effects are those given these shocks, and others would "
            "say something else."
      : layout.replicates < 2
          ? "Points have shocks of their own, which add to mu_star and sigma of every parameter; "
            "at one replicate nothing tells by how much. Take 2 replicates or more, or "
            "common_shocks = points."
          : "Points have shocks of their own, which add to mu_star and sigma of every parameter: a "
            "parameter that does nothing has the mu_star 'of shocks', were they normal.";
  return {fmt::format("Effects of a parameter's whole distribution, in the unit of the outcome: "
                      "mu_star is the mean of their size, mu with sign, sigma how they differ from "
                      "place to place; intervals of 95 % by percentiles of resampled trajectories; "
                      "{}, {}.",
                      where, size_text(points, "trajectories")),
          counted_text(points, "trajectory"), shocks};
}

}  // namespace

bool of_second_order(const SensitivityPoints& points) {
  const PointUnits& units = points.layout().units;
  return units.kind == DesignKind::saltelli &&
         units.together == 2 * points.factors().names.size() + 2;
}

const EstimatorInfo& estimator_of(DesignKind kind) {
  static const EstimatorInfo regression{
      "points", {"coefficient"}, 0, "r2", "R2", "their whole interval lies within -0.05 to 0.05"};
  static const EstimatorInfo indices{
      "rows",      {"first", "total"}, 1,
      "sum_first", "sum of first",     "their whole interval of the total index lies below 0.05"};
  static const EstimatorInfo effects{
      "trajectories",
      {"mu_star", "mu", "sigma"},
      0,
      "mu_star_of_shocks",
      "mu_star of shocks",
      "their whole interval of mu_star lies below 0.05 standard deviations of points"};
  if (kind == DesignKind::saltelli) return indices;
  return kind == DesignKind::morris ? effects : regression;
}

OutcomeDrivers drivers_of(const SensitivityPoints& points, int outcome) {
  const DesignKind kind = points.layout().units.kind;
  OutcomeDrivers drivers{outcome, 0, 0, {}};
  const Groups groups = points.groups_of(outcome);
  if (kind == DesignKind::saltelli)
    index(points, groups, drivers);
  else if (kind == DesignKind::morris)
    screen(points, groups, drivers);
  else
    regress(points, groups, drivers);
  if (points.censored(outcome)) {
    const double noise = drivers.found.noise;
    drivers.found = {};
    drivers.found.noise = noise;
    drivers.found.refusal =
        fmt::format("some times are censored, and have no rank and no mean: take {}",
                    outcome_table[observed_of(outcome)].name);
  }
  return drivers;
}

std::vector<std::string> estimator_remarks(const SensitivityPoints& points,
                                           const std::string& where) {
  switch (points.layout().units.kind) {
    case DesignKind::saltelli:
      return index_remarks(points, where);
    case DesignKind::morris:
      return screen_remarks(points, where);
    default:
      return regression_remarks(points, where);
  }
}

}  // namespace taosweep
