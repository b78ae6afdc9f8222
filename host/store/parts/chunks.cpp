// Chunks: whole points as one file on the way, trusted on resume by the hash of their bytes.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <mutex>
#include <system_error>

#include <fmt/core.h>

#include "host/store/parts/durable_file.hpp"
#include "host/store/results_file.hpp"
#include "host/store/file/layout.hpp"
#include "host/text/sha256.hpp"

namespace taosweep {

namespace {

namespace fs = std::filesystem;

// A chunk file is an HDF5 file followed by this word, the SHA-256 of all bytes before it, and a
// line end.
constexpr std::string_view seal_word = "sha256 ";
constexpr std::size_t seal_size = seal_word.size() + 64 + 1;
constexpr const char* extension = ".chunk";

/// The HDF5 library's high-level calls are not safe in several threads, whatever its build.
std::mutex library;

std::string chunk_name(std::uint64_t first_point, std::uint64_t points) {
  return fmt::format("points_{:010}_{:010}{}", first_point, first_point + points - 1, extension);
}

/// Why the bytes of a chunk cannot be trusted; empty = they can.
std::string broken_seal(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(stream)),
                          std::istreambuf_iterator<char>());
  if (!stream.good() && !stream.eof()) return "it cannot be read";
  if (bytes.size() < seal_size ||
      bytes.compare(bytes.size() - seal_size, seal_word.size(), seal_word) != 0)
    return "it is cut off";
  const std::string stored = bytes.substr(bytes.size() - 65, 64);
  if (sha256_hex(std::string_view(bytes).substr(0, bytes.size() - seal_size)) != stored)
    return "its bytes do not fit its hash";
  return "";
}

/// Why a whole chunk belongs to something else; empty = it is of this experiment.
std::string foreign(const hdf5::Group& root, const Experiment& experiment) {
  if (root.whole("schema_version") != schema_version) return "it has another schema version";
  if (root.whole("model_version") != model_version) return "it was made by another model version";
  if (root.text("config_hash") != experiment.config_hash) return "it belongs to another config";
  if (root.text("design_hash") != experiment.design_hash) return "it belongs to another design";
  return "";
}

PointResults contents(const hdf5::Group& root, const Experiment& experiment,
                      const std::string& file) {
  PointResults results;
  results.first_point = static_cast<std::uint64_t>(root.whole("first_point"));
  results.points = static_cast<std::uint64_t>(root.whole("points"));
  const Layout layout = layout_of(experiment, results.first_point, results.points);
  results.status = root.dataset("status").read<std::int32_t>();
  results.outcomes = root.dataset("outcomes").read<double>();
  results.series = root.dataset("series").read<float>();
  if (results.status.size() != layout.economies() ||
      results.outcomes.size() != layout.economies() * outcome_count ||
      results.series.size() != layout.economies() * layout.series_length())
    throw std::runtime_error(file + ": its arrays do not fit the experiment");
  if (root.has("path_economy")) {
    const std::vector<std::int64_t> ids = root.dataset("path_economy").read<std::int64_t>();
    const hdf5::Dataset paths = root.dataset("paths");
    const std::uint64_t length = paths.shape().at(1);
    for (std::size_t i = 0; i < ids.size(); ++i)
      results.paths[static_cast<std::uint64_t>(ids[i])] =
          paths.read_block<float>({i, 0}, {1, length});
  }
  return results;
}

void check_sizes(const Experiment& experiment, const PointResults& results) {
  const Layout layout = layout_of(experiment, results.first_point, results.points);
  if (results.status.size() != layout.economies() ||
      results.outcomes.size() != layout.economies() * outcome_count ||
      results.series.size() != layout.economies() * layout.series_length())
    throw std::invalid_argument(
        "results do not hold status, outcomes and series of each economy of their points");
}

}  // namespace

std::string parts_folder(const std::string& out) {
  return out + ".parts";
}

Chunk write_chunk(const std::string& out, const Experiment& experiment,
                  const PointResults& results) {
  check_sizes(experiment, results);
  const std::string folder = parts_folder(out);
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) throw UsageError(write_failure(folder, error.value()));

  std::vector<std::byte> bytes;
  {
    const std::lock_guard lock(library);
    hdf5::File file = hdf5::File::in_memory();
    file.set_whole("schema_version", schema_version);
    file.set_whole("model_version", model_version);
    file.set_text("config_hash", experiment.config_hash);
    file.set_text("design_hash", experiment.design_hash);
    file.set_whole("first_point", static_cast<std::int64_t>(results.first_point));
    file.set_whole("points", static_cast<std::int64_t>(results.points));
    const std::uint64_t economies = results.status.size();
    file.store("status", {economies}, results.status);
    file.store("outcomes", {outcome_count, economies}, results.outcomes);
    file.store("series", {economies, results.series.size() / economies}, results.series);
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
  const std::string hash = sha256_hex({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  const std::string seal = std::string(seal_word) + hash + "\n";
  const auto* seal_bytes = reinterpret_cast<const std::byte*>(seal.data());
  bytes.insert(bytes.end(), seal_bytes, seal_bytes + seal.size());

  const std::string name = folder + "/" + chunk_name(results.first_point, results.points);
  DurableFile durable(name);
  durable.write(bytes);
  durable.commit();
  return {name, results.first_point, results.points};
}

PointResults read_chunk(const std::string& file, const Experiment& experiment) {
  if (const std::string reason = broken_seal(file); !reason.empty())
    throw std::runtime_error(file + ": " + reason);
  const std::lock_guard lock(library);
  const hdf5::File root = hdf5::File::open(file);
  if (const std::string reason = foreign(root, experiment); !reason.empty())
    throw std::runtime_error(file + ": " + reason);
  return contents(root, experiment, file);
}

std::vector<Chunk> list_chunks(const std::string& out, const Experiment& experiment,
                               std::vector<std::string>& refused,
                               std::vector<std::string>* others) {
  std::vector<Chunk> chunks;
  const std::string folder = parts_folder(out);
  if (!fs::is_directory(folder)) return chunks;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() != extension) continue;
    const std::string file = entry.path().string();
    std::string reason = broken_seal(file);
    if (reason.empty()) {
      try {
        const std::lock_guard lock(library);
        const hdf5::File root = hdf5::File::open(file);
        reason = foreign(root, experiment);
        if (reason.empty()) {
          chunks.push_back({file, static_cast<std::uint64_t>(root.whole("first_point")),
                            static_cast<std::uint64_t>(root.whole("points"))});
        } else if (others) {
          others->push_back(file + ": " + reason);
          continue;
        }
      } catch (const hdf5::Hdf5Error& error) {
        reason = error.what();
      }
    }
    if (!reason.empty()) refused.push_back(file + ": " + reason);
  }
  std::sort(chunks.begin(), chunks.end(),
            [](const Chunk& a, const Chunk& b) { return a.file < b.file; });
  std::vector<Chunk> apart;
  for (const Chunk& chunk : chunks) {
    if (!apart.empty() && chunk.first_point < apart.back().first_point + apart.back().points)
      refused.push_back(chunk.file + ": it repeats points of " + apart.back().file);
    else
      apart.push_back(chunk);
  }
  std::sort(refused.begin(), refused.end());
  return apart;
}

std::vector<PointResults> read_chunks(const std::string& out, const Experiment& experiment,
                                      std::vector<std::string>& refused) {
  std::vector<PointResults> results;
  for (const Chunk& chunk : list_chunks(out, experiment, refused))
    results.push_back(read_chunk(chunk.file, experiment));
  return results;
}

}  // namespace taosweep
