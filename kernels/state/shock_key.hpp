// What tells the shocks of one economy from those of another.
#pragma once

#include <cstdint>

#include "kernels/chain/block_time.hpp"
#include "kernels/portable.hpp"

namespace taosweep {

/// From the first block of a day on an economy draws by another seed what it draws as time goes on.
struct ShockBranch {
  std::int32_t day;  ///< 1 or later
  std::uint64_t seed;
};

/// The branches of one economy, their days rising: it lives as an economy of its first seed does,
/// branches off it, and so on. Nothing of it has to be kept: whoever has the key runs it again.
struct ShockBranches {
  static constexpr int most = 64;
  std::int32_t count = 0;
  ShockBranch of[most];
};

/// What keys the shocks of one economy. Arms of a point share it.
struct ShockKey {
  std::uint64_t seed = 0;
  std::uint32_t point = 0;  ///< global index in the design; 0 where all points share their shocks
  std::uint32_t replicate = 0;
  const ShockBranches* branches = nullptr;  ///< not owned; nullptr: one seed for good
};

/// The seed in force at a block: of the last branch that has begun.
TAOSWEEP_HD std::uint64_t seed_at(const ShockKey& key, int block) {
  std::uint64_t seed = key.seed;
  if (!key.branches) return seed;
  for (int i = 0; i < key.branches->count; ++i) {
    const ShockBranch& branch = key.branches->of[i];
    if (branch.day * static_cast<int>(blocks_per_day) <= block) seed = branch.seed;
  }
  return seed;
}

}  // namespace taosweep
