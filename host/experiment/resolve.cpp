// From config text to an experiment.
#include <algorithm>
#include <filesystem>

#include "host/config/complaints.hpp"
#include "host/config/read_config.hpp"
#include "host/config/set_option.hpp"
#include "host/design/design.hpp"
#include "host/experiment/cell_labels.hpp"
#include "host/experiment/cross_checks.hpp"
#include "host/experiment/dependents.hpp"
#include "host/experiment/experiment.hpp"
#include "host/experiment/first_points.hpp"
#include "host/experiment/formula_use.hpp"
#include "host/experiment/hashes.hpp"
#include "host/experiment/kept_paths.hpp"
#include "host/experiment/outline.hpp"
#include "host/experiment/record_plan.hpp"
#include "host/experiment/removed_keys.hpp"
#include "host/experiment/request.hpp"
#include "host/experiment/resolved_text.hpp"
#include "host/text/parameter_text.hpp"
#include "host/text/words.hpp"

namespace taosweep {
namespace {

// Everything but the points.
Experiment outline_of(const Request& request) {
  Experiment experiment;
  experiment.title = request.title;
  experiment.question = request.question;
  experiment.hypothesis = request.hypothesis;
  experiment.eras = request.eras;
  experiment.era_names = request.era_names;
  experiment.base = request.base;
  experiment.varied = columns_of(request);
  experiment.blocks = cell_blocks_of(request.blocks);
  experiment.dependents = request.dependents;
  experiment.arms = make_arms(request.arms);
  experiment.replicates = static_cast<std::uint32_t>(request.replicates);
  experiment.seed = request.sampling.seed;
  experiment.units = units_of(request.sampling, sampled_count(request.axes));
  experiment.common_shocks = request.common_shocks;
  experiment.keep.series_days = request.series_days;
  experiment.start = request.start;
  if (request.until) {
    const std::vector<std::string> cells = cell_labels(request);
    experiment.stopping = {*request.until, until_text(*request.until, arm_labels(request), cells),
                           looks_of(request.points.value()), cells};
  }
  experiment.overrides = overrides_of(request);
  return experiment;
}

// Before any point is drawn: a size that cannot be held is told in words.
void check_size(const Request& request, const Experiment& outline) {
  const std::uint64_t points = point_count_of(request.axes, request.points);
  const std::uint64_t per_point = request.replicates * outline.arms.size();
  if (points > (std::uint64_t{1} << 53) / per_point) {
    throw UsageError(counted(points, "point") + " x " + counted(request.replicates, "replicate") +
                     " x " + counted(outline.arms.size(), "arm") +
                     " are more than 2^53 economies: reduce one of them");
  }
}

/// Points of an outline: enough for a mean, and drawn in no time.
constexpr std::uint64_t sampled_points = 256;

// One complaint for each, at the line that makes the difference.
Experiment checked_outline(const Request& request, const Places& places, const InputFile& config,
                           const OutlineCheck& check) {
  Complaints complaints;
  Outline outline;
  complaints.during(places.of_arms(), [&] { outline.experiment = outline_of(request); });
  complaints.during(places.of({formula_key}), [&] {
    check_formulas_are_followed(outline.experiment, is_varied(request, "protocol.share"));
  });
  complaints.raise();
  const std::string vary = request.axes.empty() ? "" : request.axes.front().keys.front();
  const std::string sizes = places.of({"sweep.points", "sweep.replicates", vary});
  complaints.during(sizes, [&] { check_size(request, outline.experiment); });
  complaints.raise();
  const std::uint64_t arms = outline.experiment.arms.size();
  outline.points = point_count_of(request.axes, request.points);
  complaints.during(
      places.of({"keep.economies", "keep.paths", "sweep.points", "sweep.replicates"}), [&] {
        outline.kept_paths = kept_count(request, outline.points * request.replicates * arms, arms);
      });
  complaints.raise();
  outline.experiment.inputs = {config};
  if (request.start && !request.start->is_drawn())
    outline.experiment.inputs.push_back(request.start->file);
  for (const InputFile& table : request.tables) outline.experiment.inputs.push_back(table);
  Experiment experiment = outline.experiment;
  if (!check) return experiment;
  outline.size_key = request.points ? "sweep.points" : "sweep.replicates";
  outline.size = request.points.value_or(request.replicates);
  outline.longest_days = largest_value(request.axes, "time.days").value_or(request.base.time.days);
  outline.experiment.cell_count = static_cast<std::uint32_t>(cell_count_of(request.axes));
  outline.experiment.points = with_dependents(
      sample_design(request.axes, request.points, request.sampling, sampled_points), request);
  check_dependents(outline.experiment);
  if (is_varied(request, "time.days") && !is_on_an_axis(request, "time.days"))
    outline.longest_days = std::max(outline.longest_days, record_plan(outline.experiment).days);
  complaints.during(sizes, [&] { check(outline); });
  complaints.raise();
  return experiment;
}

// A sweep may have stopped after so many points of each cell.
bool is_look(const Experiment& experiment, std::uint64_t points) {
  if (!experiment.stopping) return false;
  const auto& looks = experiment.stopping->looks;
  return std::find(looks.begin(), looks.end(), points) != looks.end();
}

void finish(Experiment& experiment, const Request& request) {
  // Of all that might have run: a sweep that stopped keeps those of them that it reached.
  const std::uint64_t arms = experiment.arms.size(),
                      points = point_count_of(request.axes, request.points);
  experiment.keep.economies = ids_among_first(
      kept_economies(request, points * request.replicates * arms, arms), experiment);
  experiment.config_hash = config_hash_of(experiment);
  experiment.design_hash = design_hash_of(experiment);
}

}  // namespace

Experiment load_experiment(const std::string& path, const std::vector<std::string>& sets) {
  return load_experiment(path, sets, {});
}

Experiment load_experiment(const std::string& path, const std::vector<std::string>& sets,
                           const OutlineCheck& check) {
  const std::string bytes = read_config(path);
  ConfigText config = parse_config(bytes, path);
  apply_sets(config, sets);
  const Request request = read_request(config, path, files_beside(path));

  const Places places(config, path);
  Experiment experiment = checked_outline(
      request, places, {std::filesystem::path(path).filename().string(), bytes}, check);
  Design design = make_design(request.axes, request.points, request.sampling);
  experiment.points = with_dependents(std::move(design.points), request);
  experiment.cells = std::move(design.cells);
  experiment.cell_count = design.cell_count;
  experiment.config = resolved_text(request);
  experiment.places = places.all();
  finish(experiment, request);
  check_dependents(experiment);
  check_all_points(experiment, places);
  return experiment;
}

Experiment restore_experiment(const std::string& config, std::vector<InputFile> inputs,
                              Points points) {
  const std::string name = "stored config";
  const Request request =
      read_request(in_todays_words(parse_config(config, name)), name, files_among(inputs));
  Experiment experiment = outline_of(request);
  check_size(request, experiment);
  const std::uint64_t count = point_count_of(request.axes, request.points);
  const std::uint64_t cells = cell_count_of(request.axes), vectors = points.size() / cells;
  const bool stopped = points.size() % cells == 0 && is_look(experiment, vectors);
  if (points.size() != count && !stopped) {
    throw UsageError(name + " has " + std::to_string(count) + " points, but " +
                     std::to_string(points.size()) + " are stored beside it");
  }
  if (points.columns() != experiment.varied.size()) {
    throw UsageError(name + " varies " + std::to_string(experiment.varied.size()) +
                     " parameters, but a stored point has " + std::to_string(points.columns()));
  }
  experiment.cells.reserve(count);
  for (std::uint64_t point = 0; point < points.size(); ++point) {
    experiment.cells.push_back(static_cast<std::uint32_t>(point / vectors));
  }
  experiment.cell_count = static_cast<std::uint32_t>(cells);
  experiment.left_out = (count - points.size()) / cells;
  experiment.points = std::move(points);
  experiment.inputs = std::move(inputs);
  experiment.config = config;
  finish(experiment, request);
  return experiment;
}

}  // namespace taosweep
