// Names of what this program puts into OUT.parts/: nothing else there is ever removed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace taosweep {

enum class PartsEntry {
  foreign,     ///< not ours
  lock,        ///< lock
  chunk,       ///< points_FIRST_LAST.chunk, point_P_replicates_FIRST_LAST.chunk
  unfinished,  ///< NAME.PID.tmp, where NAME is one of these or the name of OUT
  shards,      ///< shards: into how many a job array cut the sweep
  shard,       ///< shard_I_of_N.h5
};

/// What an entry of OUT.parts/ is by its name alone;
/// `out_name` is the name of OUT without its folder.
PartsEntry parts_entry(std::string_view name, std::string_view out_name);

std::string points_chunk_name(std::uint64_t first, std::uint64_t last);
std::string replicates_chunk_name(std::uint64_t point, std::uint64_t first, std::uint64_t last);
std::string shard_name(std::uint64_t index, std::uint64_t count);
/// The name under which a file is written until it is whole.
std::string unfinished_name(const std::string& name);

inline constexpr const char* lock_name = "lock";
inline constexpr const char* shards_name = "shards";
/// A file that only asks whether the place takes files.
inline constexpr const char* probe_name = "probe";

}  // namespace taosweep
