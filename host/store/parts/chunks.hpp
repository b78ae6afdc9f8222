// Chunks: finished work as files on the way, in OUT.parts/.
// Trusted on resume by the hash of their bytes.
#pragma once

#include <string>
#include <vector>

#include "host/store/parts/chunk_columns.hpp"
#include "host/store/point_results.hpp"
#include "host/store/portion.hpp"

namespace taosweep {

/// A run of consecutive points with all their replicates, or of consecutive replicates of one
/// point. Points by position.
struct ChunkRange {
  std::uint64_t first_point = 0, points = 0, first_replicate = 0, replicates = 0;
  bool operator==(const ChunkRange&) const = default;
};

/// A chunk that belongs to the experiment and is whole.
struct Chunk {
  std::string file;
  ChunkRange range;
};

/// True where two chunks, the first not after the second, hold a replicate twice.
bool overlap(const ChunkRange& first, const ChunkRange& second);

/// Why the bytes of a chunk cannot be trusted; empty = they can.
/// Throws UnreadableFile where they cannot be read.
std::string broken_seal(const std::string& file);

/// Folder of the chunks of OUT.
std::string parts_folder(const std::string& out);

/// Name of a chunk without its folder: points_FIRST_LAST.chunk where it holds whole points, else
/// point_P_replicates_FIRST_LAST.chunk.
std::string chunk_name(const ChunkRange& range, std::uint64_t replicates_of_a_point);

/// The file carries config_hash, design_hash, model_version, schema_version, the
/// shard, and a hash of its bytes. Throws UsageError where the place cannot be
/// written to. Any number of threads may call it.
Chunk write_chunk(const std::string& out, const Experiment& experiment, const Portion& portion,
                  const PointResults& results);

/// Every such chunk of OUT.parts/ that belongs to the portion, by point and replicate, none
/// overlapping an earlier one; others are reported in `refused` (file name and reason) and not
/// used. Where `foreign` is given, whole chunks of other experiments or shards are reported there
/// instead. Throws UnreadableFile for a chunk that cannot be read, and may be whole.
std::vector<Chunk> list_chunks(const std::string& out, const Experiment& experiment,
                               const Portion& portion, std::vector<std::string>& refused,
                               std::vector<std::string>* foreign = nullptr);

/// What of one chunk is to be read.
enum class ChunkPart { everything, without_series };

/// Reads one chunk; throws std::runtime_error that names the file where it is not whole.
PointResults read_chunk(const std::string& file, const Experiment& experiment,
                        const Portion& portion, ChunkPart part = ChunkPart::everything);

/// Its series, to be read by columns; throws as read_chunk does.
ChunkColumns columns_of(const std::string& file, const Experiment& experiment,
                        const Portion& portion);

}  // namespace taosweep
