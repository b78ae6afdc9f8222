// Which family of programs economies run in, from when to when.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "kernels/gpu/setting.hpp"

namespace taosweep {

/// One family of programs until a block, a day's first.
struct FamilyUntil {
  std::int32_t block;
  unsigned family;
  bool operator==(const FamilyUntil&) const = default;
};

/// Of one economy, up to its end: as advance_cpu runs it.
std::vector<FamilyUntil> families_in_time(const Setting& setting);

/// Of several that run together: at each time the least family that has what any of them needs, and
/// no border between two equal ones.
std::vector<FamilyUntil> together(std::span<const std::vector<FamilyUntil>> each);

}  // namespace taosweep
