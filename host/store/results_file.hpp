// Results file, schema 1: what is stored of a sweep, written whole or not at all, read back,
// checked. Every dataset with its axes, type, units and meaning: host/store/schema.md.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "host/experiment/experiment.hpp"
#include "host/store/parts/durable_file.hpp"
#include "kernels/advance.hpp"

namespace taosweep {

inline constexpr int schema_version = 1;

/// Results of whole consecutive points [first_point, first_point + points). Economy order as in
/// Experiment.
struct PointResults {
  std::uint64_t first_point = 0;
  std::uint64_t points = 0;
  std::vector<std::int32_t> status;  ///< [point][replicate][arm]
  std::vector<double> outcomes;  ///< [outcome][point][replicate][arm]; derived outcomes (stopped,
                                 ///< ...) are filled in
  std::vector<float> series;     ///< [economy][all series after each other]
  std::map<std::uint64_t, std::vector<float>> paths;  ///< economy id -> EconomyResult::path
};

/// Facts about the run that are outside the determinism contract: group /run.
struct RunFacts {
  std::string command_line, device, isa, host, started, finished;
  int threads = 0;
  double wall_seconds = 0, subnet_steps = 0;
  std::string shards;  ///< "0/1", or the list merged
};

/// What every economy of the sweep records: the longest horizon of any point, the interval of the
/// config. RecordPlan::keep_paths is left off; it is switched on for the economies that are kept.
RecordPlan record_plan(const Experiment& experiment);

/// Chunk files live in OUT.parts/ and hold whole points. The name is made of the point range; the
/// file carries config_hash, design_hash, model_version, schema_version and a content hash.
std::string parts_folder(const std::string& out);
/// A chunk that belongs to the experiment and is whole.
struct Chunk {
  std::string file;
  std::uint64_t first_point = 0, points = 0;
};
/// Throws UsageError where the place cannot be written to. Any number of threads may call it.
Chunk write_chunk(const std::string& out, const Experiment& experiment,
                  const PointResults& results);

/// Every such chunk of OUT.parts/, ascending, none overlapping an earlier one; others are reported
/// in `refused` (file name and reason) and not used. Where `foreign` is given, whole chunks of
/// other experiments are reported there instead.
std::vector<Chunk> list_chunks(const std::string& out, const Experiment& experiment,
                               std::vector<std::string>& refused,
                               std::vector<std::string>* foreign = nullptr);
/// Reads one chunk; throws std::runtime_error that names the file where it is not whole.
PointResults read_chunk(const std::string& file, const Experiment& experiment);
/// list_chunks and read_chunk of each.
std::vector<PointResults> read_chunks(const std::string& out, const Experiment& experiment,
                                      std::vector<std::string>& refused);

/// Writes the final file under a temporary name, syncs, renames. `results` covers points
/// [first, last) without gap (a shard: shard_index of shard_count; whole sweep: 0 of 1). All
/// statistics groups are computed here. Throws UsageError where the place cannot be written to, or
/// has been taken meanwhile.
void write_results(const Target& out, const Experiment& experiment, const PointResults& results,
                   const RunFacts& facts, std::uint64_t shard_index = 0,
                   std::uint64_t shard_count = 1);
/// The same from chunks, one at a time: memory does not grow with the number of economies. The
/// chunks must follow each other without gap (std::invalid_argument). They are removed once the
/// file is there, and their folder where it then is empty.
void write_results(const Target& out, const Experiment& experiment,
                   const std::vector<Chunk>& chunks, const RunFacts& facts,
                   std::uint64_t shard_index = 0, std::uint64_t shard_count = 1);

/// One file out of all shards of a sweep, with the content digest of an unsharded run. Throws
/// UsageError for gaps, overlaps, files that are whole sweeps, other configs, designs, inputs,
/// model or schema versions, and where OUT.parts/ holds work of a run that is not finished.
void merge_results(const Target& out, const std::vector<std::string>& shards,
                   const std::string& command_line);

/// A results file read back, complete enough for replay, rerun, merge and verify.
struct StoredResults {
  Experiment experiment;
  PointResults
      results;  ///< without series: a file keeps their distributions; read_chunk returns them
  std::uint64_t shard_index = 0, shard_count = 1;
  int model_version = 0, schema_version = 0;
  std::string content_digest, config_hash, design_hash;
};
/// Throws UsageError for a file that is no results file of a schema this version reads.
StoredResults read_results(const std::string& file);

/// SHA-256 over sorted (path, type, shape, little-endian bytes, units) of everything but /run and
/// /intervals.
std::string content_digest(const std::string& file);

}  // namespace taosweep
