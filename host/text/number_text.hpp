// Numbers from text and back, the same on every machine:
// std::from_chars and std::to_chars, whole values only.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace taosweep {

/// A finite number that fills `text` from end to end; nothing else
/// ("1e4" yes; "", "+1", "1 d", "nan", "1e999" no).
std::optional<double> parse_number(std::string_view text);

/// A whole number 0 .. 2^64-1 in decimal digits that fill `text`.
std::optional<std::uint64_t> parse_count(std::string_view text);

/// Shortest text that parse_number turns into the same double.
std::string number_text(double value);

}  // namespace taosweep
