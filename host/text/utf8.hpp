// Walks over bytes that may or may not be UTF-8.
#pragma once

#include <cstdint>
#include <string_view>

namespace taosweep {

/// What stands at the start of a text.
struct Character {
  std::size_t length;   ///< in bytes; 1 where they are no UTF-8
  std::uint32_t point;  ///< code point; the byte itself where it is no UTF-8
  bool valid;
};

/// Reads one character of a text that is not empty (RFC 3629: no overlong forms, no surrogates,
/// nothing above U+10FFFF).
Character first_character(std::string_view text);

}  // namespace taosweep
