// The file that replay -o writes.
#include "host/run/jobs.hpp"
#include "host/run/replay.hpp"
#include "host/store/file/create.hpp"
#include "host/store/file/write.hpp"
#include "host/store/parts/durable_file.hpp"
#include "kernels/model_version.hpp"

namespace taosweep {
namespace {

void write_identity(hdf5::Group& root, const StoredResults& stored, std::uint64_t economy) {
  const Experiment& experiment = stored.experiment;
  const EconomyPlace place = place_of(experiment, economy);
  root.set_text("title", experiment.title);
  root.set_whole("economy", static_cast<std::int64_t>(economy));
  root.set_whole("point", static_cast<std::int64_t>(place.point));
  root.set_whole("replicate", static_cast<std::int64_t>(place.replicate));
  root.set_text("arm", experiment.arms[place.arm].label);
  root.set_whole("model_version", model_version);
  root.set_text("config", experiment.config);
  root.set_text("config_hash", stored.config_hash);
  root.set_text("content_digest_of_sweep", stored.content_digest);
}

void write_path(hdf5::Group& root, const Layout& layout, const EconomyResult& result) {
  hdf5::Group group = root.create_group("path");
  create_axis(group, layout, AxisId::day);
  create_axis(group, layout, AxisId::netuid);
  const std::size_t size = layout.day.size() * path_subnets;
  for (int i = 0; i < path_count; ++i) {
    const auto first = result.path.begin() + static_cast<std::ptrdiff_t>(i * size);
    group.put(path_table[i].name, {"day", "netuid"},
              std::vector<float>(first, first + static_cast<std::ptrdiff_t>(size)),
              {path_table[i].unit, path_table[i].sentence});
  }
}

void write_series(hdf5::Group& root, const Layout& layout, const EconomyResult& result) {
  hdf5::Group group = root.create_group("series");
  create_axis(group, layout, AxisId::day);
  create_axis(group, layout, AxisId::since_action);
  for (int i = 0; i < series_count; ++i) {
    const SeriesInfo& info = series_table[i];
    const auto first = result.series.begin() + static_cast<std::ptrdiff_t>(layout.series_start(i));
    const auto length = static_cast<std::ptrdiff_t>(layout.times(info.axis).size());
    group.put(info.name, {axis_name(info.axis)}, std::vector<float>(first, first + length),
              {info.unit, info.sentence});
  }
}

/// One number each: attributes. Their units are those of the same names in the sweep's /outcomes.
void write_outcomes(hdf5::Group& root, const EconomyResult& result) {
  hdf5::Group group = root.create_group("outcomes");
  group.set_whole("status", static_cast<std::int64_t>(result.status));
  for (int i = 0; i < outcome_count; ++i)
    group.set_number(outcome_table[i].name, result.outcomes[i]);
}

}  // namespace

void write_path_file(const Target& out, const StoredResults& stored, std::uint64_t economy,
                     const Replayed& replayed) {
  const Layout layout =
      layout_of(stored.experiment, {0, 1, {place_of(stored.experiment, economy).point}});
  DurableFile durable(out);
  try {
    hdf5::File file = hdf5::File::create(durable.temporary());
    write_identity(file, stored, economy);
    write_path(file, layout, replayed.result);
    write_series(file, layout, replayed.result);
    write_outcomes(file, replayed.result);
    file.close();
  } catch (const hdf5::Hdf5Error& error) {
    rethrow_write_failure(out.path, error, durable);
  }
  durable.commit();
}

}  // namespace taosweep
