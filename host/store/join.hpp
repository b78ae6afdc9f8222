// Shards that the tasks of a job array left in OUT.parts/, on their way into one file.
#pragma once

#include <string>
#include <vector>

#include "host/store/parts/shards_file.hpp"

namespace taosweep {

/// The shard files of a job array, in order. Throws UsageError that names the shards which are
/// missing, by number, and how to run them.
std::vector<std::string> finished_shards(const std::string& out, const KeptShards& shards);

/// True where OUT is a results file of a whole sweep of this config (any, where it is empty).
/// Throws UsageError where it is no results file, or its content is not what its digest promises.
bool holds_whole_sweep(const std::string& out, const std::string& config_hash);

/// "3, 7-9" out of ascending numbers; `comma` between them.
std::string number_list(const std::vector<std::uint64_t>& numbers, const std::string& comma);

}  // namespace taosweep
