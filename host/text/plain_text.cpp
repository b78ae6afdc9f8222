#include "host/text/plain_text.hpp"

#include <cstdint>

#include <fmt/core.h>

namespace taosweep {
namespace {

/// Bytes of the UTF-8 sequence at the start of `text`; 0 where there is none (RFC 3629: no overlong
/// forms, no surrogates, nothing above U+10FFFF).
std::size_t sequence_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0;
  if (length == 0 || first > 0xF4 || text.size() < length) return 0;
  std::uint32_t point = first & (0xFF >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return 0;
    point = point << 6 | (byte(i) & 0x3F);
  }
  constexpr std::uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
  return point < least[length] || point > 0x10FFFF || surrogate ? 0 : length;
}

}  // namespace

std::string reason_not_text(std::string_view line) {
  for (std::size_t at = 0; at < line.size();) {
    const auto byte = static_cast<unsigned char>(line[at]);
    if (byte == 0) return "a NUL byte: this is not a text file";
    if (byte == '\r')
      return "a carriage return inside the line: end lines with a line feed (LF or CRLF)";
    if ((byte < 0x20 && byte != '\t') || byte == 0x7F)
      return fmt::format("the control character 0x{:02X} at byte {}: remove it", byte, at + 1);
    const std::size_t length = sequence_length(line.substr(at));
    if (length == 0)
      return fmt::format("the byte 0x{:02X} at byte {} is no UTF-8: save the file as UTF-8", byte,
                         at + 1);
    at += length;
  }
  return "";
}

}  // namespace taosweep
