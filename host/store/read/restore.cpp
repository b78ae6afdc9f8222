#include "host/store/read/restore.hpp"

#include <algorithm>
#include <optional>

#include <fmt/core.h>

#include "host/experiment/economy_place.hpp"
#include "host/store/check/admission.hpp"
#include "host/store/read/open.hpp"

namespace taosweep {

namespace {

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

/// Position of a point among those of the file.
std::optional<std::uint64_t> position_of(const StoredResults& stored, std::uint64_t point) {
  const auto& points = stored.portion.points;
  const auto found = std::lower_bound(points.begin(), points.end(), point);
  if (found == points.end() || *found != point) return std::nullopt;
  return static_cast<std::uint64_t>(found - points.begin());
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

std::uint64_t economies_of(const StoredResults& stored) {
  return stored.portion.points.size() * economies_per_point(stored.experiment);
}

bool holds(const StoredResults& stored, std::uint64_t economy) {
  return position_of(stored, place_of(stored.experiment, economy).point).has_value();
}

EconomyInFile read_economy(const std::string& file, const StoredResults& stored,
                           std::uint64_t economy) {
  const EconomyPlace place = place_of(stored.experiment, economy);
  const auto position = position_of(stored, place.point);
  if (!position) throw UsageError(fmt::format("{} does not hold economy {}", file, economy));
  const hdf5::File root = open_results(file, Tolerate::other_numbers);
  try {
    const hdf5::Shape at{place.arm, *position, place.replicate}, one{1, 1, 1};
    const hdf5::Group outcomes = root.group("outcomes");
    EconomyInFile found;
    found.status = outcomes.dataset("status").read_block<std::int32_t>(at, one).at(0);
    for (const OutcomeInfo& info : outcome_table)
      found.outcomes.push_back(outcomes.dataset(info.name).read_block<double>(at, one).at(0));
    const hdf5::Group paths = root.group("paths");
    if (!paths.has("economy")) return found;
    const std::vector<std::int64_t> kept = paths.dataset("economy").read<std::int64_t>();
    const auto path = std::find(kept.begin(), kept.end(), static_cast<std::int64_t>(economy));
    if (path != kept.end())
      found.path = stored_path(paths, static_cast<std::uint64_t>(path - kept.begin()));
    return found;
  } catch (const hdf5::Hdf5Error& error) {
    throw UsageError(file + ": not a whole results file (" + error.what() + ")");
  }
}

}  // namespace taosweep
