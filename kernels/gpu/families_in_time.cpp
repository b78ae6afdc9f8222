#include "kernels/gpu/families_in_time.hpp"

#include <algorithm>
#include <set>

namespace taosweep {
namespace {

/// The family at a block, 0 after the end: who has ended needs nothing.
unsigned family_at(const std::vector<FamilyUntil>& families, std::int32_t block) {
  for (const FamilyUntil& one : families)
    if (block < one.block) return one.family;
  return 0;
}

}  // namespace

std::vector<FamilyUntil> families_in_time(const Setting& setting) {
  std::vector<FamilyUntil> families;
  const std::int32_t stop = setting.clock.stop;
  for (std::int32_t from = 0; from < stop;) {
    const std::int32_t end =
        end_of_family(setting.parameters, setting.clock, setting.segments, from);
    const unsigned needs = needs_between(setting.parameters, setting.segments, from, end);
    families.push_back({std::min(end, stop), family_of(needs)});
    from = end;
  }
  return families;
}

std::vector<FamilyUntil> together(std::span<const std::vector<FamilyUntil>> each) {
  std::set<std::int32_t> borders;
  for (const auto& families : each)
    for (const FamilyUntil& one : families) borders.insert(one.block);
  std::vector<FamilyUntil> all;
  std::int32_t from = 0;
  for (const std::int32_t border : borders) {
    unsigned needs = 0;
    for (const auto& families : each) needs |= family_at(families, from);
    const unsigned family = family_of(needs);
    if (!all.empty() && all.back().family == family)
      all.back().block = border;
    else
      all.push_back({border, family});
    from = border;
  }
  return all;
}

}  // namespace taosweep
