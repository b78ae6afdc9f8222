// Results file, schema 1: what is stored of a sweep, written whole or not at all, read back, checked.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "host/experiment.hpp"
#include "kernels/advance.hpp"

namespace taosweep {

inline constexpr int schema_version = 1;

/// Results of whole consecutive points [first_point, first_point + points). Economy order as in Experiment.
struct PointResults {
  std::uint64_t first_point = 0;
  std::uint64_t points = 0;
  std::vector<std::int32_t> status;   ///< [point][replicate][arm]
  std::vector<double> outcomes;       ///< [outcome][point][replicate][arm]; derived outcomes (stopped, ...) are filled in
  std::vector<float> series;          ///< [economy][all series after each other]
  std::map<std::uint64_t, std::vector<float>> paths;  ///< economy id -> EconomyResult::path
};

/// Facts about the run that are outside the determinism contract: group /run.
struct RunFacts {
  std::string command_line, device, isa, host, started, finished;
  int threads = 0;
  double wall_seconds = 0, subnet_steps = 0;
  std::string shards;   ///< "0/1", or the list merged
};

/// Chunk files live in OUT.parts/ and hold whole points. The name is made of the point range; the file carries
/// config_hash, design_hash, model_version, schema_version, shard and a content hash.
std::string parts_folder(const std::string& out);
void write_chunk(const std::string& out, const Experiment& experiment, const PointResults& results);
/// Reads every chunk of OUT.parts/ that belongs to this experiment and is whole; others are reported in `refused`
/// (file name and reason) and not used.
std::vector<PointResults> read_chunks(const std::string& out, const Experiment& experiment,
                                      std::vector<std::string>& refused);

/// Writes the final file under a temporary name, syncs, renames. `results` covers points [first, last) without gap
/// (a shard: shard_index of shard_count; whole sweep: 0 of 1). All statistics groups are computed here.
void write_results(const std::string& out, const Experiment& experiment, const PointResults& results,
                   const RunFacts& facts, std::uint64_t shard_index = 0, std::uint64_t shard_count = 1);

/// A results file read back, complete enough for replay, rerun, merge and verify.
struct StoredResults {
  Experiment experiment;
  PointResults results;      ///< series only as far as stored
  std::uint64_t shard_index = 0, shard_count = 1;
  int model_version = 0, schema_version = 0;
  std::string content_digest, config_hash, design_hash;
};
StoredResults read_results(const std::string& file);

/// SHA-256 over sorted (path, type, shape, little-endian bytes, units) of everything but /run and /intervals.
std::string content_digest(const std::string& file);

}  // namespace taosweep
