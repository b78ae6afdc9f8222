// Text of any length, in a sentence.
#pragma once

#include <string>
#include <string_view>

#include "host/text/utf8.hpp"

namespace taosweep {

/// The start of a text, at most `most` bytes in whole characters, with ".." where more follows.
inline std::string shortened(std::string_view text, std::size_t most = 40) {
  std::size_t end = 0;
  while (end < text.size()) {
    const std::size_t next = end + first_character(text.substr(end)).length;
    if (next > most) return std::string(text.substr(0, end)) + "..";
    end = next;
  }
  return std::string(text);
}

}  // namespace taosweep
