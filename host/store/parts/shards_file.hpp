// OUT.parts/shards: into how many shards a job array cut a sweep. Written once, so that an array
// that is submitted again for some of them cannot cut it otherwise.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace taosweep {

struct KeptShards {
  std::uint64_t count = 0;
  std::uint64_t first_task = 0;             ///< number of the array's task that makes shard 0
  std::uint64_t points = 0, economies = 0;  ///< of the whole sweep
  std::string config_hash;
  bool operator==(const KeptShards&) const = default;
};

/// Nothing where none is kept. Throws UsageError for a file that is damaged or no regular file.
std::optional<KeptShards> kept_shards(const std::string& out);

/// Keeps them where nothing is kept yet. Returns what then stands there: of several processes that
/// come at once one is first, and all get its answer.
KeptShards keep_shards(const std::string& out, const KeptShards& shards);

/// OUT.parts/shard_I_of_N.h5
std::string shard_file(const std::string& out, std::uint64_t index, std::uint64_t count);

/// Joining done: removes the shards' files and what was kept of their number, no other name and
/// nothing but regular files, and the folder where it then is empty. What could not be removed, in
/// a sentence; empty = all was.
std::string remove_shards(const std::string& out, const KeptShards& shards);

/// The same of one shard; with the last goes what was kept of their number.
std::string remove_shard(const std::string& out, std::uint64_t index, std::uint64_t count);

}  // namespace taosweep
