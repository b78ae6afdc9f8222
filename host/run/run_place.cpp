#include "host/run/run_place.hpp"

#include <filesystem>

#include <fmt/core.h>

#include "host/results/durable_file.hpp"
#include "host/results/results_read.hpp"

namespace taosweep {
namespace {

namespace fs = std::filesystem;

/// Throws where OUT is another sweep's file, or another part of this one.
void check_complete(const Experiment& experiment, const SweepOptions& options) {
  const hdf5::File root = open_results(options.out);
  const auto refuse = [&](const std::string& what) {
    throw UsageError(
        fmt::format("{} is complete, but {}; choose another name, or replace it with --force",
                    options.out, what));
  };
  if (root.text("config_hash") != experiment.config_hash) refuse("of another config");
  if (root.text("design_hash") != experiment.design_hash) refuse("of another design");
  if (root.whole("model_version") != model_version) {
    refuse(fmt::format("made by model version {}, not {}", root.whole("model_version"),
                       model_version));
  }
  const auto index = root.whole("shard_index"), count = root.whole("shard_count");
  if (static_cast<std::uint64_t>(index) != options.shard_index ||
      static_cast<std::uint64_t>(count) != options.shard_count) {
    refuse(fmt::format("it is shard {}/{}", index, count));
  }
}

bool holds_files(const std::string& folder) {
  return fs::is_directory(folder) && !fs::is_empty(folder);
}

void read_chunks_of(const Experiment& experiment, const SweepOptions& options,
                    const PointRange& range, Standing& standing) {
  std::vector<std::string> foreign;
  standing.chunks = list_chunks(options.out, experiment, standing.unusable, &foreign);
  for (const Chunk& chunk : standing.chunks) {
    if (chunk.first_point < range.first ||
        chunk.first_point + chunk.points > range.first + range.points) {
      foreign.push_back(chunk.file + ": it belongs to another shard");
    }
  }
  if (foreign.empty()) return;
  throw UsageError(
      fmt::format("{}/ holds finished work of another run ({}); choose another -o, or drop that "
                  "work with --force",
                  parts_folder(options.out), foreign.front()));
}

}  // namespace

Standing prepare_place(const Experiment& experiment, const SweepOptions& options,
                       const PointRange& range) {
  const std::string parts = parts_folder(options.out);
  const DurableFile place(options.out);  // only asks whether it could be written
  Standing standing;
  if (options.existing == Existing::replace) {
    fs::remove_all(parts);
    return standing;
  }
  if (fs::exists(options.out)) {
    if (options.existing != Existing::go_on) {
      throw UsageError(options.out +
                       " exists; choose another name with -o, or replace it with --force");
    }
    check_complete(experiment, options);
    standing.complete = true;
    // Left where a kill came between the last two steps: the file was named, its chunks not yet
    // removed.
    std::vector<std::string> unusable, foreign;
    list_chunks(options.out, experiment, unusable, &foreign);
    if (foreign.empty()) fs::remove_all(parts);
    return standing;
  }
  if (options.existing == Existing::refuse) {
    if (holds_files(parts)) {
      throw UsageError(
          fmt::format("{}/ holds finished work of an earlier run: go on from it with --resume, "
                      "or drop it with --force",
                      parts));
    }
    return standing;
  }
  read_chunks_of(experiment, options, range, standing);
  return standing;
}

}  // namespace taosweep
