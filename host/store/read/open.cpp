#include "host/store/read/open.hpp"

#include <algorithm>
#include <sstream>

#include <fmt/core.h>

#include "host/store/check/admission.hpp"
#include "host/store/read/in_use.hpp"
#include "host/store/schema.hpp"
#include "host/text/number_text.hpp"

namespace taosweep {

namespace {

void read_design(const hdf5::Group& root, Experiment& experiment) {
  const hdf5::Group design = root.group("design");
  const std::vector<std::int32_t> cells = design.dataset("cell").read<std::int32_t>();
  experiment.cells.assign(cells.begin(), cells.end());
  experiment.cell_count = static_cast<std::uint32_t>(design.whole("cell_count"));
  experiment.replicates = static_cast<std::uint32_t>(design.whole("replicates"));
  experiment.units = read_units(design);
  experiment.common_shocks = design.whole("common_shocks") != 0;
  experiment.keep.series_days = design.number("series_days");
  for (const std::string& label : design.dataset("arm").read_texts())
    experiment.arms.push_back({label, {}, {}});

  std::vector<std::vector<double>> columns;
  for (const std::string& name : design.members()) {
    const hdf5::Dataset dataset = design.dataset(name);
    if (!dataset.has_attribute("varied")) continue;
    experiment.varied.push_back({name, dataset.whole("sampled") != 0,
                                 dataset.text_or("formula", ""), dataset.text_or("group", "")});
    columns.push_back(dataset.read<double>());
  }
  experiment.points = Points(columns.size());
  experiment.points.resize(cells.size());
  for (std::size_t i = 0; i < columns.size(); ++i)
    for (std::size_t point = 0; point < cells.size(); ++point)
      experiment.points.set(point, i, columns[i].at(point));
}

void refuse_unfit(const std::string& file, Tolerate tolerate) {
  const Admission& found = admission_of(file, tolerate == Tolerate::faults);
  const std::string refusal = file + ": " + found.refusal;
  switch (found.fitness) {
    case Fitness::fit:
      break;
    case Fitness::no_results:
      throw UsageError(refusal);
    case Fitness::unreadable:
      throw UnreadableFile(found.refusal);
    case Fitness::damaged:
      throw DamagedFile(refusal);
  }
  if (tolerate == Tolerate::faults) return;
  if (!found.faults.empty()) throw DamagedFile(file + ": " + found.faults.front());
  if (!found.digest_fits && tolerate == Tolerate::nothing)
    throw DamagedFile(file +
                      ": it is damaged, or was edited: its content does not fit its digest "
                      "(`taosweep verify` says more)");
}

}  // namespace

std::vector<InputFile> stored_inputs(const hdf5::Group& root) {
  std::vector<InputFile> inputs;
  const hdf5::Group group = root.group("inputs");
  for (int i = 0; group.has("file_" + std::to_string(i)); ++i) {
    const hdf5::Dataset dataset = group.dataset("file_" + std::to_string(i));
    const std::vector<std::uint8_t> bytes = dataset.read<std::uint8_t>();
    const auto size =
        std::min<std::size_t>(bytes.size(), static_cast<std::size_t>(dataset.whole("size")));
    inputs.push_back({dataset.text("file_name"),
                      std::string(bytes.begin(), bytes.begin() + static_cast<long>(size))});
  }
  return inputs;
}

hdf5::File open_results(const std::string& file, Tolerate tolerate) {
  refuse_unfit(file, tolerate);
  try {
    hdf5::File root = hdf5::File::open(file);
    if (!root.has_attribute("schema_version") || !root.has_attribute("content_digest"))
      throw UsageError(file + ": this is an HDF5 file, but no results file of taosweep");
    const std::int64_t schema = root.whole("schema_version");
    if (schema < oldest_schema_read || schema > schema_version)
      throw UsageError(fmt::format(
          "{}: its schema version is {}, this program reads {} to {}; use the version of taosweep "
          "that wrote it ({})",
          file, schema, oldest_schema_read, schema_version,
          root.text_or("taosweep_version", "unknown")));
    return root;
  } catch (const hdf5::Hdf5Error& error) {
    throw UsageError(fmt::format("{}: not a whole results file ({})", file, error.what()));
  }
}

Experiment stored_experiment(const hdf5::Group& root) {
  Experiment experiment;
  experiment.title = root.text("title");
  experiment.question = root.text("question");
  experiment.hypothesis = root.text("hypothesis");
  experiment.config = root.text("config");
  experiment.config_hash = root.text("config_hash");
  experiment.design_hash = root.text("design_hash");
  experiment.overrides = root.text("overrides");
  experiment.seed = parse_count(root.text("seed")).value_or(0);
  experiment.inputs = stored_inputs(root);
  read_design(root, experiment);
  const hdf5::Group paths = root.group("paths");
  if (paths.has("economy"))
    for (std::int64_t id : paths.dataset("economy").read<std::int64_t>())
      experiment.keep.economies.push_back(static_cast<std::uint64_t>(id));
  return experiment;
}

RunFacts stored_facts(const hdf5::Group& root) {
  const hdf5::Group run = root.group("run");
  RunFacts facts;
  facts.command_line = run.text("command_line");
  facts.device = run.text("device");
  facts.isa = run.text("isa");
  facts.summaries = run.text_or("summaries", "cpu");  // of files made before it was kept
  facts.host = run.text("host");
  facts.started = run.text("started");
  facts.finished = run.text("finished");
  facts.shards = run.text("shards");
  facts.threads = static_cast<int>(run.whole("threads"));
  facts.wall_seconds = run.number("wall_seconds");
  if (run.has_attribute("economy_cpu_seconds"))
    facts.economy_cpu_seconds = run.number("economy_cpu_seconds");
  facts.subnet_steps = run.number("subnet_steps");
  std::istringstream notes(run.text_or("notes", ""));
  for (std::string note; std::getline(notes, note);) facts.notes.push_back(note);
  return facts;
}

}  // namespace taosweep
