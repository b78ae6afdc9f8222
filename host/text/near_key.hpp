// The known word nearest to a misspelt one.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace taosweep {

/// Insertions, deletions, replacements and swaps of neighbours that
/// turn `a` into `b` (optimal string alignment).
int edit_distance(std::string_view a, std::string_view b);

/// The word of `known` with the least distance; the
/// earlier of equals; empty where `known` is empty.
std::string nearest(std::string_view word, std::span<const std::string> known);

}  // namespace taosweep
