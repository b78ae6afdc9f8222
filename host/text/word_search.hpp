// Rows of a table that a word finds.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace taosweep {

/// One row as the search sees it.
struct SearchRow {
  std::string key;
  std::vector<std::string> texts;  ///< sentence, unit, source, ...
};

/// True where a word of the text starts with `word`, whatever the case; a word of one or two
/// letters counts in full only. Letters and digits make words.
bool mentions(std::string_view text, std::string_view word);

/// Indices of the rows whose key starts with `word`, then of those that mention it in key or texts.
std::vector<std::size_t> rows_with(std::span<const SearchRow> rows, std::string_view word);

/// The key, or part of a key, that is nearest to a word which finds nothing.
std::string nearest_row(std::span<const SearchRow> rows, std::string_view word);

}  // namespace taosweep
