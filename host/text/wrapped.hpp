// Prose in lines that a terminal holds.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace taosweep {

/// Words of `text` in lines of at most 100 bytes, each ended: the first behind `first` spaces, the
/// others behind `others`. A longer word stays whole.
std::string wrapped(std::string_view text, std::size_t first, std::size_t others);

/// All lines behind the same number of spaces.
std::string wrapped(std::string_view text, std::size_t indent);

}  // namespace taosweep
