// What a sweep was: root attributes, the files it read, its design, how it was run.
#include <algorithm>
#include <numeric>

#include "host/build_info.hpp"
#include "host/store/file/sections.hpp"
#include "host/store/schema.hpp"
#include "host/text/sha256.hpp"
#include "host/text/words.hpp"

namespace taosweep {

namespace {

void write_inputs(hdf5::Group& root, const Experiment& experiment) {
  hdf5::Group group = root.create_group("inputs");
  group.set_text("long_name", "every file that was read, the config first");
  for (std::size_t i = 0; i < experiment.inputs.size(); ++i) {
    const InputFile& input = experiment.inputs[i];
    const std::string name = "file_" + std::to_string(i);
    // An axis needs a length: an empty file is one zero byte with the attribute size = 0.
    std::vector<std::uint8_t> bytes(input.bytes.begin(), input.bytes.end());
    if (bytes.empty()) bytes.push_back(0);
    std::vector<std::int32_t> positions(bytes.size());
    std::iota(positions.begin(), positions.end(), 0);
    group.create_axis(name + "_byte", positions, {"1", "position in the file"});
    hdf5::Dataset dataset =
        group.put(name, {name + "_byte"}, bytes, {"1", "bytes of " + input.name});
    dataset.set_text("file_name", input.name);
    dataset.set_text("sha256", sha256_hex(input.bytes));
    dataset.set_whole("size", static_cast<std::int64_t>(input.bytes.size()));
  }
}

const ParameterInfo* parameter(const std::string& key) {
  const auto found = std::find_if(std::begin(parameter_table), std::end(parameter_table),
                                  [&](const ParameterInfo& info) { return key == info.key; });
  return found == std::end(parameter_table) ? nullptr : found;
}

/// The whole design, also in a shard: `point` runs over all points of the sweep.
void write_design(hdf5::Group& root, const Experiment& experiment) {
  hdf5::Group group = root.create_group("design");
  group.set_whole("replicates", experiment.replicates);
  group.set_whole("cell_count", experiment.cell_count);
  group.set_whole("common_shocks", experiment.common_shocks);
  group.set_number("series_days", experiment.keep.series_days);
  std::vector<std::string> labels;
  for (const Arm& arm : experiment.arms) labels.push_back(arm.label);
  group.create_text_axis("arm", labels, {"1", "arm, the first is the baseline"});
  std::vector<std::int64_t> points(experiment.points.size());
  std::iota(points.begin(), points.end(), std::int64_t{0});
  group.create_axis("point", points, {"1", "point of the design"});
  const std::vector<std::int32_t> cells(experiment.cells.begin(), experiment.cells.end());
  group.put("cell", {"point"}, cells, {"1", "cell of the product of the unsampled axes"});
  for (std::size_t i = 0; i < experiment.varied.size(); ++i) {
    const VariedKey& varied = experiment.varied[i];
    std::vector<double> values;
    for (std::size_t point = 0; point < experiment.points.size(); ++point)
      values.push_back(experiment.points[point][i]);
    const ParameterInfo* info = parameter(varied.key);
    hdf5::Dataset dataset =
        group.put(varied.key, {"point"}, values,
                  {info ? info->unit : "1", info ? info->sentence : varied.key});
    dataset.set_whole("sampled", varied.sampled);
    dataset.set_whole("varied", static_cast<std::int64_t>(i));
    if (info && info->choices) dataset.set_text("choices", info->choices);
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
  root.set_whole("first_point", static_cast<std::int64_t>(layout.point_ids.front()));
  root.set_whole("points_total", static_cast<std::int64_t>(layout.points_total));
  write_inputs(root, experiment);
  write_design(root, experiment);
}

void write_run(hdf5::Group& root, const RunFacts& facts) {
  hdf5::Group run = root.create_group("run");
  run.set_text("long_name", "how the numbers were made; outside comparisons");
  run.set_text("command_line", facts.command_line);
  run.set_text("device", facts.device);
  run.set_text("isa", facts.isa);
  run.set_text("host", facts.host);
  run.set_text("started", facts.started);
  run.set_text("finished", facts.finished);
  run.set_text("shards", facts.shards);
  run.set_text("notes", joined(facts.notes, "\n"));
  run.set_whole("threads", facts.threads);
  run.set_number("wall_seconds", facts.wall_seconds);
  run.set_number("subnet_steps", facts.subnet_steps);
  run.set_text("taosweep_version", build_version);
  run.set_text("git_commit", build_commit);
  run.set_text("compiler", build_compiler);
  run.set_text("flags", build_flags);
  run.set_text("build_type", build_type);
  run.set_text("cuda", build_cuda);
}

}  // namespace taosweep
