#include "host/text/plain_text.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/core.h>

#include "host/text/utf8.hpp"

namespace taosweep {
namespace {

bool is_control(std::uint32_t point) {
  return point < 0x20 || (point >= 0x7F && point < 0xA0);
}

/// Turns the direction of writing, or ends a line or paragraph (Unicode 15, Bidi_Control, Zl, Zp).
bool is_hidden_control(std::uint32_t point) {
  constexpr std::uint32_t ranges[][2] = {
      {0x061C, 0x061C}, {0x200E, 0x200F}, {0x2028, 0x202E}, {0x2066, 0x2069}};
  return std::any_of(std::begin(ranges), std::end(ranges),
                     [&](const auto& range) { return point >= range[0] && point <= range[1]; });
}

std::string name_of(const Character& character) {
  return character.point < 0x80 || !character.valid ? fmt::format("\\x{:02X}", character.point)
                                                    : fmt::format("\\u{{{:04X}}}", character.point);
}

/// The text with the names of those characters that `is_named` picks.
template <class Picks>
std::string with_names(std::string_view text, const Picks& is_named) {
  std::string all;
  for (std::size_t at = 0; at < text.size();) {
    const Character character = first_character(text.substr(at));
    if (is_named(character))
      all += name_of(character);
    else
      all += text.substr(at, character.length);
    at += character.length;
  }
  return all;
}

bool moves_the_reader(const Character& character) {
  return !character.valid || is_control(character.point) || is_hidden_control(character.point);
}

}  // namespace

std::string reason_not_text(std::string_view line) {
  for (std::size_t at = 0; at < line.size();) {
    const Character character = first_character(line.substr(at));
    const std::uint32_t point = character.point;
    if (!character.valid)
      return fmt::format("the byte 0x{:02X} at byte {} is no UTF-8: save the file as UTF-8", point,
                         at + 1);
    if (point == 0) return "a NUL byte: this is not a text file";
    if (point == '\r')
      return "a carriage return inside the line: end lines with a line feed (LF or CRLF)";
    if (is_control(point) && point != '\t')
      return fmt::format("the control character 0x{:02X} at byte {}: remove it", point, at + 1);
    if (is_hidden_control(point))
      return fmt::format(
          "the character U+{:04X} at byte {}, which is not seen and moves what is: remove it",
          point, at + 1);
    at += character.length;
  }
  return "";
}

std::string shown(std::string_view text) {
  return with_names(text, [](const Character& character) {
    return moves_the_reader(character) && character.point != '\n' && character.point != '\t';
  });
}

std::string shown_on_a_line(std::string_view text) {
  return with_names(text, [](const Character& character) {
    return moves_the_reader(character) && character.point != '\t';
  });
}

std::string valid_utf8(std::string_view text) {
  return with_names(
      text, [](const Character& character) { return !character.valid || !character.point; });
}

}  // namespace taosweep
