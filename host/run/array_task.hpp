// Which shard a task of a job array makes.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "host/store/parts/shards_file.hpp"

namespace taosweep {

/// What Slurm says of a task and its array. The last three are of the array that this task was
/// submitted with, which may hold only some tasks of an earlier one.
struct ArrayTask {
  std::uint64_t id = 0;
  std::optional<std::uint64_t> first, last, count;
};

/// Value of an environment variable, or nullptr.
using Environment = std::function<const char*(const char*)>;

/// Throws UsageError where this is no task of a Slurm array, or where a variable holds no number.
ArrayTask array_task(const Environment& environment);

struct ArrayShard {
  std::uint64_t index = 0;
  KeptShards shards;  ///< to be kept, where nothing was
};

/// The shard of a task. What an earlier array kept decides; without it the array must be a whole
/// one: from 0 or 1 on, without gaps. `sweep` says what is being cut: points, economies and
/// config_hash. Throws UsageError that says what does not fit.
ArrayShard shard_of(const ArrayTask& task, const std::optional<KeptShards>& kept,
                    const KeptShards& sweep, const std::string& out);

}  // namespace taosweep
