// What a sweep was: root attributes, the files it read, its design, how it was run.
#include "host/build_info.hpp"
#include "host/experiment/cell_labels.hpp"
#include "host/store/file/create.hpp"
#include "host/store/file/sections.hpp"
#include "host/text/parameter_text.hpp"
#include "host/text/sha256.hpp"
#include "host/text/words.hpp"
#include "kernels/model_version.hpp"

namespace taosweep {

namespace {

/// Why there are as many points as there are.
void write_stop(hdf5::Group& root, const Stopping& stopping, const Look& look) {
  root.set_text("until", stopping.text);
  root.set_whole("until_met", look.met);
  root.set_whole("until_looks", static_cast<std::int64_t>(stopping.looks.size()));
  root.set_whole("until_look", static_cast<std::int64_t>(look.number));
  root.set_whole("until_points", static_cast<std::int64_t>(stopping.looks.back()));
  root.set_number("until_level", stopping.level());
  root.set_number("until_estimate", look.estimate);
  root.set_number("until_low", look.bounds.low);
  root.set_number("until_high", look.bounds.high);
  if (stopping.cells.size() < 2) return;
  root.set_whole("until_cells", stopping.rule.cells);
  root.set_text("until_cell", stopping.cells.at(look.cell));
}

void write_inputs(hdf5::Group& root, const Experiment& experiment, const Layout& layout) {
  hdf5::Group group = create_group(root, layout, "inputs");
  group.set_text("long_name", "every file that was read, the config first");
  for (std::size_t i = 0; i < experiment.inputs.size(); ++i) {
    const InputFile& input = experiment.inputs[i];
    // An axis needs a length: an empty file is one zero byte with the attribute size = 0.
    std::vector<std::uint8_t> bytes(input.bytes.begin(), input.bytes.end());
    if (bytes.empty()) bytes.push_back(0);
    hdf5::Dataset dataset = group.dataset("file_" + std::to_string(i));
    dataset.write(bytes);
    dataset.set_text("file_name", input.name);
    dataset.set_text("sha256", sha256_hex(input.bytes));
    dataset.set_whole("size", static_cast<std::int64_t>(input.bytes.size()));
  }
}

/// A point of each cell.
Points points_of_cells(const Experiment& experiment) {
  std::vector<std::size_t> first(experiment.cell_count);
  for (std::size_t point = experiment.points.size(); point-- > 0;)
    first.at(experiment.cells[point]) = point;
  Points points(experiment.points.columns());
  for (const std::size_t point : first) points.add(experiment.points.at(point));
  return points;
}

/// The whole design, also in a shard: `point` runs over all points of the sweep.
void write_design(hdf5::Group& root, const Experiment& experiment, const Layout& layout) {
  hdf5::Group group = create_group(root, layout, "design");
  group.set_whole("replicates", experiment.replicates);
  group.set_whole("cell_count", experiment.cell_count);
  group.set_whole("common_shocks", experiment.common_shocks);
  group.set_number("series_days", experiment.keep.series_days);
  write_units(group, experiment.units);
  group.dataset("cell").write(
      std::vector<std::int32_t>(experiment.cells.begin(), experiment.cells.end()));
  if (group.has("cell_label"))
    group.dataset("cell_label")
        .write_texts(
            cell_labels(experiment.varied, points_of_cells(experiment), experiment.blocks));
  std::vector<double> values(experiment.points.size());
  for (std::size_t i = 0; i < experiment.varied.size(); ++i) {
    const VariedKey& varied = experiment.varied[i];
    for (std::size_t point = 0; point < values.size(); ++point)
      values[point] = experiment.points[point][i];
    hdf5::Dataset dataset = group.dataset(varied.key);
    dataset.write(values);
    dataset.set_whole("sampled", varied.sampled);
    dataset.set_whole("varied", static_cast<std::int64_t>(i));
    if (!varied.formula.empty()) dataset.set_text("formula", varied.formula);
    if (!varied.group.empty()) dataset.set_text("group", varied.group);
    const ParameterInfo* info = find_parameter(varied.key);
    if (!info || !info->choices) continue;
    dataset.set_text("choices", info->choices);
    describe_flags(dataset, choices_of(*info));
  }
}

}  // namespace

void write_identity(hdf5::Group& root, const Experiment& experiment, const Layout& layout,
                    const Portion& portion) {
  root.set_text("Conventions", "CF-1.8");
  root.set_text("title", experiment.title);
  root.set_text("question", experiment.question);
  root.set_text("hypothesis", experiment.hypothesis);
  root.set_whole("schema_version", schema_version);
  root.set_whole("model_version", model_version);
  root.set_text("taosweep_version", build_version);
  root.set_text("git_commit", build_commit);
  // As text: readers that turn whole numbers into doubles would change a large seed.
  root.set_text("seed", std::to_string(experiment.seed));
  root.set_text("config", experiment.config);
  root.set_text("config_hash", experiment.config_hash);
  root.set_text("design_hash", experiment.design_hash);
  root.set_text("overrides", experiment.overrides);
  root.set_whole("shard_index", static_cast<std::int64_t>(portion.shard_index));
  root.set_whole("shard_count", static_cast<std::int64_t>(portion.shard_count));
  root.set_whole("points_total", static_cast<std::int64_t>(layout.points_total));
  if (experiment.stopping && experiment.stopped)
    write_stop(root, *experiment.stopping, *experiment.stopped);
  write_inputs(root, experiment, layout);
  write_design(root, experiment, layout);
}

void write_run(hdf5::Group& root, const RunFacts& facts) {
  hdf5::Group run = root.create_group("run");
  run.set_text("long_name", "how the numbers were made; outside comparisons");
  run.set_text("command_line", facts.command_line);
  run.set_text("device", facts.device);
  run.set_text("isa", facts.isa);
  run.set_text("summaries", facts.summaries);
  run.set_text("host", facts.host);
  run.set_text("started", facts.started);
  run.set_text("finished", facts.finished);
  run.set_text("shards", facts.shards);
  run.set_text("notes", joined(facts.notes, "\n"));
  run.set_whole("threads", facts.threads);
  run.set_number("wall_seconds", facts.wall_seconds);
  run.set_number("subnet_steps", facts.subnet_steps);
  run.set_number("economy_cpu_seconds", facts.economy_cpu_seconds);
  run.set_text("taosweep_version", build_version);
  run.set_text("git_commit", build_commit);
  run.set_text("compiler", build_compiler);
  run.set_text("flags", build_flags);
  run.set_text("build_type", build_type);
  run.set_text("cuda", build_cuda);
}

}  // namespace taosweep
