#include "host/store/read/restore.hpp"

#include "host/store/check/admission.hpp"
#include "host/store/read/open.hpp"

namespace taosweep {

namespace {

/// [arm][point][replicate] -> [economy].
template <class T>
void by_economy(const std::vector<T>& stored, const Layout& layout, T* values) {
  const std::uint64_t arms = layout.arms.size(), rows = layout.points() * layout.replicates;
  for (std::uint64_t arm = 0; arm < arms; ++arm)
    for (std::uint64_t row = 0; row < rows; ++row)
      values[row * arms + arm] = stored.at(arm * rows + row);
}

std::vector<float> stored_path(const hdf5::Group& paths, std::uint64_t position) {
  std::vector<float> path;
  for (const PathInfo& info : path_table) {
    const hdf5::Dataset dataset = paths.dataset(info.name);
    const hdf5::Shape shape = dataset.shape();
    const std::vector<float> quantity =
        dataset.read_block<float>({position, 0, 0}, {1, shape.at(1), shape.at(2)});
    path.insert(path.end(), quantity.begin(), quantity.end());
  }
  return path;
}

PointResults stored_points(const hdf5::Group& root, const Layout& layout) {
  PointResults results;
  results.points = layout.points();
  results.replicates = layout.replicates;
  const hdf5::Group outcomes = root.group("outcomes");
  results.status.resize(layout.economies());
  by_economy(outcomes.dataset("status").read<std::int32_t>(), layout, results.status.data());
  results.outcomes.resize(layout.economies() * outcome_count);
  for (int i = 0; i < outcome_count; ++i)
    by_economy(outcomes.dataset(outcome_table[i].name).read<double>(), layout,
               &results.outcomes[i * layout.economies()]);
  const hdf5::Group paths = root.group("paths");
  if (paths.has("economy")) {
    const std::vector<std::int64_t> ids = paths.dataset("economy").read<std::int64_t>();
    for (std::size_t i = 0; i < ids.size(); ++i)
      results.paths[static_cast<std::uint64_t>(ids[i])] = stored_path(paths, i);
  }
  return results;
}

}  // namespace

StoredResults read_results(const std::string& file) {
  const hdf5::File root = open_results(file, Tolerate::other_numbers);
  try {
    StoredResults stored;
    Experiment spelt_out = stored_experiment(root);
    stored.experiment = restore_experiment(spelt_out.config, spelt_out.inputs, spelt_out.points);
    stored.experiment.cells = spelt_out.cells;
    stored.experiment.cell_count = spelt_out.cell_count;
    const Layout layout = layout_of(root);
    stored.results = stored_points(root, layout);
    stored.portion.points = layout.point_ids;
    stored.portion.shard_index = static_cast<std::uint64_t>(root.whole("shard_index"));
    stored.portion.shard_count = static_cast<std::uint64_t>(root.whole("shard_count"));
    stored.model_version = static_cast<int>(root.whole("model_version"));
    stored.schema_version = static_cast<int>(root.whole("schema_version"));
    stored.content_digest = admission_of(file).digest;
    stored.config_hash = spelt_out.config_hash;
    stored.design_hash = spelt_out.design_hash;
    return stored;
  } catch (const hdf5::Hdf5Error& error) {
    throw UsageError(file + ": not a whole results file (" + error.what() + ")");
  }
}

}  // namespace taosweep
