#include "host/store/parts/chunks.hpp"

#include <algorithm>
#include <mutex>
#include <system_error>

#include <fmt/core.h>

#include "host/experiment/economy_place.hpp"
#include "host/experiment/record_plan.hpp"
#include "host/store/check/admission.hpp"
#include "host/store/file/layout.hpp"
#include "host/store/file/sweep_units.hpp"
#include "host/store/parts/durable_file.hpp"
#include "host/store/parts/own_folder.hpp"
#include "host/store/read/in_use.hpp"
#include "host/store/schema.hpp"
#include "host/store/seal.hpp"
#include "host/text/sha256.hpp"
#include "host/text/status_text.hpp"
#include "host/usage_error.hpp"
#include "kernels/model_version.hpp"

namespace taosweep {

namespace {

/// The HDF5 library's high-level calls are not safe in several threads, whatever its build.
std::mutex library;

/// Why a whole chunk belongs to something else; empty = it is of this part of this experiment.
std::string foreign(const hdf5::Group& root, const Experiment& experiment, const Portion& portion) {
  if (root.whole("schema_version") != schema_version) return "it has another schema version";
  if (root.whole("model_version") != model_version) return "it was made by another model version";
  if (root.text("config_hash") != experiment.config_hash)
    return "it belongs to another config, or to other input files";
  if (root.text("design_hash") != experiment.design_hash) return "it belongs to another design";
  if (static_cast<std::uint64_t>(root.whole("shard_index")) != portion.shard_index ||
      static_cast<std::uint64_t>(root.whole("shard_count")) != portion.shard_count)
    return "it belongs to another shard";
  return "";
}

/// Which points of the design the range holds. Shards are dealt by what economies cost, so that the
/// same positions of the same shard may be other points for another version of the program.
std::string points_hash(const ChunkRange& range, const Portion& portion) {
  const std::uint64_t* first = portion.points.data() + range.first_point;
  return sha256_hex({reinterpret_cast<const char*>(first), range.points * sizeof *first});
}

/// Numbers of EconomyResult::series.
std::uint64_t series_length(const Experiment& experiment) {
  const RecordPlan plan = record_plan(experiment);
  std::uint64_t length = 0;
  for (const SeriesInfo& info : series_table)
    length += static_cast<std::uint64_t>(time_count(info.axis, plan));
  return length;
}

/// Throws std::runtime_error where the range is none of the portion's.
ChunkRange range_of(const hdf5::Group& root, const Experiment& experiment, const Portion& portion,
                    const std::string& file) {
  const auto count = [&](const char* name) {
    const std::int64_t value = root.whole(name);
    if (value < 0) throw std::runtime_error(file + ": its attribute " + name + " is negative");
    return static_cast<std::uint64_t>(value);
  };
  const ChunkRange range{count("first_point"), count("points"), count("first_replicate"),
                         count("replicates")};
  const std::uint64_t all = experiment.replicates, held = portion.points.size();
  const bool inside = range.points > 0 && range.points <= held &&
                      range.first_point <= held - range.points && range.replicates > 0 &&
                      range.replicates <= all && range.first_replicate <= all - range.replicates;
  if (!inside || (range.points > 1 && range.replicates != all))
    throw std::runtime_error(file + ": it names points or replicates that the experiment has not");
  if (root.text("points_hash") != points_hash(range, portion))
    throw std::runtime_error(file + ": it holds other points of the design than its name says");
  return range;
}

std::uint64_t economies_of(const ChunkRange& range, const Experiment& experiment) {
  return range.points * range.replicates * experiment.arms.size();
}

/// Labels of the arms, a line each.
std::string labels_of(const Experiment& experiment) {
  std::string lines;
  for (const Arm& arm : experiment.arms) lines += arm.label + "\n";
  return lines;
}

/// Of each point and replicate the number of its independent unit.
std::vector<std::int64_t> unit_numbers(const ChunkRange& range, const Experiment& experiment,
                                       const Portion& portion) {
  const SweepUnits units = sweep_units(experiment);
  std::vector<std::int64_t> numbers;
  for (std::uint64_t i = 0; i < range.points; ++i)
    for (std::uint64_t j = 0; j < range.replicates; ++j)
      numbers.push_back(static_cast<std::int64_t>(
          units.of(portion.points[range.first_point + i], range.first_replicate + j)));
  return numbers;
}

[[noreturn]] void refuse_arrays(const std::string& file) {
  throw std::runtime_error(file + ": its arrays do not fit the experiment");
}

void check_array(const hdf5::Group& root, const char* name, hdf5::Type type,
                 const hdf5::Shape& expected, const std::string& file) {
  const hdf5::Dataset stored = root.dataset(name);
  if (stored.type() != type || stored.shape() != expected) refuse_arrays(file);
}

/// Numbers of EconomyResult::path.
std::uint64_t path_length(const Experiment& experiment) {
  const RecordPlan plan = record_plan(experiment);
  return std::uint64_t{path_count} * path_subnets *
         static_cast<std::uint64_t>(time_count(TimeAxis::day, plan));
}

/// True where the range holds the economy of this id.
bool holds(const ChunkRange& range, std::uint64_t economy, const Experiment& experiment,
           const Portion& portion) {
  const auto [point, replicate, arm] = place_of(experiment, economy);
  const auto found = std::lower_bound(portion.points.begin(), portion.points.end(), point);
  if (found == portion.points.end() || *found != point) return false;
  const auto position = static_cast<std::uint64_t>(found - portion.points.begin());
  return position >= range.first_point && position - range.first_point < range.points &&
         replicate >= range.first_replicate && replicate - range.first_replicate < range.replicates;
}

StoredRows outcome_rows(const hdf5::Group& root, std::uint64_t economies) {
  return {root, "outcomes", hdf5::Type::float64, outcome_count, economies};
}

StoredRows series_rows(const hdf5::Group& root, const Experiment& experiment,
                       std::uint64_t economies) {
  return {root, "series", hdf5::Type::float32, series_length(experiment), economies};
}

/// Throws std::runtime_error where the arrays are not those of the range's economies: asked before
/// a chunk is counted on, since later its economies could not run again.
void check_arrays(const hdf5::Group& root, const ChunkRange& range, const Experiment& experiment,
                  const Portion& portion, const std::string& file) {
  const std::uint64_t economies = economies_of(range, experiment);
  check_array(root, "status", hdf5::Type::int32, {economies}, file);
  try {
    outcome_rows(root, economies);
    series_rows(root, experiment, economies);
  } catch (const std::runtime_error& error) {
    throw std::runtime_error(file + ": " + error.what());
  }
  root.dataset("series").offset();
  const std::string_view unknown = status_name(-1);
  for (const std::int32_t status : root.dataset("status").read<std::int32_t>())
    if (status_name(status) == unknown) refuse_arrays(file);
  std::vector<std::int64_t> ids;
  if (root.has("path_economy")) {
    const hdf5::Shape shape = root.dataset("path_economy").shape();
    if (shape.size() != 1 || shape[0] > economies) refuse_arrays(file);
    check_array(root, "path_economy", hdf5::Type::int64, shape, file);
    check_array(root, "paths", hdf5::Type::float32, {shape[0], path_length(experiment)}, file);
    ids = root.dataset("path_economy").read<std::int64_t>();
  }
  std::sort(ids.begin(), ids.end());
  for (const std::uint64_t kept : experiment.keep.economies)
    if (holds(range, kept, experiment, portion) &&
        !std::binary_search(ids.begin(), ids.end(), static_cast<std::int64_t>(kept)))
      throw std::runtime_error(fmt::format("{}: it lacks the path of economy {}", file, kept));
}

void read_paths(const hdf5::Group& root, const Experiment& experiment, PointResults& results) {
  if (!root.has("path_economy")) return;
  const std::uint64_t length = path_length(experiment);
  const std::vector<std::int64_t> ids = root.dataset("path_economy").read<std::int64_t>();
  const hdf5::Dataset paths = root.dataset("paths");
  for (std::size_t i = 0; i < ids.size(); ++i)
    results.paths[static_cast<std::uint64_t>(ids[i])] =
        paths.read_block<float>({i, 0}, {1, length});
}

void check_sizes(const Experiment& experiment, const Portion& portion,
                 const PointResults& results) {
  const ChunkRange range{results.first_point, results.points, results.first_replicate,
                         results.replicates};
  const std::uint64_t economies = economies_of(range, experiment);
  if (results.first_point + results.points > portion.points.size() ||
      results.status.size() != economies || results.outcomes.size() != economies * outcome_count ||
      results.series.size() != economies * series_length(experiment))
    throw std::invalid_argument(
        "results do not hold status, outcomes and series of each economy of their points");
}

bool before(const Chunk& a, const Chunk& b) {
  return std::pair(a.range.first_point, a.range.first_replicate) <
         std::pair(b.range.first_point, b.range.first_replicate);
}

}  // namespace

std::string broken_seal(const std::string& file) {
  try {
    switch (look_at_seal(file)) {
      case Seal::right:
        return "";
      case Seal::broken:
        return "its bytes do not fit its seal";
      case Seal::absent:
        return "it is cut off";
    }
  } catch (const UnreadableFile&) {
    throw;  // of its bytes nothing is known
  } catch (const UsageError& error) {
    return error.what();
  }
  return "it has no seal";
}

bool overlap(const ChunkRange& a, const ChunkRange& b) {
  if (b.first_point >= a.first_point + a.points) return false;
  return b.first_point > a.first_point || b.first_replicate < a.first_replicate + a.replicates;
}

std::string parts_folder(const std::string& out) {
  return out + ".parts";
}

std::string chunk_name(const ChunkRange& range, std::uint64_t replicates_of_a_point) {
  if (range.replicates == replicates_of_a_point)
    return points_chunk_name(range.first_point, range.first_point + range.points - 1);
  return replicates_chunk_name(range.first_point, range.first_replicate,
                               range.first_replicate + range.replicates - 1);
}

Chunk write_chunk(const std::string& out, const Experiment& experiment, const Portion& portion,
                  const PointResults& results) {
  check_sizes(experiment, portion, results);
  const OwnFolder folder(out, true);
  const ChunkRange range{results.first_point, results.points, results.first_replicate,
                         results.replicates};
  std::vector<std::byte> bytes;
  {
    const std::lock_guard lock(library);
    hdf5::File file = hdf5::File::in_memory();
    file.set_whole("schema_version", schema_version);
    file.set_whole("model_version", model_version);
    file.set_text("config_hash", experiment.config_hash);
    file.set_text("design_hash", experiment.design_hash);
    file.set_whole("shard_index", static_cast<std::int64_t>(portion.shard_index));
    file.set_whole("shard_count", static_cast<std::int64_t>(portion.shard_count));
    file.set_whole("first_point", static_cast<std::int64_t>(range.first_point));
    file.set_whole("points", static_cast<std::int64_t>(range.points));
    file.set_whole("first_replicate", static_cast<std::int64_t>(range.first_replicate));
    file.set_whole("replicates", static_cast<std::int64_t>(range.replicates));
    file.set_text("points_hash", points_hash(range, portion));
    // For those who look on without the experiment.
    file.set_whole("economies_in_all",
                   static_cast<std::int64_t>(portion.points.size() * experiment.replicates *
                                             experiment.arms.size()));
    file.set_text("arm_labels", labels_of(experiment));
    file.store("units", {range.points * range.replicates},
               unit_numbers(range, experiment, portion));
    const std::uint64_t economies = results.status.size();
    file.store("status", {economies}, results.status);
    store_rows(file, "outcomes", results.outcomes, economies);
    store_rows(file, "series", results.series, economies);
    if (!results.paths.empty()) {
      std::vector<std::int64_t> ids;
      std::vector<float> values;
      for (const auto& [economy, path] : results.paths) {
        ids.push_back(static_cast<std::int64_t>(economy));
        values.insert(values.end(), path.begin(), path.end());
      }
      file.store("path_economy", {ids.size()}, ids);
      file.store("paths", {ids.size(), values.size() / ids.size()}, values);
    }
    bytes = file.image();
  }
  const std::string seal = seal_of(bytes);
  const auto* seal_bytes = reinterpret_cast<const std::byte*>(seal.data());
  bytes.insert(bytes.end(), seal_bytes, seal_bytes + seal.size());

  const std::string name = folder.path() + "/" + chunk_name(range, experiment.replicates);
  DurableFile durable(name);
  durable.write(bytes);
  durable.commit();
  return {name, range};
}

PointResults read_chunk(const std::string& file, const Experiment& experiment,
                        const Portion& portion, ChunkPart part) {
  if (const std::string reason = broken_seal(file); !reason.empty())
    throw std::runtime_error(file + ": " + reason);
  const std::lock_guard lock(library);
  const hdf5::File root = hdf5::File::open(file);
  if (const std::string reason = foreign(root, experiment, portion); !reason.empty())
    throw std::runtime_error(file + ": " + reason);
  const ChunkRange range = range_of(root, experiment, portion, file);
  check_arrays(root, range, experiment, portion, file);
  PointResults results;
  results.first_point = range.first_point;
  results.points = range.points;
  results.first_replicate = range.first_replicate;
  results.replicates = range.replicates;
  results.status = root.dataset("status").read<std::int32_t>();
  const std::uint64_t economies = results.status.size();
  results.outcomes = outcome_rows(root, economies).read<double>(root);
  if (part == ChunkPart::everything)
    results.series = series_rows(root, experiment, economies).read<float>(root);
  read_paths(root, experiment, results);
  return results;
}

std::vector<Chunk> list_chunks(const std::string& out, const Experiment& experiment,
                               const Portion& portion, std::vector<std::string>& refused,
                               std::vector<std::string>* others) {
  std::vector<Chunk> chunks;
  const OwnFolder folder(out, false);
  std::vector<std::string> sealed;
  for (const std::string& name : folder.entries(PartsEntry::chunk)) {
    const std::string file = folder.path() + "/" + name;
    refuse_unreadable(file);
    if (const std::string reason = broken_seal(file); reason.empty())
      sealed.push_back(file);
    else
      refused.push_back(file + ": " + reason);
  }
  // A seal tells of no good will.
  const std::vector<std::string> refusals = refusals_of_chunks(sealed);
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    const std::string& file = sealed[i];
    std::string reason = refusals[i];
    try {
      const std::lock_guard lock(library);
      if (reason.empty()) {
        const hdf5::File root = hdf5::File::open(file);
        reason = foreign(root, experiment, portion);
        if (reason.empty()) {
          const ChunkRange range = range_of(root, experiment, portion, file);
          check_arrays(root, range, experiment, portion, file);
          chunks.push_back({file, range});
        } else if (others) {
          others->push_back(file + ": " + reason);
          continue;
        }
      }
    } catch (const std::runtime_error& error) {
      reason = error.what();
    }
    if (reason.empty()) continue;
    refused.push_back(reason.starts_with(file) ? reason : file + ": " + reason);
  }
  std::sort(chunks.begin(), chunks.end(), before);
  std::vector<Chunk> apart;
  for (const Chunk& chunk : chunks) {
    if (!apart.empty() && overlap(apart.back().range, chunk.range))
      refused.push_back(chunk.file + ": it repeats economies of " + apart.back().file);
    else
      apart.push_back(chunk);
  }
  std::sort(refused.begin(), refused.end());
  return apart;
}

ChunkColumns columns_of(const std::string& file, const Experiment& experiment,
                        const Portion& portion) {
  const std::lock_guard lock(library);
  const hdf5::File root = hdf5::File::open(file);
  const std::uint64_t economies =
      economies_of(range_of(root, experiment, portion, file), experiment);
  return {file, series_rows(root, experiment, economies), root.dataset("series").offset()};
}

}  // namespace taosweep
