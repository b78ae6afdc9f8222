// How a sweep is dealt out to processes.
#pragma once

#include <cstdint>
#include <vector>

#include "host/store/portion.hpp"

namespace taosweep {

/// Deals points to `count` shards, the dearest first, forth and back: the costs of any two shards
/// differ by one point's at most. Ascending points of shard `index`.
std::vector<std::uint64_t> dealt(const std::vector<double>& costs, std::uint64_t index,
                                 std::uint64_t count);

/// Shard `index` of `count`, by what its points cost. Throws UsageError, naming the number to use,
/// for more shards than points.
Portion shard_portion(const Experiment& experiment, std::uint64_t index, std::uint64_t count);

}  // namespace taosweep
