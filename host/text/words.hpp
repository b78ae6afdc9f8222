// Words and lists of words: taken apart, put together.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace taosweep {

/// "a, b, c": what `word_of` makes of each part, with `between` between them.
template <class Parts, class WordOf>
std::string joined_as(const Parts& parts, WordOf&& word_of, std::string_view between = ", ") {
  std::string all;
  bool first = true;
  for (const auto& part : parts) {
    if (!first) all += between;
    all += word_of(part);
    first = false;
  }
  return all;
}

/// The same of texts.
template <class Texts>
std::string joined(const Texts& texts, std::string_view between = ", ") {
  return joined_as(
      texts, [](const auto& text) -> const auto& { return text; }, between);
}

/// "1 point", "2 points", "3 economies": a number with what it counts, a word or the last of some.
inline std::string counted(std::uint64_t count, std::string_view one) {
  std::string text = std::to_string(count) + " " + std::string(one);
  if (count == 1) return text;
  if (text.back() != 'y') return text + "s";
  text.pop_back();
  return text + "ies";
}

/// Text without white space at both ends.
inline std::string trimmed(std::string_view text) {
  constexpr std::string_view white = " \t\r\n";
  const auto first = text.find_first_not_of(white);
  if (first == std::string_view::npos) return "";
  return std::string(text.substr(first, text.find_last_not_of(white) - first + 1));
}

/// Parts between separators, one more than there are separators.
inline std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == separator)
      parts.emplace_back();
    else
      parts.back() += c;
  }
  return parts;
}

}  // namespace taosweep
